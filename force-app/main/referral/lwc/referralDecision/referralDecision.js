// @ts-check
import { api, LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import allocate from '@salesforce/apex/ReferralWorkController.allocate';
import decide from '@salesforce/apex/ReferralWorkController.decide';
import workersToAllocate from '@salesforce/apex/ReferralWorkController.workersToAllocate';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

const ALLOCATE = 'Allocate';
const CHOICES = {
  New: ['Accept', 'Wait', 'Decline', 'Withdraw'],
  Waiting: ['Accept', 'Decline', 'Withdraw'],
  Accepted: [ALLOCATE, 'Wait', 'Decline', 'Withdraw'],
  Allocated: ['Close']
};
const WORDS = {
  Accept: 'Accept it',
  Wait: 'Put it on the waiting list',
  Decline: 'Decline it',
  Withdraw: 'She no longer wants it',
  Allocate: 'Ask somebody to support this family',
  Close: 'Close it: support has ended'
};

/** One decision about one referral: by the person at the screen, with her reason. */
export default class ReferralDecision extends LightningElement {
  /** @type {any} a row of the work list */
  @api referral;
  /** The decision to begin with, such as Accept; hers to change. @type {string} */
  @api proposal = '';

  choice = '';
  reason = '';
  workerId = '';
  /** @type {any[] | null} */
  workers = null;
  message = '';
  busy = false;

  connectedCallback() {
    if (this.choices.some(({ value }) => value === this.proposal)) this.choose({ detail: { value: this.proposal } });
  }

  /** The panel opens above the list: the keyboard follows to it. */
  @api focus() {
    /** @type {any} */ (this.template?.querySelector('h3'))?.focus();
  }

  get choices() {
    return (CHOICES[this.referral?.status] ?? []).map((value) => ({ value, label: WORDS[value] }));
  }

  get allocating() {
    return this.choice === ALLOCATE;
  }

  get told() {
    const recorded = 'The decision is recorded with your name.';
    return this.allocating ? `${recorded} Then the family leaves your list, and the supporter sees it in My cases.` : recorded;
  }

  get workerOptions() {
    return (this.workers ?? [])
      .filter((worker) => worker.available)
      .map(({ workerId, name, openCases }) => ({
        value: workerId,
        label: `${name}, ${openCases === 1 ? '1 family' : `${openCases} families`} now`
      }));
  }

  get unavailable() {
    return (this.workers ?? []).filter((worker) => !worker.available);
  }

  get hasUnavailable() {
    return this.unavailable.length > 0;
  }

  /** @param {any} event */
  async choose(event) {
    this.choice = event.detail.value;
    if (this.allocating && !this.workers) await attempt(this, async () => (this.workers = await workersToAllocate()));
  }

  /** @param {any} event */
  write(event) {
    this.reason = event.detail.value;
  }

  /** @param {any} event */
  chooseWorker(event) {
    this.workerId = event.detail.value;
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('cancelled'));
  }

  async save() {
    if (!valid(this.template)) return;
    const { referralId } = this.referral;
    const { reason, workerId, choice: decision } = this;
    const done = await attempt(this, async () => {
      await (this.allocating ? allocate({ referralId, workerId, reason }) : decide({ referralId, decision, reason }));
      return true;
    });
    if (!done) return;
    this.dispatchEvent(new ShowToastEvent({ title: 'Decision recorded', message: this.referral.name, variant: 'success' }));
    this.dispatchEvent(new CustomEvent('decided'));
  }
}
