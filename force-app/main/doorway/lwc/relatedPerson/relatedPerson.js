// @ts-check
import { api, LightningElement, wire } from 'lwc';
import choices from '@salesforce/apex/DetailsChangeController.choices';
import saveRelated from '@salesforce/apex/DetailsChangeController.saveRelated';
import { attempt, sentence } from 'c/errors';
import { valid } from 'c/forms';

const LOSS = ['Lost', 'Died', 'In care'];
const SAID = ['maySpeakAbout', 'maySpeakSaidOn'];
const HELD = [
  'id',
  'relationship',
  'relationshipDetail',
  'firstName',
  'lastName',
  'dateOfBirth',
  'dueOn',
  'phone',
  'mustNeverBeTold',
  'maySpeakWith',
  'maySpeakAbout',
  'maySpeakSaidOn',
  'outcome',
  'outcomeOn'
];

/** A person around her: added, changed, and what she says about speaking with them. The door decides at each save. */
export default class RelatedPerson extends LightningElement {
  /** @type {string} the family's file */
  @api recordId = '';

  /** The person as the opened details show them; null for a new one. @type {any} */
  @api
  get person() {
    return this._person;
  }
  set person(value) {
    this._person = value;
    this.form = value ? Object.fromEntries(HELD.filter((name) => value[name] != null).map((name) => [name, value[name]])) : {};
    this.kind = value ? '' : 'Moved';
  }
  /** @type {any} */
  _person = null;

  /** @type {any} */
  lists = null;
  /** @type {any} what is typed */
  form = {};
  kind = 'Moved';
  kinds = [
    { value: 'Moved', label: 'It has changed' },
    { value: 'Correction', label: 'It was never right' }
  ];
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

  async save() {
    if (!valid(this.template)) return;
    const person = { ...this.form };
    if (this.stillHerWord) person.saidByHerAlone = true;
    const outcome = await attempt(this, () => saveRelated({ clientId: this.recordId, kind: this.kind, person }));
    if (!outcome) return;
    if (outcome.saved) this.dispatchEvent(new CustomEvent('saved', { detail: { message: outcome.message, person } }));
    else this.message = outcome.message;
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  get isKnown() {
    return Boolean(this._person);
  }

  get isChild() {
    return ['Child', 'Baby expected'].includes(this.form.relationship);
  }

  get isLoss() {
    return LOSS.includes(this.form.outcome);
  }

  get maySpeakLabel() {
    return this.isKnown ? 'We may speak with this person (untick when she takes it back)' : 'We may speak with this person';
  }

  /** What she said alone about speaking with this person stands as it is: she is not asked again for another change. */
  get stillHerWord() {
    const known = this._person;
    return Boolean(known?.maySpeakWith && this.form.maySpeakWith && SAID.every((name) => this.form[name] === known[name]));
  }

  get asksAlone() {
    return !this.stillHerWord;
  }

  get contradicts() {
    return Boolean(this.form.maySpeakWith && this.form.mustNeverBeTold);
  }
}
