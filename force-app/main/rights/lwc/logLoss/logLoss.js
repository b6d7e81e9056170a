// @ts-check
import { api, LightningElement } from 'lwc';
import choices from '@salesforce/apex/LossController.choices';
import log from '@salesforce/apex/LossController.log';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

const NO = 'No';
const ANSWERS = ['Yes', 'Not sure', NO].map((value) => ({ value, label: value }));
const MINE = { value: '', label: 'Mine' };

/** Anybody writes down data lost or sent wrongly, in under a minute: two answers, the rest can wait. */
export default class LogLoss extends LightningElement {
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
  answers = ANSWERS;
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
    this.form = { lostByWorkerId: '' };
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
      const { people, awareAt, lostByWorkerId, ...written } = this.form;
      delete written.reached;
      this.receipt = await log({
        request: {
          ...written,
          reachedFamily: this.mayHaveReached,
          people: people ? Number(people) : null,
          awareAt: awareAt || null,
          lostByWorkerId: lostByWorkerId || null,
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

  /** Not sure counts as yes: it is the safe side for her. */
  get mayHaveReached() {
    return Boolean(this.form.reached) && this.form.reached !== NO;
  }

  get receiptNote() {
    return this.mayHaveReached ? 'note note_warning' : 'note';
  }

  get hasStores() {
    return (this.options.stores ?? []).length > 0;
  }

  get whose() {
    return [MINE, ...(this.options.workers ?? [])];
  }

  get askCode() {
    return !this.familyId;
  }
}
