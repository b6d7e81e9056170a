// @ts-check
import { LightningElement } from 'lwc';
import board from '@salesforce/apex/RequestDeskController.board';
import { countdown, wish } from 'c/countdown';
import { attempt } from 'c/errors';
import { stepName } from 'c/requestForms';

/** The desk of who works on requests: what is due, in words, and one request at a time. */
export default class RequestDesk extends LightningElement {
  /** @type {any[] | null} */
  rows = null;
  closed = false;
  chosen = '';
  message = '';
  busy = false;
  /** @type {string} the one to put the keyboard back on */
  left = '';

  connectedCallback() {
    this.load();
  }

  async load() {
    const closedOnes = this.closed;
    await attempt(this, async () => {
      const rows = await board({ closedOnes });
      if (closedOnes === this.closed) this.rows = rows;
    });
  }

  renderedCallback() {
    if (!this.left || this.chosen) return;
    /** @type {any} */ (this.template?.querySelector(`.open[data-id="${this.left}"]`))?.focus();
    this.left = '';
  }

  get loading() {
    return !this.rows && !this.message;
  }

  get empty() {
    return this.rows?.length === 0;
  }

  get some() {
    return (this.rows?.length ?? 0) > 0;
  }

  get emptyTitle() {
    return this.closed ? 'No request was closed yet' : 'Nobody waits for an answer';
  }

  get lines() {
    return (this.rows ?? []).map((row) => ({
      ...row,
      ...countdown(row),
      code: row.aboutOneOfUs ? 'One of us' : row.code,
      wish: wish(row.kind),
      next: row.next ? stepName(row.next) : ''
    }));
  }

  /** @param {any} event */
  async toggle(event) {
    this.closed = event.detail.checked;
    this.rows = null;
    await this.load();
  }

  /** @param {any} event */
  open(event) {
    this.chosen = event.currentTarget.dataset.id;
  }

  async back() {
    this.left = this.chosen;
    this.chosen = '';
    await this.load();
  }

  changed() {
    this.load();
  }
}
