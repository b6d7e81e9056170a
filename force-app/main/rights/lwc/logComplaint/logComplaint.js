// @ts-check
import { api, LightningElement } from 'lwc';
import choices from '@salesforce/apex/ComplaintController.choices';
import log from '@salesforce/apex/ComplaintController.log';
import { today } from 'c/days';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

const NOBODY = { value: '', label: 'No, or I do not know' };

/** Anybody writes a complaint down, however it came. Nothing is kept in the browser; sent twice it is one. */
export default class LogComplaint extends LightningElement {
  /** The family whose page is open, if one is. @type {string} */
  @api clientId = '';

  /** @type {any} */
  options = {};
  /** @type {any} */
  form = {};
  /** @type {any} */
  receipt = null;
  requestKey = '';
  /** The family of this form: going to another page does not change it. */
  familyId = '';
  message = '';
  busy = false;
  toldFocus = false;

  async connectedCallback() {
    this.start();
    await attempt(this, async () => {
      this.options = (await choices()) ?? {};
    });
  }

  renderedCallback() {
    if (!this.receipt || this.toldFocus) return;
    this.toldFocus = true;
    /** @type {any} */ (this.template?.querySelector('[data-thanks]'))?.focus();
  }

  start() {
    this.familyId = this.clientId ?? '';
    this.requestKey = crypto.randomUUID();
    this.form = { receivedOn: today(), aboutWorkerId: '' };
    this.receipt = null;
    this.toldFocus = false;
  }

  /** @param {any} event */
  write(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
  }

  async send() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      const { aboutWorkerId, receivedOn, ...written } = this.form;
      this.receipt = await log({
        request: {
          ...written,
          receivedOn: receivedOn || null,
          aboutWorkerId: aboutWorkerId || null,
          clientId: this.familyId || null,
          requestKey: this.requestKey
        }
      });
      this.dispatchEvent(new CustomEvent('logged'));
    });
  }

  done() {
    this.start();
    this.dispatchEvent(new CustomEvent('done'));
  }

  get people() {
    return [NOBODY, ...(this.options.workers ?? [])];
  }

  get askCode() {
    return !this.familyId;
  }

  get today() {
    return today();
  }
}
