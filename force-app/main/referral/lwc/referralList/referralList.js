// @ts-check
import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { NavigationMixin } from 'lightning/navigation';
import list from '@salesforce/apex/ReferralWorkController.referrals';
import { sentence } from 'c/errors';

const VIEWS = ['All open', 'New', 'Accepted', 'Waiting', 'Allocated', 'Closed'];

/** The referrals to work on: who waits, how long, and what is due. Codes only. */
export default class ReferralList extends NavigationMixin(LightningElement) {
  view = VIEWS[0];
  /** @type {any[] | undefined} */
  rows;
  message = '';
  /** @type {any} the referral being decided about */
  chosen = null;
  /** @type {any} */
  result;

  @wire(list, { view: '$view' })
  wired(result) {
    this.result = result;
    const { data, error } = result;
    this.message = error ? sentence(error) : '';
    if (error) this.rows = undefined;
    if (data) this.rows = data.map(present);
  }

  get views() {
    return VIEWS.map((value) => ({ value, label: value }));
  }

  /** @param {any} event */
  changeView(event) {
    this.rows = undefined;
    this.view = event.detail.value;
  }

  /** @param {any} event */
  choose(event) {
    this.chosen = this.rows?.find((row) => row.referralId === event.currentTarget.dataset.id);
  }

  leave() {
    this.chosen = null;
  }

  async decided() {
    this.chosen = null;
    await refreshApex(this.result);
  }

  /** @param {any} event */
  open(event) {
    event.preventDefault();
    const attributes = { recordId: event.currentTarget.dataset.id, objectApiName: 'Client__c', actionName: 'view' };
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes });
  }

  get loading() {
    return !this.rows && !this.message;
  }

  get empty() {
    return this.rows?.length === 0;
  }

  get some() {
    return (this.rows?.length ?? 0) > 0;
  }
}

/** @param {any} row */
function present(row) {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
  const due = row.noticeDueOn;
  return {
    ...row,
    open: ['New', 'Accepted', 'Waiting', 'Allocated'].includes(row.status),
    waited: row.waitingDays === 1 ? '1 day' : `${row.waitingDays ?? 0} days`,
    late: Boolean(due && due < today)
  };
}
