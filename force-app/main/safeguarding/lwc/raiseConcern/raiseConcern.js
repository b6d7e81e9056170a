// @ts-check
import { api, LightningElement, wire } from 'lwc';
import { getFieldValue, getRecord } from 'lightning/uiRecordApi';
import NAME from '@salesforce/schema/Client__c.Name';
import choices from '@salesforce/apex/ConcernController.choices';
import raise from '@salesforce/apex/ConcernController.raise';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

const ELSE = 'else';
const BY_CODE = 'code';
const THIS = 'this';
const EMPTY = 'Please write what was said, what you saw or what you think. One of them is enough.';

/**
 * Anybody writes a concern down: what to do in danger first, then three separate fields, everything else optional. Nothing
 * is kept in the browser; a form that could not be sent stays as it is, and sending it again is the same concern.
 */
export default class RaiseConcern extends LightningElement {
  /** The family whose page is open, if one is. @type {string} */
  @api clientId = '';
  /** The number of an earlier concern that this one follows. @type {string} */
  @api earlierNumber = '';

  /** @type {any} */
  options = {};
  /** @type {any} */
  form = {};
  /** @type {any} */
  receipt = null;
  requestKey = '';
  /** The family of this form: going to another page does not change it. */
  familyId = '';
  familyCode = '';
  message = '';
  busy = false;
  toldFocus = false;

  @wire(getRecord, { recordId: '$familyId', fields: [NAME] })
  wired({ data }) {
    this.familyCode = data ? String(getFieldValue(data, NAME)) : '';
  }

  async connectedCallback() {
    this.start();
    await attempt(this, async () => {
      this.options = (await choices()) ?? {};
    });
  }

  renderedCallback() {
    if (!this.receipt || this.toldFocus) return;
    this.toldFocus = true;
    /** @type {any} */ (this.template?.querySelector('[data-thanks]'))?.focus();
  }

  start() {
    this.familyId = this.clientId ?? '';
    this.requestKey = crypto.randomUUID();
    this.form = { whose: this.familyId ? THIS : '', earlierNumber: this.earlierNumber ?? '' };
    this.receipt = null;
    this.toldFocus = false;
    this.message = '';
  }

  /** @param {any} event */
  write(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
  }

  /** @param {any} event */
  tick(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.checked };
  }

  async send() {
    if (!this.form.said?.trim() && !this.form.seen?.trim() && !this.form.opinion?.trim()) {
      this.message = EMPTY;
      /** @type {any} */ (this.template?.querySelector('[data-first]'))?.focus();
      return;
    }
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      this.receipt = await raise({ request: this.request });
      this.dispatchEvent(new CustomEvent('logged'));
    });
  }

  done() {
    this.start();
    this.dispatchEvent(new CustomEvent('done'));
  }

  /** What is sent: only what was written. */
  get request() {
    const { whose, code, atRisk, aboutUs, aboutWorkerId, otherPart, otherName, ...written } = this.form;
    const people = [
      ...(whose === ELSE && atRisk ? [{ part: 'At risk', name: atRisk }] : []),
      ...(otherName ? [{ part: otherPart || 'Household', name: otherName }] : [])
    ];
    return {
      ...written,
      requestKey: this.requestKey,
      clientId: whose === THIS ? this.familyId : null,
      code: whose === BY_CODE ? code : null,
      aboutWorkerId: aboutUs ? aboutWorkerId : null,
      people
    };
  }

  get whoseOptions() {
    const here = this.familyId ? [{ value: THIS, label: `This family${this.familyCode ? ` (${this.familyCode})` : ''}` }] : [];
    return [...here, { value: BY_CODE, label: 'A family, by its code' }, { value: ELSE, label: 'Somebody else, or I do not know' }];
  }

  get byCode() {
    return this.form.whose === BY_CODE;
  }

  get somebodyElse() {
    return this.form.whose === ELSE;
  }

  get writing() {
    return !this.receipt;
  }

  get receiptNote() {
    return this.receipt?.danger ? 'note note_error' : 'note';
  }
}
