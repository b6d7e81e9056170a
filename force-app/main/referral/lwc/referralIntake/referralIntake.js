// @ts-check
import { LightningElement, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import checkForMatches from '@salesforce/apex/ReferralIntakeController.checkForMatches';
import options from '@salesforce/apex/ReferralIntakeController.options';
import save from '@salesforce/apex/ReferralIntakeController.save';
import { sentence } from 'c/errors';

const STEPS = [
  { value: 'referral', label: 'Who refers' },
  { value: 'person', label: 'About her' },
  { value: 'contact', label: 'Contact safely' },
  { value: 'told', label: 'Told and agreed' },
  { value: 'check', label: 'Check and save' }
];
const NUMBERS = ['contentLevel'];

/** Takes in a referral, step by step; everything is saved together at the end, or nothing is. */
export default class ReferralIntake extends NavigationMixin(LightningElement) {
  steps = STEPS;
  step = STEPS[0].value;
  /** @type {any} */
  lists;
  /** @type {any} */
  form = blank();
  /** @type {any[]} */
  preferences = [];
  /** @type {any[] | null} */
  matches = null;
  message = '';
  busy = false;
  /** @type {any} */
  saved = null;

  @wire(options)
  wired({ data, error }) {
    if (error) this.message = sentence(error);
    if (data) this.open(data);
  }

  /** @param {any} data */
  open(data) {
    const copied = Object.entries(data).map(([name, value]) => [name, Array.isArray(value) ? value.map((one) => ({ ...one })) : value]);
    this.lists = Object.fromEntries(copied);
    this.preferences = this.lists.preferenceChannels.map(({ value, label }) => ({
      channel: value,
      label,
      allowed: 'Unknown',
      contentLevel: 0,
      conditions: ''
    }));
  }

  /** @param {any} event */
  change(event) {
    const { name } = event.target;
    const value = event.target.type === 'checkbox' ? event.target.checked : event.detail.value;
    this.form = { ...this.form, [name]: value };
    if (this.step === 'person') this.matches = null;
  }

  /** @param {any} event */
  changePreference(event) {
    const { name, dataset } = event.target;
    const value = NUMBERS.includes(name) ? Number(event.detail.value) : event.detail.value;
    this.preferences = this.preferences.map((one) => (one.channel === dataset.channel ? { ...one, [name]: value } : one));
  }

  back() {
    this.go(-1);
  }

  async next() {
    if (!this.valid()) return;
    if (this.step === 'person' && !(await this.lookForMatches())) return;
    this.go(1);
  }

  /** @param {number} by */
  go(by) {
    this.message = '';
    this.step = STEPS[STEPS.findIndex(({ value }) => value === this.step) + by].value;
    this.focusPending = true;
  }

  focusPending = false;

  renderedCallback() {
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {HTMLElement | null | undefined} */ (this.template?.querySelector('h3'))?.focus();
  }

  valid() {
    const fields = /** @type {any[]} */ ([...(this.template?.querySelectorAll('.field') ?? [])]);
    return fields.map((field) => field.reportValidity()).every(Boolean);
  }

  /** @returns {Promise<boolean>} whether to go on: nothing found, or the found ones have been looked at */
  async lookForMatches() {
    if (this.matches !== null) return true;
    const found = await this.attempt(() => checkForMatches({ request: this.request() }));
    if (found === undefined) return false;
    this.matches = found;
    return found.length === 0;
  }

  /** @param {any} event */
  chooseMatch(event) {
    const { id } = event.target.dataset;
    this.form = { ...this.form, existingClientId: this.form.existingClientId === id ? null : id };
  }

  async saveAll() {
    const result = await this.attempt(() => save({ request: this.request() }));
    if (!result) return;
    this.saved = result;
    this.dispatchEvent(new ShowToastEvent({ title: 'Referral saved', message: result.code, variant: 'success' }));
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T | undefined>}
   */
  async attempt(work) {
    this.busy = true;
    this.message = '';
    try {
      return await work();
    } catch (error) {
      this.message = sentence(error);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  request() {
    const filled = Object.entries(this.form).filter(([, value]) => value !== '' && value !== null);
    const asked = this.preferences.filter(({ allowed }) => allowed !== 'Unknown');
    const preferences = asked.map(({ channel, allowed, contentLevel, conditions }) => ({
      channel,
      allowed,
      contentLevel,
      conditions: conditions || null
    }));
    return { ...Object.fromEntries(filled), preferences };
  }

  startAgain() {
    this.form = blank();
    this.saved = null;
    this.matches = null;
    this.step = STEPS[0].value;
    this.preferences = this.preferences.map((one) => ({ ...one, allowed: 'Unknown', contentLevel: 0, conditions: '' }));
  }

  openFile() {
    const attributes = { recordId: this.saved.clientId, objectApiName: 'Client__c', actionName: 'view' };
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes });
  }

  get loading() {
    return !this.lists && !this.message;
  }

  get ready() {
    return this.lists && !this.saved;
  }

  get onReferral() {
    return this.step === 'referral';
  }

  get onPerson() {
    return this.step === 'person';
  }

  get onContact() {
    return this.step === 'contact';
  }

  get onTold() {
    return this.step === 'told';
  }

  get onCheck() {
    return this.step === 'check';
  }

  get notFirst() {
    return !this.onReferral;
  }

  get notAware() {
    return this.form.personAware === 'No';
  }

  get otherSource() {
    return this.form.source && this.form.source !== 'Self';
  }

  get yesNo() {
    return ['Yes', 'No', 'Not known'].map((value) => ({ value, label: value }));
  }

  get levels() {
    return [
      { value: '0', label: 'Nothing written' },
      { value: '1', label: 'Please call me' },
      { value: '2', label: 'Time of a visit' },
      { value: '3', label: 'Anything' }
    ];
  }

  get rows() {
    return this.preferences.map((one) => ({ ...one, level: String(one.contentLevel), conditional: one.allowed === 'Only if' }));
  }

  get hasMatches() {
    return (this.matches?.length ?? 0) > 0;
  }

  get matchRows() {
    return (this.matches ?? []).map((match) => ({ ...match, chosen: this.form.existingClientId === match.clientId }));
  }

  get summaryRows() {
    const programme = this.lists.programmes.find(({ value }) => value === this.form.programmeId)?.label;
    const known = this.preferences.filter(({ allowed }) => allowed !== 'Unknown').length;
    return [
      { label: 'Programme', value: programme },
      { label: 'Referred by', value: this.form.source },
      { label: 'She knows and agreed', value: `${this.form.personAware}, ${this.form.personAgreed || 'not known'}` },
      { label: 'Safe ways to contact her', value: known ? `${known} answered` : 'Not known yet: one neutral voice call only' },
      { label: 'Privacy notice given', value: this.form.noticeGivenOn || 'Not yet: you will be reminded' },
      { label: 'Agreed to receive support', value: this.form.agreedOn || 'Not yet' },
      { label: 'File', value: this.form.existingClientId ? 'Added to the existing file' : 'A new file with a new code' }
    ];
  }
}

function blank() {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
  return {
    requestKey: crypto.randomUUID(),
    receivedOn: today,
    personAware: '',
    personAgreed: '',
    contactCare: 'Usual',
    interpreterNeeded: false,
    noticeGivenOn: '',
    agreedOn: ''
  };
}
