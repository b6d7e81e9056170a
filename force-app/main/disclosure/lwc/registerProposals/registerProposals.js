// @ts-check
import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import decide from '@salesforce/apex/RegisterDecisionController.decide';
import propose from '@salesforce/apex/RegisterProposalsController.propose';
import view from '@salesforce/apex/RegisterProposalsController.view';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

const ORGANISATION = 'Organisation';
const STORE = 'Data store';
const EMPTY = { register: '', title: '', kind: '', why: '', storeKind: '', holderId: '' };
const PILLS = { Approved: 'pill pill_good', 'Not approved': 'pill' };

/** Entries proposed for the registers: a form for who proposes, a decision with its reason for the data protection officer. */
export default class RegisterProposals extends LightningElement {
  /** @type {any} */
  page = null;
  /** @type {any} */
  form = EMPTY;
  /** @type {any} the proposal that is decided now */
  proposal = null;
  decision = '';
  reason = '';
  message = '';
  busy = false;
  focusPending = false;

  connectedCallback() {
    this.load();
  }

  async load() {
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

  get isOrganisation() {
    return this.form.register === ORGANISATION;
  }

  get isStore() {
    return this.form.register === STORE;
  }

  get decisions() {
    return [
      { value: 'Approved', label: 'Approve it' },
      { value: 'Not approved', label: 'Do not approve it' }
    ];
  }

  /** @param {any} event */
  write(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
  }

  async send() {
    if (!valid(this.template, '.proposal .field')) return;
    const { kind, storeKind, holderId } = this.form;
    const request = {
      ...this.form,
      kind: this.isOrganisation ? kind : '',
      storeKind: this.isStore ? storeKind : '',
      holderId: this.isStore ? holderId : ''
    };
    await this.act('It is proposed', async () => {
      await propose({ request });
      this.form = EMPTY;
    });
  }

  /** @param {any} event */
  choose(event) {
    this.proposal = this.page.rows.find(({ Id }) => Id === event.currentTarget.dataset.id);
    this.decision = '';
    this.reason = '';
    this.focusPending = true;
  }

  leave() {
    this.proposal = null;
  }

  /** @param {any} event */
  setDecision(event) {
    this.decision = event.detail.value;
  }

  /** @param {any} event */
  setReason(event) {
    this.reason = event.detail.value;
  }

  async save() {
    if (!valid(this.template, '.panel .field')) return;
    const { decision, reason } = this;
    const proposalId = this.proposal.Id;
    await this.act('It is decided', async () => {
      await decide({ proposalId, decision, reason });
      this.proposal = null;
    });
  }

  /**
   * @param {string} title
   * @param {() => Promise<any>} work
   */
  async act(title, work) {
    await attempt(this, async () => {
      await work();
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
    registers: copy(data.registers),
    kinds: copy(data.kinds),
    storeKinds: copy(data.storeKinds),
    holders: copy(data.holders),
    rows: data.rows.map((row) => ({
      ...row,
      what: [row.Register__c, row.Kind__c ?? row.Store_Kind__c, row.Holder__r?.Name].filter(Boolean).join(': '),
      state: row.Decision__c ?? 'Waits for the data protection officer',
      pill: PILLS[row.Decision__c] ?? 'pill pill_warning',
      canDecide: data.mayDecide && !row.Decision__c && row.Proposed_By__c !== data.me
    }))
  };
}

/** @param {any[]} list what Apex gave, as the plain objects that a combobox wants */
function copy(list) {
  return (list ?? []).map(({ value, label }) => ({ value, label }));
}
