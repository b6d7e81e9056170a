// @ts-check
import { api, LightningElement } from 'lwc';
import open from '@salesforce/apex/PersonalDetailsController.open';
import purposes from '@salesforce/apex/PersonalDetailsController.purposes';
import { sentence } from 'c/errors';

/** Name and contact details: closed until opened for a purpose, and closed again on blur, on Esc, and after five minutes. */
export default class PersonalDetails extends LightningElement {
  /** @type {string} */
  @api recordId = '';

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

  hide = () => this.close('Hidden. Open again when you need it: each look is recorded.');
  hideOnKey = (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && this.hide();
  hideWhenAway = () => document.visibilityState === 'hidden' && this.hide();

  connectedCallback() {
    window.addEventListener('blur', this.hide);
    window.addEventListener('keydown', this.hideOnKey);
    document.addEventListener('visibilitychange', this.hideWhenAway);
    this.loadPurposes();
  }

  disconnectedCallback() {
    window.removeEventListener('blur', this.hide);
    window.removeEventListener('keydown', this.hideOnKey);
    document.removeEventListener('visibilitychange', this.hideWhenAway);
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
    this.busy = true;
    this.message = '';
    this.note = '';
    try {
      const opening = await open({ clientId: this.recordId, purpose: this.purpose, reason: this.reason });
      if (opening.opened) this.show(opening);
      else this.message = opening.message;
    } catch (error) {
      this.message = sentence(error);
    } finally {
      this.busy = false;
    }
  }

  /** @param {any} opening */
  show(opening) {
    this.details = {
      ...opening,
      name: [opening.firstName, opening.lastName].filter(Boolean).join(' '),
      address: [opening.street, opening.town, opening.postcode].filter(Boolean).join(', '),
      related: (opening.related ?? []).map((person, index) => ({
        ...person,
        key: index,
        name: [person.firstName, person.lastName].filter(Boolean).join(' ')
      })),
      preferences: (opening.preferences ?? []).map((preference) => ({ ...preference, rule: rule(preference) }))
    };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.close('Closed after five minutes. Open again when you need it.'), opening.closesAfterSeconds * 1000);
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

  get isOpen() {
    return this.details !== null;
  }

  get careful() {
    return this.details?.contactCare && this.details.contactCare !== 'Usual';
  }

  get hasRelated() {
    return this.details?.related.length > 0;
  }

  get hasPreferences() {
    return this.details?.preferences.length > 0;
  }

  get interpreter() {
    return this.details?.interpreterNeeded ? 'Interpreter needed' : '';
  }
}

/**
 * @param {any} preference
 * @returns {string} what may be done on the channel: no and unknown and out of date all mean no
 */
function rule({ allowed, stale, conditions }) {
  if (stale) return 'No: ask her again, the answer is out of date';
  if (allowed === 'Yes') return 'Yes';
  if (allowed === 'Only if') return `Only if: ${conditions ?? 'ask the supervisor'}`;
  return 'No';
}
