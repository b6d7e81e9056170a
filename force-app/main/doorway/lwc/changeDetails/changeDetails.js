// @ts-check
import { api, LightningElement, wire } from 'lwc';
import addNote from '@salesforce/apex/DetailsChangeController.addNote';
import addScore from '@salesforce/apex/DetailsChangeController.addScore';
import choices from '@salesforce/apex/DetailsChangeController.choices';
import correct from '@salesforce/apex/DetailsChangeController.correct';
import { attempt, sentence } from 'c/errors';
import { valid } from 'c/forms';

const TASKS = [
  { value: 'detail', label: 'Change one of her details' },
  { value: 'person', label: 'Add a person around her' },
  { value: 'note', label: 'Write a health or background note' },
  { value: 'score', label: 'Write down how she is doing, on a scale' }
];
const DETAILS = {
  mobile: 'Mobile',
  phone: 'Other phone',
  email: 'E-mail',
  street: 'Street',
  town: 'Town',
  postcode: 'Postcode',
  firstName: 'First name',
  lastName: 'Last name',
  knownAs: 'Likes to be called',
  dateOfBirth: 'Date of birth',
  contactCare: 'Care needed when we contact her',
  language: 'Language',
  interpreterNeeded: 'Interpreter needed',
  accessibilityNeeds: 'What helps her to take part',
  loss: 'A baby or child was lost'
};
const LISTS = { language: 'languages', contactCare: 'contactCares' };
const TICKS = ['interpreterNeeded', 'loss'];
const ADDRESS = ['street', 'postcode'];

/** Brings a family's details up to date without opening them: each change is recorded, the old value is kept apart. */
export default class ChangeDetails extends LightningElement {
  /** @type {string} the family's file */
  @api
  get recordId() {
    return this._recordId;
  }
  set recordId(value) {
    if (value !== this._recordId) this.start('');
    this._recordId = value;
  }
  _recordId = '';

  tasks = TASKS;
  kinds = [
    { value: 'Moved', label: 'It has changed' },
    { value: 'Correction', label: 'It was never right' }
  ];
  /** @type {any} */
  lists = null;
  task = '';
  /** @type {any} what is typed */
  form = {};
  message = '';
  note = '';
  busy = false;

  @wire(choices)
  wired({ data, error }) {
    if (error) this.message = sentence(error);
    if (data) this.lists = data;
  }

  /** @param {string} task */
  start(task) {
    this.task = task;
    this.form = {};
    this.message = '';
    this.note = '';
  }

  /** @param {any} event */
  chooseTask(event) {
    this.start(event.detail.value);
  }

  /** @param {any} event */
  write(event) {
    const { name, type } = event.target;
    const value = type === 'checkbox' ? event.detail.checked : event.detail.value;
    this.form = { ...this.form, [name]: value };
    if (name === 'detail' && this.isDetail) this.form = { detail: value, kind: this.form.kind, reason: this.form.reason };
  }

  cancel() {
    this.start('');
  }

  /** @param {any} event */
  personSaved(event) {
    this.start('');
    this.note = event.detail.message;
  }

  async save() {
    if (!valid(this.template)) return;
    const outcome = await attempt(this, () => this.send());
    if (!outcome) return;
    if (outcome.saved) this.start('');
    this[outcome.saved ? 'note' : 'message'] = outcome.message;
  }

  send() {
    const { recordId: clientId, form } = this;
    if (this.task === 'score') return addScore({ clientId, score: { ...form, value: Number(form.value) } });
    if (this.task === 'note') return addNote({ clientId, note: { ...form } });
    const value = this.isTick ? String(form.value === 'true') : (form.value ?? '');
    return correct({ clientId, kind: form.kind, reason: form.reason, details: [{ name: form.detail, value }] });
  }

  get details() {
    return Object.entries(DETAILS).map(([value, label]) => ({ value, label }));
  }

  get isDetail() {
    return this.task === 'detail';
  }

  get isPerson() {
    return this.task === 'person';
  }

  get hasButtons() {
    return Boolean(this.task) && !this.isPerson;
  }

  get isNote() {
    return this.task === 'note' && this.lists !== null;
  }

  get isScore() {
    return this.task === 'score' && this.lists !== null;
  }

  get isList() {
    return this.form.detail in LISTS || this.isTick;
  }

  get isTick() {
    return TICKS.includes(this.form.detail);
  }

  get isText() {
    return Boolean(this.form.detail) && !this.isList;
  }

  get valueType() {
    return this.form.detail === 'dateOfBirth' ? 'date' : 'text';
  }

  get valueOptions() {
    if (this.isTick)
      return [
        { value: 'true', label: 'Yes' },
        { value: 'false', label: 'No' }
      ];
    return this.lists?.[LISTS[this.form.detail]] ?? [];
  }

  get effect() {
    if (ADDRESS.includes(this.form.detail)) return 'After this, ask her again how to contact her safely: until then the answers mean no.';
    return this.form.detail === 'loss' ? 'While this says yes, nothing is sent to her by itself.' : '';
  }

  get fromOthers() {
    return Boolean(this.form.source) && this.form.source !== 'Parent';
  }
}
