// @ts-check
import { api, LightningElement, wire } from 'lwc';
import maySayWhy from '@salesforce/customPermission/Confide_Manage_Team';
import changeNote from '@salesforce/apex/DetailsChangeController.changeNote';
import choices from '@salesforce/apex/DetailsChangeController.choices';
import endNote from '@salesforce/apex/DetailsChangeController.endNote';
import { attempt, sentence } from 'c/errors';
import { valid } from 'c/forms';

const WRITTEN = ['category', 'detail', 'whyNeeded', 'source', 'about', 'alreadyKnown', 'alreadyKnownEvidence', 'toldHerOn'];
const WITHOUT_CONSENT = ['Cannot be given', 'Not reasonable to obtain', 'Would prejudice the service'];

/** A health or background note that is held: changed under the rules of a new one, or ended. The door decides at each save. */
export default class BackgroundNote extends LightningElement {
  /** @type {string} the family's file */
  @api recordId = '';
  /** Whether the note is no longer needed, rather than changed. */
  @api ending = false;

  /** The note as the opened details show it. @type {any} */
  @api
  get held() {
    return this._held;
  }
  set held(value) {
    this._held = value;
    const form = Object.fromEntries(WRITTEN.filter((name) => value[name] != null).map((name) => [name, value[name]]));
    const withoutConsentReason = WITHOUT_CONSENT.find((reason) => value.condition?.endsWith(`: ${reason}`));
    this.form = withoutConsentReason ? { ...form, withoutConsentReason } : form;
  }
  /** @type {any} */
  _held = null;

  /** @type {any} */
  lists = null;
  /** @type {any} what is typed */
  form = {};
  kind = '';
  reason = '';
  kinds = [
    { value: 'Moved', label: 'It has changed' },
    { value: 'Correction', label: 'It was never right' }
  ];
  grounds = [{ value: '', label: 'She has said a clear yes' }, ...WITHOUT_CONSENT.map((value) => ({ value, label: value }))];
  message = '';
  busy = false;

  @wire(choices)
  wired({ data, error }) {
    if (error) this.message = sentence(error);
    if (data) this.lists = data;
  }

  /** @param {any} event */
  write(event) {
    const { name, type } = event.target;
    const value = type === 'checkbox' ? event.detail.checked : event.detail.value;
    this.form = { ...this.form, [name]: value };
  }

  /** @param {any} event */
  chooseKind(event) {
    this.kind = event.detail.value;
  }

  /** @param {any} event */
  writeReason(event) {
    this.reason = event.detail.value;
  }

  async save() {
    if (!valid(this.template)) return;
    const outcome = await attempt(this, () => this.send());
    if (!outcome) return;
    const { message } = outcome;
    if (!outcome.saved) this.message = message;
    else this.dispatchEvent(new CustomEvent('saved', { detail: { message, id: this._held.id, ended: this.ending, note: this.form } }));
  }

  send() {
    const ids = { clientId: this.recordId, noteId: this._held.id };
    if (this.ending) return endNote({ ...ids, reason: this.reason });
    return changeNote({ ...ids, kind: this.kind, note: { ...this.form, toldHerOn: this.form.toldHerOn || null } });
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  get isChange() {
    return !this.ending && this.lists !== null;
  }

  get isReady() {
    return this.ending || this.lists !== null;
  }

  get saveLabel() {
    return this.ending ? 'End this note' : 'Save';
  }

  get withoutConsentReason() {
    return this.form.withoutConsentReason ?? '';
  }

  get fromOthers() {
    return this.form.source !== 'Parent';
  }

  /** Only a supervisor may name a reason for doing without her yes. */
  get asksGround() {
    return Boolean(maySayWhy);
  }
}
