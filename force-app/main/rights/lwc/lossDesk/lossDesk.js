// @ts-check
import { LightningElement } from 'lwc';
import board from '@salesforce/apex/LossDeskController.board';
import { attempt } from 'c/errors';
import { nextStep } from 'c/lossWords';
import { hoursLeft } from 'c/timeLeft';

const CLOSED = 'closed';
const LISTS = [
  { value: 'open', label: 'Open' },
  { value: CLOSED, label: 'Closed' }
];
const DAY_OF_MINUTES = 1440;

/** The losses that reach her, those with the fewest hours first. */
export default class LossDesk extends LightningElement {
  list = 'open';
  listOptions = LISTS;
  /** @type {any[] | null} */
  rows = null;
  openId = '';
  message = '';
  busy = false;

  connectedCallback() {
    this.load();
  }

  async load() {
    this.rows = null;
    await attempt(this, async () => {
      this.rows = (await board({ closedOnes: this.list === CLOSED })).map(present);
    });
  }

  /** @param {any} event */
  switchList(event) {
    this.list = event.detail.value;
    this.load();
  }

  /** @param {any} event */
  open(event) {
    this.openId = event.currentTarget.dataset.id;
  }

  back() {
    this.openId = '';
    this.load();
  }

  get loading() {
    return !this.rows && !this.message;
  }

  get hasRows() {
    return (this.rows ?? []).length > 0;
  }

  get isEmpty() {
    return this.rows?.length === 0;
  }

  get emptyText() {
    return this.list === CLOSED ? 'None is closed yet.' : 'Nothing lost waits for you.';
  }
}

/** @param {any} row */
function present(row) {
  const runs = row.minutesLeft !== null && row.minutesLeft !== undefined;
  const tone = row.minutesLeft < 0 ? 'pill_error' : row.minutesLeft < DAY_OF_MINUTES ? 'pill_warning' : '';
  return {
    ...row,
    kind: row.kind ?? 'Not said',
    stepWords: nextStep(row.nextStep),
    left: runs ? hoursLeft(row.minutesLeft) : 'Decided',
    pill: `pill ${runs ? tone : 'pill_good'}`
  };
}
