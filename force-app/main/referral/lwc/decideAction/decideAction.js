// @ts-check
import { api, LightningElement, wire } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import { RefreshEvent } from 'lightning/refresh';
import { getFieldValue, getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import NAME from '@salesforce/schema/Referral__c.Name';
import STATUS from '@salesforce/schema/Referral__c.Status__c';
import CODE from '@salesforce/schema/Referral__c.Client__r.Name';
import WORDS from '@salesforce/schema/Referral__c.Client__r.Word_Code__c';
import mayDecide from '@salesforce/customPermission/Confide_Decide_Referrals';
import mayClose from '@salesforce/customPermission/Confide_Manage_Team';
import { sentence } from 'c/errors';

const FINAL = ['Declined', 'Withdrawn', 'Closed'];

/** The decision about a referral, from its own page. What may be decided, and by whom, the service sees to. */
export default class DecideAction extends LightningElement {
  /** @type {string} */
  @api recordId = '';

  /** @type {any} */
  referral = null;
  message = '';

  @wire(getRecord, { recordId: '$recordId', fields: [NAME, STATUS, CODE, WORDS] })
  wired({ data, error }) {
    this.message = error ? sentence(error) : '';
    if (!data) return;
    const value = (field) => getFieldValue(data, field);
    this.referral = { referralId: this.recordId, name: value(NAME), status: value(STATUS), code: value(CODE), wordCode: value(WORDS) };
  }

  get loading() {
    return !this.referral && !this.message;
  }

  get note() {
    if (!this.referral) return '';
    if (FINAL.includes(this.referral.status)) return 'This referral has ended. There is nothing to decide.';
    if (mayDecide || (mayClose && this.referral.status === 'Allocated')) return '';
    return 'A coordinator decides about referrals.';
  }

  get open() {
    return this.referral && !this.note;
  }

  async decided() {
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
    this.dispatchEvent(new RefreshEvent());
    this.close();
  }

  close() {
    this.dispatchEvent(new CloseActionScreenEvent());
  }
}
