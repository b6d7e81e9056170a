// @ts-check
import { LightningElement } from 'lwc';
import open from '@salesforce/apex/OldValuesController.open';
import purposes from '@salesforce/apex/OldValuesController.purposes';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { hideWhenLeft } from 'c/hiding';

const KINDS = { Moved: 'It has changed', Correction: 'It was never right' };
/** A day, as the change keeps it. */
const DAY = /^(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?$/;
const TICKS = { true: 'Yes', false: 'No' };

/** What a family's details were before they were changed: closed until opened with a reason, and closed again by itself. */
export default class OldValues extends LightningElement {
  /** @type {any[]} */
  choices = [];
  code = '';
  purpose = '';
  reason = '';
  /** @type {any} */
  answer = null;
  message = '';
  note = '';
  busy = false;
  focusPending = false;
  /** @type {any} */
  timer;

  hide = () => this.close('Hidden. Open again when you need it: each look is recorded.');
  stopWatching = () => {};

  connectedCallback() {
    this.stopWatching = hideWhenLeft(this.hide);
    this.load();
  }

  disconnectedCallback() {
    this.stopWatching();
    this.close('');
  }

  async load() {
    this.choices = (await attempt(this, () => purposes())) ?? [];
  }

  /** @param {any} event */
  write(event) {
    this[event.target.name] = event.detail.value;
  }

  async look() {
    if (!valid(this.template)) return;
    this.note = '';
    const { code, purpose, reason } = this;
    const answer = await attempt(this, () => open({ code, purpose, reason }));
    if (!answer) return;
    if (!answer.opened) this.message = answer.message;
    else if (this.isConnected && document.visibilityState !== 'hidden') this.show(answer);
  }

  /** @param {any} answer */
  show(answer) {
    this.answer = { ...answer, changes: answer.changes.map(present) };
    this.focusPending = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.close('Closed after five minutes. Open again when you need it.'), answer.closesAfterSeconds * 1000);
  }

  renderedCallback() {
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('[data-opened]'))?.focus();
  }

  /** @param {string} note what to say after hiding; nothing when there was nothing open */
  close(note) {
    clearTimeout(this.timer);
    if (!this.answer) return;
    this.answer = null;
    this.reason = '';
    this.note = note;
  }

  get isEmpty() {
    return this.answer?.changes.length === 0;
  }

  get some() {
    return (this.answer?.changes.length ?? 0) > 0;
  }
}

/** @param {any} change */
function present(change) {
  return {
    ...change,
    kindText: KINDS[change.kind] ?? change.kind,
    beforeText: readable(change.before),
    afterText: readable(change.after)
  };
}

/** @param {string | null | undefined} value */
function readable(value) {
  const [, year, month, day] = DAY.exec(value ?? '') ?? [];
  return day ? `${day}/${month}/${year}` : (TICKS[value ?? ''] ?? value ?? '(nothing)');
}
