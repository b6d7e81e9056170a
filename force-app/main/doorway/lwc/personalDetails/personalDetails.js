// @ts-check
import { api, LightningElement } from 'lwc';
import open from '@salesforce/apex/PersonalDetailsController.open';
import openAgain from '@salesforce/apex/PersonalDetailsController.openAgain';
import purposes from '@salesforce/apex/PersonalDetailsController.purposes';
import { attempt, sentence } from 'c/errors';
import { hideWhenLeft } from 'c/hiding';
import { careWords, OUTSIDE } from 'c/words';
import { around, noteLine, present } from './present';

const LOSS = ['Lost', 'Died', 'In care'];
/** How long one tap opens again what another app took from the screen. The org weighs it anew. */
const AGAIN = 15 * 60_000;

/** Name and contact details: closed until opened for a purpose, and closed again on blur, on Esc, and after five minutes. */
export default class PersonalDetails extends LightningElement {
  outside = OUTSIDE;
  /** The family's file; what was open of another file closes. @type {string} */
  @api
  get recordId() {
    return this._recordId;
  }
  set recordId(value) {
    if (value !== this._recordId) {
      this.close('');
      this.mayOpenAgain = false;
      this.saidWhyAt = 0;
    }
    this._recordId = value;
  }
  _recordId = '';

  /** @type {{ value: string, label: string }[]} */
  choices = [];
  purpose = '';
  reason = '';
  /** @type {any} */
  details = null;
  busy = false;
  message = '';
  note = '';
  /** @type {any} */
  timer;
  focusPending = false;
  /** Another app took the screen: one tap opens again. Not after Esc, for then somebody may be looking. */
  mayOpenAgain = false;
  /** When she last said why. */
  saidWhyAt = 0;

  hide = () => this.close('Hidden. Open again when you need it: each look is recorded.');
  hideByItself = (/** @type {boolean} */ byKey) => {
    const offer = (this.isOpen || this.mayOpenAgain) && !byKey && this.isRecent();
    this.hide();
    this.mayOpenAgain = offer;
  };
  stopWatching = () => {};

  connectedCallback() {
    this.stopWatching = hideWhenLeft(this.hideByItself);
    this.loadPurposes();
  }

  disconnectedCallback() {
    this.stopWatching();
    this.close('');
  }

  async loadPurposes() {
    try {
      this.choices = (await purposes()).map(({ value, label }) => ({ value, label }));
    } catch (error) {
      this.message = sentence(error);
    }
  }

  /** @param {any} event */
  choosePurpose(event) {
    this.purpose = event.detail.value;
  }

  /** @param {any} event */
  writeReason(event) {
    this.reason = event.detail.value;
  }

  async openDetails() {
    const field = /** @type {any} */ (this.template?.querySelector('lightning-radio-group'));
    if (!field.reportValidity()) return;
    const { recordId } = this;
    await this.look(async () => {
      const opening = await open({ clientId: recordId, purpose: this.purpose, reason: this.reason });
      if (opening.opened) this.saidWhyAt = Date.now();
      return opening;
    });
  }

  async openOnceMore() {
    const { recordId } = this;
    await this.look(() => openAgain({ clientId: recordId }));
  }

  /** @param {() => Promise<any>} ask asks the doorway */
  async look(ask) {
    const { recordId } = this;
    this.note = '';
    this.mayOpenAgain = false;
    await attempt(this, async () => {
      const opening = await ask();
      if (!opening.opened) this.message = opening.message;
      else if (this.isStillHere(recordId)) this.show(opening);
    });
  }

  isRecent() {
    return Date.now() - this.saidWhyAt < AGAIN;
  }

  /**
   * Whether the answer still meets the person who asked: she may have left the page, or its file, while it came.
   * @param {string} asked
   */
  isStillHere(asked) {
    return this.isConnected && asked === this.recordId && document.visibilityState !== 'hidden';
  }

  /** @param {any} opening */
  show(opening) {
    const lasts = opening.closesAfterSeconds * 1000;
    this.details = present(opening, new Date(Date.now() + lasts));
    this.focusPending = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.close('Closed after five minutes. Open again when you need it.'), lasts);
  }

  renderedCallback() {
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('[data-name]'))?.focus();
  }

  /** @param {string} note what to say after hiding; nothing when there was nothing open */
  close(note) {
    clearTimeout(this.timer);
    if (!this.details) return;
    this.details = null;
    this.reason = '';
    this.note = note;
  }

  /** @param {Event} event */
  discourageCopy(event) {
    event.preventDefault();
    this.note = 'Copying is off here: it would leave a copy that nobody looks after.';
  }

  /** @param {any} event */
  changePerson(event) {
    this.markChanging(event.target.dataset.person);
  }

  stopChanging() {
    this.markChanging('');
  }

  /** @param {string} id of the person whose form is open; empty for nobody */
  markChanging(id) {
    const related = this.details.related.map((person) => ({ ...person, isEdited: person.id === id }));
    this.details = { ...this.details, related };
  }

  /** What was saved is shown as it was saved: it is no second look. @param {any} event */
  personSaved(event) {
    const { person, message } = event.detail;
    const related = this.details.related.map((known) => (known.id === person.id ? around({ ...known, ...person }, known.key) : known));
    this.details = { ...this.details, related, loss: this.details.loss || LOSS.includes(person.outcome) };
    this.note = message;
  }

  /** @param {any} event */
  startNote(event) {
    const { note, task } = event.target.dataset;
    this.markNote(note, task);
  }

  stopNote() {
    this.markNote('', '');
  }

  /** @param {string} id of the note whose form is open; empty for none @param {string} task change or end */
  markNote(id, task) {
    const notes = this.details.notes.map((note) => noteLine(note, note.id === id ? task : ''));
    this.details = { ...this.details, notes };
  }

  /** A note is shown as it was saved, and an ended one no more: it is no second look. @param {any} event */
  noteSaved(event) {
    const { id, ended, note, message } = event.detail;
    const kept = ended ? this.details.notes.filter((held) => held.id !== id) : this.details.notes;
    const notes = kept.map((held) => (held.id === id ? noteLine({ ...held, ...note }, '') : held));
    this.details = { ...this.details, notes };
    this.note = message;
  }

  get isOpen() {
    return this.details !== null;
  }

  get careful() {
    return careWords(this.details?.contactCare);
  }

  get hasNotes() {
    return this.details?.notes.length > 0;
  }

  get hasRelated() {
    return this.details?.related.length > 0;
  }

  get hasPreferences() {
    return this.details?.preferences.length > 0;
  }
}
