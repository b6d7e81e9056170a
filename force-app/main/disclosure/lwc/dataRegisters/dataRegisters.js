// @ts-check
import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import approvePolicy from '@salesforce/apex/DataRegistersController.approvePolicy';
import approveProcessor from '@salesforce/apex/DataRegistersController.approveProcessor';
import article30 from '@salesforce/apex/DataRegistersController.article30';
import policyReviewed from '@salesforce/apex/DataRegistersController.policyReviewed';
import storeStep from '@salesforce/apex/DataRegistersController.storeStep';
import view from '@salesforce/apex/RegistersController.view';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

/** The registers: who works for us, policy documents, places for data, the record of processing. The officer’s alone; colleagues propose. */
export default class DataRegisters extends LightningElement {
  /** @type {any} */
  registers = null;
  message = '';
  busy = false;
  /** @type {any} the policy document that is approved or looked at now */
  policy = null;
  nextReviewOn = '';
  /** @type {{ mode: string, row: any } | null} what is typed in now */
  entry = null;
  /** @type {{ documentId: string | null } | null} the impact assessment that is filled in now */
  assessing = null;
  /** @type {any} */
  record = null;
  html = '';
  csv = '';
  focusPending = false;

  connectedCallback() {
    this.load();
  }

  async load() {
    await attempt(this, async () => {
      this.registers = present(await view());
    });
  }

  get loading() {
    return !this.registers && !this.message;
  }
  get noProcessors() {
    return this.registers.processors.length === 0;
  }
  get noPolicies() {
    return this.registers.policies.length === 0;
  }
  get noStores() {
    return this.registers.stores.length === 0;
  }
  get policyTitle() {
    return `${this.policy.isDraft ? 'Approve' : 'Looked at again'}: ${this.policy.title}`;
  }
  get htmlLink() {
    return `data:text/html;charset=utf-8,${encodeURIComponent(this.html)}`;
  }
  get csvLink() {
    return `data:text/csv;charset=utf-8,${encodeURIComponent(this.csv)}`;
  }

  /** @param {any} event */
  openEntry(event) {
    const { id, mode } = event.currentTarget.dataset;
    const rows = mode === 'store' ? this.registers.stores : this.registers.processors;
    this.policy = null;
    this.assessing = null;
    this.entry = { mode, row: rows.find(({ Id }) => Id === id) ?? null };
  }

  /** @param {any} event */
  openAssessment(event) {
    this.policy = null;
    this.entry = null;
    this.assessing = { documentId: event.currentTarget.dataset.id ?? null };
  }

  closeEntry() {
    this.entry = null;
    this.assessing = null;
  }

  async entrySaved() {
    this.closeEntry();
    this.dispatchEvent(new ShowToastEvent({ title: 'It is written down', variant: 'success' }));
    await this.load();
  }

  /** @param {any} event */
  async approve(event) {
    const organisationId = event.currentTarget.dataset.id;
    await this.act('It is approved', () => approveProcessor({ organisationId }));
  }

  /** @param {any} event */
  choosePolicy(event) {
    this.closeEntry();
    this.policy = this.registers.policies.find(({ Id }) => Id === event.currentTarget.dataset.id);
    this.nextReviewOn = this.policy.Next_Review_On__c ?? '';
    this.focusPending = true;
  }

  /** @param {any} event */
  changeDay(event) {
    this.nextReviewOn = event.detail.value;
  }

  async savePolicy() {
    if (!valid(this.template)) return;
    const request = { documentId: this.policy.Id, nextReviewOn: this.nextReviewOn };
    const work = this.policy.isDraft ? approvePolicy : policyReviewed;
    await this.act('It is written down', () => work(request));
  }

  leave() {
    this.policy = null;
  }

  /** @param {any} event */
  async step(event) {
    const { id, step } = event.currentTarget.dataset;
    await this.act('It is written down', () => storeStep({ storeId: id, step, day: null }));
  }

  async makeRecord() {
    await attempt(this, async () => {
      const texts = await article30();
      this.record = { ...texts.record, rows: texts.record.rows.map((row) => ({ ...row, key: row.purpose })) };
      this.html = texts.html;
      this.csv = texts.csv;
      this.focusPending = true;
    });
  }

  /**
   * @param {string} title
   * @param {() => Promise<any>} work
   */
  async act(title, work) {
    await attempt(this, async () => {
      await work();
      this.policy = null;
      this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
      this.registers = present(await view());
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
    processors: data.processors.map(processor),
    policies: data.policies.map((row) => ({
      ...row,
      title: `${row.Name}, version ${row.Version__c ?? '?'}`,
      isDraft: row.Status__c === 'Draft',
      isOpen: row.Status__c !== 'Superseded',
      action: row.Status__c === 'Draft' ? 'Approve' : 'Looked at again',
      canFillIn: row.Status__c === 'Draft' && row.Kind__c === 'DPIA',
      assessed: row.Kind__c === 'DPIA' ? assessed(row) : '',
      late: row.Status__c === 'Current' && row.Next_Review_On__c < data.onDay
    })),
    stores: data.stores.map((row) => store(row, data.onDay))
  };
}

/**
 * What an impact assessment says, and what it still waits for (RULES DPI-02).
 * @param {any} row
 */
function assessed(row) {
  const facts = [
    row.Module__c ?? 'Which part: not written down',
    row.Residual_Risk__c ? `Risk that is left: ${row.Residual_Risk__c.toLowerCase()}` : 'Risk that is left: not written down'
  ];
  if (!row.Advice_On__c) facts.push('your advice is missing');
  if (row.Residual_Risk__c === 'High') facts.push(regulator(row));
  return `${facts.join('; ')}.`;
}

/** @param {any} row */
function regulator(row) {
  if (row.Regulator_Answer__c) return `the regulator answered: ${row.Regulator_Answer__c.toLowerCase()}`;
  return row.Regulator_Asked_On__c ? 'waits for the regulator' : 'the regulator has not been asked';
}

/** @param {any} one */
function processor({ row, current, late, ended, missingTerms }) {
  const facts = [`Kinds of data: ${(row.Data_Categories__c ?? '').replaceAll(';', ', ') || 'not written down'}`, row.Part_Played__c];
  return {
    ...row,
    state: ended ? 'Ended' : current ? 'Approved' : row.Agreement_Signed_On__c ? 'Not approved' : 'No agreement written down',
    pill: current ? 'pill pill_good' : ended ? 'pill' : 'pill pill_warning',
    late,
    facts: facts.filter(Boolean).join('. '),
    canApprove: !current && !ended,
    canRenew: current || ended,
    canEnd: current,
    canLeave: ended && !row.Exit_Evidence__c,
    missing:
      missingTerms.length === 8 ? 'None of the eight terms is ticked.' : missingTerms.length ? `Missing: ${missingTerms.join(', ')}.` : ''
  };
}

/**
 * @param {any} row
 * @param {string} onDay
 */
function store(row, onDay) {
  return {
    ...row,
    holder: row.Holder__r?.Name ?? '',
    state: row.Lost_On__c ? 'Lost' : row.Emptied_On__c ? 'Emptied' : row.Approved_On__c ? 'Approved' : 'Not approved',
    pill: row.Approved_On__c && !row.Lost_On__c ? 'pill pill_good' : 'pill pill_warning',
    canChange: !row.Lost_On__c,
    canApprove: !row.Approved_On__c && !row.Lost_On__c,
    canEmpty: !row.Emptied_On__c,
    canLose: !row.Lost_On__c,
    late: !row.Emptied_On__c && row.Review_On__c < onDay
  };
}
