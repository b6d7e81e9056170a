// @ts-check
import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { NavigationMixin } from 'lightning/navigation';
import list from '@salesforce/apex/ReferralWorkController.referrals';
import { today } from 'c/days';
import { sentence } from 'c/errors';
import { familyPage } from 'c/pages';

const VIEW = 'All open';
const COLUMNS = ['New', 'Accepted', 'Waiting', 'Allocated'];
/** Where a card may go next: the rest stands in the form that opens. */
const MOVES = {
  New: [
    ['Accept', 'Accept'],
    ['Wait', 'Let wait']
  ],
  Accepted: [
    ['Allocate', 'Allocate'],
    ['Wait', 'Let wait']
  ],
  Waiting: [['Accept', 'Accept']],
  Allocated: [['Close', 'Close']]
};

/** The open referrals by where they stand. A move opens the decision, which needs a reason; nothing moves by itself. */
export default class ReferralBoard extends NavigationMixin(LightningElement) {
  /** @type {any[] | undefined} */
  rows;
  message = '';
  /** @type {any} the referral being decided about */
  chosen = null;
  proposal = '';
  /** @type {any} */
  result;
  focusPending = false;

  @wire(list, { view: VIEW })
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
    this.rows = this.rows.map((row, index) => ({ ...row, url: urls[index] }));
  }

  get loading() {
    return !this.rows && !this.message;
  }

  get columns() {
    return COLUMNS.map((status) => {
      const cards = (this.rows ?? []).filter((row) => row.status === status);
      const count = cards.length;
      return { status, cards, count, empty: count === 0, label: `${status}: ${count === 1 ? '1 referral' : `${count} referrals`}` };
    });
  }

  /** Waiting times as numbers, without a family. */
  get summary() {
    const days = (this.rows ?? [])
      .filter(({ status }) => status !== 'Allocated')
      .map(({ waitingDays }) => waitingDays ?? 0)
      .sort((one, other) => one - other);
    if (days.length === 0) return 'Nobody waits.';
    const middle = days[Math.floor((days.length - 1) / 2)];
    const who = days.length === 1 ? '1 family waits' : `${days.length} families wait`;
    return `${who}: half of them ${daysOf(middle)} or less, the longest ${daysOf(days.at(-1))}.`;
  }

  /** @param {any} event */
  async choose(event) {
    const { id, move } = event.currentTarget.dataset;
    // The form begins anew for each move.
    this.chosen = null;
    await Promise.resolve();
    this.proposal = move;
    this.chosen = this.rows?.find((row) => row.referralId === id);
    this.focusPending = true;
  }

  renderedCallback() {
    const form = /** @type {any} */ (this.template?.querySelector('c-referral-decision'));
    if (!this.focusPending || !form) return;
    this.focusPending = false;
    form.focus();
  }

  leave() {
    const { referralId } = this.chosen;
    this.chosen = null;
    /** @type {any} */ (this.template?.querySelector(`button[data-id="${referralId}"]`))?.focus();
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
}

/** @param {number} days */
function daysOf(days) {
  return days === 1 ? '1 day' : `${days} days`;
}

/** @param {any} row */
function present(row) {
  return {
    ...row,
    url: '',
    waited: row.status !== 'Allocated' && row.waitingDays ? `waits ${daysOf(row.waitingDays)}` : '',
    late: Boolean(row.noticeDueOn && row.noticeDueOn < today()),
    moves: (MOVES[row.status] ?? []).map(([value, label]) => ({ value, label }))
  };
}
