// @ts-check
import { api, LightningElement } from 'lwc';
import purposes from '@salesforce/apex/PersonalDetailsController.purposes';
import take from '@salesforce/apex/DoorstepController.take';
import { attempt } from 'c/errors';
import { careWords, preferenceLine } from 'c/words';

const MINUTE = 60_000;
const WARN_BEFORE = 5 * MINUTE;

/**
 * What goes to a door without signal. It lives in this object and nowhere else: covered when the screen goes (Esc, another
 * app, the lock of the phone) and shown again with one tap, forgotten at its time, when the page or the family changes.
 */
export default class TakeWithMe extends LightningElement {
  /** The family's file; the card of another family is forgotten. @type {string} */
  @api
  get recordId() {
    return this._recordId;
  }
  set recordId(value) {
    if (value !== this._recordId) this.forget('');
    this._recordId = value;
  }
  _recordId = '';

  /** @type {{ value: string, label: string }[]} */
  choices = [];
  purpose = '';
  asking = false;
  busy = false;
  message = '';
  note = '';
  /** @type {any} */
  card = null;
  covered = false;
  takenAt = 0;
  closesAt = 0;
  /** @type {any[]} */
  timers = [];
  /** @type {string} what gets the keyboard next */
  focusOn = '';

  coverWhenAway = () => (document.visibilityState === 'hidden' ? this.cover() : this.forgetWhenOver());
  coverOnBlur = () => this.cover();
  forgetOnLeaving = () => this.forget('');
  onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape' || !this.card) return;
    if (this.covered) this.putAway();
    else this.cover();
  };

  connectedCallback() {
    window.addEventListener('blur', this.coverOnBlur);
    window.addEventListener('keydown', this.onKey);
    window.addEventListener('pagehide', this.forgetOnLeaving);
    document.addEventListener('visibilitychange', this.coverWhenAway);
  }

  disconnectedCallback() {
    window.removeEventListener('blur', this.coverOnBlur);
    window.removeEventListener('keydown', this.onKey);
    window.removeEventListener('pagehide', this.forgetOnLeaving);
    document.removeEventListener('visibilitychange', this.coverWhenAway);
    this.forget('');
  }

  async ask() {
    this.note = '';
    this.asking = true;
    if (this.choices.length > 0) return;
    await attempt(this, async () => {
      this.choices = (await purposes()).map(({ value, label }) => ({ value, label }));
    });
  }

  stopAsking() {
    this.asking = false;
    this.message = '';
  }

  /** @param {any} event */
  choosePurpose(event) {
    this.purpose = event.detail.value;
  }

  async take() {
    const field = /** @type {any} */ (this.template?.querySelector('lightning-radio-group'));
    if (!field.reportValidity()) return;
    const asked = this.recordId;
    await attempt(this, async () => {
      const card = await take({ clientId: asked, purpose: this.purpose, reason: '' });
      if (!card.opened) this.message = card.message;
      else if (this.isConnected && asked === this.recordId) this.keep(card);
    });
  }

  /** @param {any} card */
  keep(card) {
    const lasts = card.closesAfterMinutes * MINUTE;
    this.card = present(card);
    this.takenAt = Date.now();
    this.closesAt = this.takenAt + lasts;
    this.asking = false;
    this.timers = [
      setTimeout(() => this.forgetWhenOver(), lasts),
      setTimeout(() => (this.note = 'This closes in five minutes.'), Math.max(0, lasts - WARN_BEFORE))
    ];
    this.covered = document.visibilityState === 'hidden';
    this.focusOn = this.covered ? '' : '[data-name]';
  }

  cover() {
    if (!this.card || this.covered) return;
    this.covered = true;
    this.note = '';
    this.focusOn = '[data-cover]';
  }

  uncover() {
    this.forgetWhenOver();
    if (!this.card) return;
    this.covered = false;
    this.focusOn = '[data-name]';
  }

  putAway() {
    this.forget('Put away. Take it again when you need it: that is recorded.');
  }

  /** A phone that slept has not counted, and a clock that was put back must not give more time. */
  forgetWhenOver() {
    const now = Date.now();
    if (this.card && (now >= this.closesAt || now < this.takenAt - MINUTE)) this.forget('The time is over: it is no longer in this page.');
  }

  /** @param {string} note what to say about it; nothing when there was nothing to forget */
  forget(note) {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
    if (!this.card) return;
    this.card = null;
    this.covered = false;
    this.purpose = '';
    this.note = note;
  }

  renderedCallback() {
    if (!this.focusOn) return;
    const target = /** @type {any} */ (this.template?.querySelector(this.focusOn));
    this.focusOn = '';
    target?.focus();
  }

  /** @param {Event} event */
  discourageCopy(event) {
    event.preventDefault();
    this.note = 'Copying is off here: it would leave a copy that nobody looks after.';
  }

  get isOpen() {
    return this.card !== null && !this.covered;
  }

  get isCovered() {
    return this.card !== null && this.covered;
  }

  get isClosed() {
    return this.card === null;
  }

  get untilWords() {
    return `Gone at ${new Date(this.closesAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}.`;
  }

  get careful() {
    return careWords(this.card?.contactCare);
  }

  get hasAddress() {
    return this.card?.address.length > 0;
  }

  get hasPreferences() {
    return this.card?.preferences.length > 0;
  }

  get hasPeople() {
    return this.card?.people.length > 0;
  }
}

/** @param {any} card as the doorway gave it */
function present(card) {
  return {
    ...card,
    name: [card.firstName, card.lastName].filter(Boolean).join(' '),
    address: [card.street, card.town, card.postcode].filter(Boolean),
    spoken: [card.language, card.interpreterNeeded ? 'interpreter needed' : ''].filter(Boolean).join(', '),
    preferences: (card.preferences ?? []).map(preferenceLine),
    people: (card.people ?? []).map((person, key) => ({
      ...person,
      key,
      pill: person.mustNeverBeTold ? 'pill pill_error' : 'pill pill_good',
      rule: person.mustNeverBeTold ? 'Must never be told' : 'We may speak with them'
    }))
  };
}
