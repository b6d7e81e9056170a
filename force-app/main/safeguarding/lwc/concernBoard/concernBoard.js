// @ts-check
import { LightningElement } from 'lwc';
import board from '@salesforce/apex/ConcernDeskController.board';
import { attempt } from 'c/errors';
import { dueWords, statusPill, statusWords } from 'c/concernWords';

/** The concerns that the person at the screen handles, by number and code: what is due first, without a word of what was said. */
export default class ConcernBoard extends LightningElement {
  /** @type {any[] | undefined} */
  rows;
  closedOnes = 'open';
  /** Where the next part of the list begins; empty when all is shown. */
  after = '';
  lateOnes = 0;
  tooMany = false;
  /** The concern that is open on the page; it never stands in the address. */
  openId = '';
  message = '';
  busy = false;

  async connectedCallback() {
    await this.load();
  }

  /** @param {string} [after] the place from which on; from the start when empty */
  async load(after = '') {
    const page = await attempt(this, () => board({ closedOnes: this.closedOnes === 'closed', after }));
    if (!page) return;
    this.rows = [...(after ? (this.rows ?? []) : []), ...page.rows.map(present)];
    this.after = page.after ?? '';
    this.lateOnes = page.lateOnes;
    this.tooMany = page.tooMany;
  }

  async more() {
    await this.load(this.after);
  }

  /** @param {any} event */
  async change(event) {
    this.closedOnes = event.detail.value;
    this.rows = undefined;
    await this.load();
  }

  /** @param {any} event */
  open(event) {
    this.openId = event.currentTarget.dataset.id;
  }

  async back() {
    this.openId = '';
    await this.load();
  }

  get which() {
    return [
      { value: 'open', label: 'Open' },
      { value: 'closed', label: 'Closed' }
    ];
  }

  get listing() {
    return !this.openId;
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

  get shown() {
    return `${this.rows?.length} are shown, what is due first. There are more.`;
  }

  get pressing() {
    if (this.lateOnes === 0) return '';
    return this.lateOnes === 1 ? '1 concern is late.' : `${this.lateOnes} concerns are late.`;
  }
}

/** @param {any} row */
function present(row) {
  return {
    ...row,
    due: dueWords(row.dueWhat),
    isLate: Boolean(row.dueWhat && row.late),
    statusLabel: statusWords(row.status),
    statusPill: statusPill(row.status)
  };
}
