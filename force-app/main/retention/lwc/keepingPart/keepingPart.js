// @ts-check
import { LightningElement, api } from 'lwc';
import readPart from '@salesforce/apex/KeepingController.part';
import take from '@salesforce/apex/KeepingController.take';
import { attempt } from 'c/errors';
import { LISTS, PARTS } from 'c/keepingForms';

/** One part of what keeps files beside their day: claims, contracts, looks by two people, old notes. */
export default class KeepingPart extends LightningElement {
  /** @type {any} */
  answer = null;
  /** @type {{ action: string, row: any } | null} */
  form = null;
  message = '';
  done = '';
  busy = false;
  _topic = 'holds';

  /** Which part. @type {string} */
  @api get topic() {
    return this._topic;
  }

  set topic(value) {
    this._topic = value;
    this.answer = null;
    this.form = null;
    this.done = '';
    this.load(() => readPart({ part: value }), '');
  }

  /**
   * @param {() => Promise<any>} work
   * @param {string} done
   */
  async load(work, done) {
    const asked = this.topic;
    const answer = await attempt(this, work);
    if (answer && asked === this.topic) {
      this.answer = answer;
      this.form = null;
      this.done = done;
    }
  }

  get words() {
    return PARTS[this.topic];
  }

  get loading() {
    return this.busy && !this.answer;
  }

  get loadingText() {
    return `Loading ${this.words.title}`;
  }

  get mayAdd() {
    return Boolean(this.answer?.mayAdd && this.words.add && !this.form);
  }

  get lists() {
    return { ...LISTS, programmes: this.answer?.programmes ?? [] };
  }

  get rows() {
    const { steps, kinds } = this.words;
    return (this.answer?.rows ?? []).map((/** @type {any} */ row) => ({
      ...row,
      kindText: kinds?.[row.kind] ?? row.kind,
      buttons: row.actions.map((/** @type {string} */ action) => ({
        action,
        key: `${row.rowId} ${action}`,
        label: steps[action].label,
        spoken: `${steps[action].label}: ${row.about}`
      }))
    }));
  }

  get hasRows() {
    return this.rows.length > 0;
  }

  get isEmpty() {
    return Boolean(this.answer) && !this.hasRows;
  }

  get definition() {
    if (!this.form) return null;
    const step = this.form.action === 'add' ? this.words.add : this.words.steps[this.form.action];
    const about = this.form.row ? `: ${this.form.row.about}` : '';
    return { title: step.label + about, hint: step.hint, save: step.label, fields: step.fields };
  }

  add() {
    this.open('add', null);
  }

  /** @param {any} event */
  step(event) {
    const { action, row } = event.currentTarget.dataset;
    const chosen = this.rows.find(({ rowId }) => rowId === row);
    if (this.words.steps[action].fields) this.open(action, chosen);
    else this.send(action, chosen, {});
  }

  /**
   * @param {string} action
   * @param {any} row
   */
  open(action, row) {
    this.form = { action, row };
    this.message = '';
    this.done = '';
  }

  close() {
    this.form = null;
    this.message = '';
  }

  /** @param {any} event */
  save(event) {
    if (this.form) this.send(this.form.action, this.form.row, event.detail);
  }

  /**
   * @param {string} action
   * @param {any} row
   * @param {any} wish
   */
  send(action, row, wish) {
    const step = action === 'add' ? this.words.add : this.words.steps[action];
    const whole = action === 'review' ? { ...wish, kind: row.kind } : wish;
    this.load(() => take({ part: this.topic, action, rowId: row?.rowId ?? null, wish: whole }), step.done);
  }
}
