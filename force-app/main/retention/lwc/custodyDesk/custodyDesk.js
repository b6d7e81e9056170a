// @ts-check
import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import propose from '@salesforce/apex/CustodyController.propose';
import receive from '@salesforce/apex/CustodyController.receive';
import step from '@salesforce/apex/CustodyController.step';
import view from '@salesforce/apex/CustodyController.view';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

const EMPTY = { custodianId: '', reason: '', takes: '', why: '' };
const STATES = {
  Proposed: 'Waits for a trustee',
  Agreed: 'Agreed',
  'Handed over': 'Handed over, waits for the receipt',
  Received: 'Received',
  Withdrawn: 'Withdrawn'
};

/** Handing concerns to who keeps them after us: a lead proposes, a trustee agrees, the tool makes the locked archive. */
export default class CustodyDesk extends LightningElement {
  /** @type {any} */
  page = null;
  form = EMPTY;
  /** @type {any} the handover whose receipt is written down, or that is agreed to, now */
  row = null;
  receivedOn = '';
  receipt = '';
  message = '';
  busy = false;
  focusPending = false;

  async connectedCallback() {
    await attempt(this, async () => {
      this.page = present(await view());
    });
  }

  get loading() {
    return !this.page && !this.message;
  }
  get isEmpty() {
    return this.page.rows.length === 0;
  }
  get agreeing() {
    return this.row?.Status__c === 'Proposed';
  }
  get heading() {
    return `${this.agreeing ? 'Agree to' : 'Receipt for'} ${this.row.Name}`;
  }

  /** @param {any} event */
  change(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
  }

  async propose() {
    if (!valid(this.template, '.proposal .field')) return;
    await this.act('It is proposed', async () => {
      await propose({ proposal: this.form });
      this.form = EMPTY;
    });
  }

  /** @param {any} event */
  choose(event) {
    this.row = this.page.rows.find(({ Id }) => Id === event.currentTarget.dataset.id);
    this.receivedOn = '';
    this.receipt = '';
    this.focusPending = true;
  }

  leave() {
    this.row = null;
  }

  /** @param {any} event */
  setDay(event) {
    this.receivedOn = event.detail.value;
  }

  /** @param {any} event */
  setReceipt(event) {
    this.receipt = event.detail.value;
  }

  async agree() {
    const handoverId = this.row.Id;
    await this.act('You agreed', () => step({ handoverId, step: 'Agree' }));
  }

  /** @param {any} event */
  async withdraw(event) {
    const handoverId = event.currentTarget.dataset.id;
    await this.act('It is withdrawn', () => step({ handoverId, step: 'Withdraw' }));
  }

  async saveReceipt() {
    if (!valid(this.template, '.panel .field')) return;
    const request = { handoverId: this.row.Id, receivedOn: this.receivedOn, receipt: this.receipt };
    await this.act('It is written down', () => receive(request));
  }

  /**
   * @param {string} title
   * @param {() => Promise<any>} work
   */
  async act(title, work) {
    await attempt(this, async () => {
      await work();
      this.row = null;
      this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
      this.page = present(await view());
    });
  }

  renderedCallback() {
    if (!this.focusPending) return;
    const target = /** @type {any} */ (this.template?.querySelector('.panel h3'));
    if (!target) return;
    this.focusPending = false;
    target.focus();
  }
}

/** @param {any} data */
function present(data) {
  return {
    ...data,
    custodians: data.custodians.map(copy),
    reasons: data.reasons.map(copy),
    takes: data.takes.map(copy),
    rows: data.rows.map((row) => shown(row, data))
  };
}

/**
 * @param {any} row
 * @param {any} data
 */
function shown(row, data) {
  const lapsed = row.Status__c === 'Agreed' && new Date(row.Agreed_Until__c) < new Date(data.now);
  const mine = row.Proposed_By__c === data.me;
  return {
    ...row,
    state: lapsed ? 'The agreement has run out: propose it again' : STATES[row.Status__c],
    pill: row.Status__c === 'Received' ? 'pill pill_good' : row.Status__c === 'Withdrawn' ? 'pill' : 'pill pill_warning',
    custodian: row.Custodian__r?.Name,
    people: [`Proposed by ${row.Proposed_By__r?.Name}`, row.Agreed_By__r?.Name && `agreed by ${row.Agreed_By__r.Name}`]
      .filter(Boolean)
      .join(', '),
    holds: row.Status__c === 'Agreed' && !lapsed,
    command:
      row.Status__c === 'Agreed' && mine && !lapsed ? `confide custodian export --handover ${row.Name} --store "…" -o … --confirm …` : '',
    canAgree: row.Status__c === 'Proposed' && data.trustee && !mine,
    canWithdraw: row.Status__c === 'Proposed' || row.Status__c === 'Agreed',
    canReceive: row.Status__c === 'Handed over'
  };
}

/** @param {any} option what Apex gave, as the plain object that a combobox wants */
function copy({ value, label }) {
  return { value, label };
}
