// @ts-check
import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { NavigationMixin } from 'lightning/navigation';
import list from '@salesforce/apex/ReferralWorkController.referrals';
import { today } from 'c/days';
import { sentence } from 'c/errors';
import { familyPage } from 'c/pages';
import { pillOf } from 'c/words';

const VIEWS = ['All open', 'New', 'Accepted', 'Waiting', 'Allocated', 'Closed'];
const LEFT = ['Allocated', 'Closed'];

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
  focusPending = false;

  @wire(list, { view: '$view' })
  wired(result) {
    this.result = result;
    const { data, error } = result;
    this.message = error ? sentence(error) : '';
    if (error) this.rows = undefined;
    if (data) this.show(data);
  }

  /** @param {any[]} data */
  async show(data) {
    this.rows = data.map(present);
    const urls = await Promise.all(data.map(({ clientId }) => this[NavigationMixin.GenerateUrl](familyPage(clientId))));
    if (this.rows?.length === urls.length) this.rows = this.rows.map((row, index) => ({ ...row, url: urls[index] }));
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
    this.focusPending = true;
  }

  renderedCallback() {
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('c-referral-decision'))?.focus();
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
    this[NavigationMixin.Navigate](familyPage(event.currentTarget.dataset.id));
  }

  get loading() {
    return !this.rows && !this.message;
  }

  get empty() {
    return this.rows?.length === 0;
  }

  get count() {
    return this.rows?.length === 1 ? '1 referral' : `${this.rows?.length ?? 0} referrals`;
  }

  get emptyText() {
    return LEFT.includes(this.view)
      ? 'A family that is supported or closed leaves the list of those who take in referrals.'
      : 'Referrals appear here as they come in. To take one in, choose New referral above.';
  }

  get some() {
    return (this.rows?.length ?? 0) > 0;
  }
}

/** @param {any} row */
function present(row) {
  const due = row.noticeDueOn;
  return {
    ...row,
    url: '',
    pill: pillOf(row.status),
    open: ['New', 'Accepted', 'Waiting', 'Allocated'].includes(row.status),
    waited: row.status === 'Allocated' ? '' : waited(row.waitingDays),
    late: Boolean(due && due < today())
  };
}

/** @param {number | null | undefined} days */
function waited(days) {
  if (!days) return '';
  return days === 1 ? 'waits 1 day' : `waits ${days} days`;
}
