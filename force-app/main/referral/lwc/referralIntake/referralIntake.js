// @ts-check
import { LightningElement, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import checkForMatches from '@salesforce/apex/ReferralIntakeController.checkForMatches';
import options from '@salesforce/apex/ReferralIntakeController.options';
import save from '@salesforce/apex/ReferralIntakeController.save';
import { today, written } from 'c/days';
import { attempt, sentence } from 'c/errors';
import { valid } from 'c/forms';
import { familyPage } from 'c/pages';
import { channelName, levelOptions } from 'c/words';

const STEPS = [
  {
    value: 'referral',
    label: 'Who refers',
    heading: 'Who refers, and does she know?',
    guidance: 'Fields with a red star are needed. Everything is saved together at the end. Until then, nothing is kept.'
  },
  {
    value: 'person',
    label: 'About her',
    heading: 'About her',
    guidance: 'Only what is needed to support her. Leave out what you do not know.'
  },
  {
    value: 'contact',
    label: 'Contact safely',
    heading: 'How to contact her safely',
    guidance:
      'What nobody has asked her stays “Not known”, and not known means no. While nothing is known: one neutral voice call, nothing written, no voicemail.'
  },
  {
    value: 'told',
    label: 'Told and agreed',
    heading: 'What she was told and agreed to',
    guidance:
      'Agreeing to support is not data-protection consent. Leave the dates empty when it has not happened yet: the list of referrals shows by when.'
  },
  {
    value: 'check',
    label: 'Check and save',
    heading: 'Check and save',
    guidance: 'Saving creates a coded file. Her name and details close at once and open only through a recorded look.'
  }
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
      label: channelName(label),
      allowed: 'Unknown',
      askedAlone: 'Unknown',
      contentLevel: 0,
      conditions: ''
    }));
  }

  /** @param {any} event */
  change(event) {
    const { name } = event.target;
    const value = event.target.type === 'checkbox' ? event.target.checked : event.detail.value;
    this.form = { ...this.form, [name]: value };
    if (this.step !== 'person') return;
    this.matches = null;
    this.form.existingClientId = null;
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
    if (!valid(this.template)) return;
    if (this.step === 'person' && !(await this.lookForMatches())) return;
    this.go(1);
  }

  /** @param {number} by */
  go(by) {
    this.message = '';
    this.step = STEPS[STEPS.findIndex(({ value }) => value === this.step) + by].value;
    this.focusNext = 'h3';
  }

  /** What gets the keyboard after the next drawing: the new heading, or what went wrong. */
  focusNext = '';

  renderedCallback() {
    if (!this.focusNext) return;
    const found = /** @type {any} */ (this.template?.querySelector(this.focusNext));
    this.focusNext = '';
    found?.focus();
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
    this.forget();
    this.focusNext = 'h3';
    this.dispatchEvent(new ShowToastEvent({ title: 'Referral saved', message: result.code, variant: 'success' }));
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T | undefined>}
   */
  async attempt(work) {
    const result = await attempt(this, work);
    if (this.message) this.focusNext = '[role="alert"]';
    return result;
  }

  request() {
    const filled = Object.entries(this.form).filter(([, value]) => value !== '' && value !== null);
    const asked = this.preferences.filter(({ allowed }) => allowed !== 'Unknown');
    const preferences = asked.map(({ channel, allowed, askedAlone, contentLevel, conditions }) => ({
      channel,
      allowed,
      askedAlone,
      contentLevel,
      conditions: conditions || null
    }));
    return { ...Object.fromEntries(filled), preferences };
  }

  startAgain() {
    this.saved = null;
    this.focusNext = 'h3';
  }

  /** What was typed about her is not kept on the screen once it is saved. */
  forget() {
    this.form = blank();
    this.matches = null;
    this.step = STEPS[0].value;
    this.preferences = this.preferences.map((one) => ({
      ...one,
      allowed: 'Unknown',
      askedAlone: 'Unknown',
      contentLevel: 0,
      conditions: ''
    }));
  }

  openFile() {
    this[NavigationMixin.Navigate](familyPage(this.saved.clientId));
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

  get heading() {
    return this.current.heading;
  }

  get guidance() {
    return this.current.guidance;
  }

  get current() {
    return STEPS.find(({ value }) => value === this.step) ?? STEPS[0];
  }

  get answers() {
    return this.lists.preferenceAnswers.map(({ value, label }) => ({ value, label: value === 'Unknown' ? 'Not known' : label }));
  }

  get levels() {
    return levelOptions();
  }

  get rows() {
    return this.preferences.map((one) => ({
      ...one,
      level: String(one.contentLevel),
      open: ['Yes', 'Only if'].includes(one.allowed),
      conditional: one.allowed === 'Only if'
    }));
  }

  /** A file that is known already has her name. */
  get nameNeeded() {
    return !this.form.existingClientId;
  }

  get noticeGiven() {
    return Boolean(this.form.noticeGivenOn);
  }

  get agreed() {
    return Boolean(this.form.agreedOn);
  }

  get hasMatches() {
    return (this.matches?.length ?? 0) > 0;
  }

  get matchRows() {
    return (this.matches ?? []).map((match) => ({
      ...match,
      label: `${match.code}, “${match.wordCode}”, ${String(match.status).toLowerCase()}`,
      chosen: this.form.existingClientId === match.clientId
    }));
  }

  get summaryRows() {
    const { form } = this;
    const asked = this.preferences.filter(({ allowed }) => allowed !== 'Unknown');
    return [
      { label: 'Programme', value: labelOf(this.lists.programmes, form.programmeId) },
      { label: 'Referred by', value: `${form.source}, received ${written(form.receivedOn)}` },
      { label: 'Does she know? Did she agree?', value: `${form.personAware}; ${form.personAgreed || 'Not known'}` },
      { label: 'Her name', value: [form.firstName, form.lastName].filter(Boolean).join(' ') },
      {
        label: 'How to contact her safely',
        value:
          asked.map(({ label, allowed }) => `${label}: ${allowed.toLowerCase()}`).join('; ') || 'Not known yet: one neutral voice call only'
      },
      { label: 'Privacy notice given', value: form.noticeGivenOn ? written(form.noticeGivenOn) : 'Not yet' },
      { label: 'Agreed to receive support', value: form.agreedOn ? written(form.agreedOn) : 'Not yet' },
      { label: 'File', value: form.existingClientId ? 'Added to the file that is there already' : 'A new file with a new code' }
    ];
  }
}

/**
 * @param {{ value: string, label: string }[]} list
 * @param {string} chosen
 */
function labelOf(list, chosen) {
  return list.find(({ value }) => value === chosen)?.label;
}

function blank() {
  return {
    requestKey: crypto.randomUUID(),
    receivedOn: today(),
    personAware: '',
    personAgreed: '',
    contactCare: 'Usual',
    interpreterNeeded: false,
    noticeGivenOn: '',
    agreedOn: ''
  };
}
