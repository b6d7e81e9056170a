// @ts-check
import { LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import draft from '@salesforce/apex/NoticePublishingController.draft';
import due from '@salesforce/apex/NoticesController.due';
import give from '@salesforce/apex/NoticesController.give';
import publish from '@salesforce/apex/NoticePublishingController.publish';
import told from '@salesforce/apex/RecipientsController.told';
import toTell from '@salesforce/apex/NoticesController.toTell';
import versions from '@salesforce/apex/NoticesController.versions';
import { today } from 'c/days';
import { attempt, sentence } from 'c/errors';
import { valid } from 'c/forms';
import { familyPage } from 'c/pages';

const KINDS = {
  Withdrawal: 'She took back a consent',
  Restriction: 'Her file is locked',
  Erasure: 'She asks to delete',
  Correction: 'Something was wrong',
  Objection: 'She does not want them to use it'
};

/** Who has yet to be told of the privacy notice; for the data protection officer also its versions and who else to tell. */
export default class NoticesDue extends NavigationMixin(LightningElement) {
  /** @type {any} */
  page;
  /** @type {any[]} */
  notices = [];
  /** @type {any[]} */
  recipients = [];
  message = '';
  busy = false;
  /** @type {any} the family that is told now */
  chosen = null;
  writing = false;
  /** @type {any} */
  form = {};
  focusPending = false;
  /** @type {any[]} */
  wires = [];

  @wire(due)
  wiredDue(result) {
    this.wires[0] = result;
    if (result.error) this.message = sentence(result.error);
    if (result.data) this.page = { ...result.data, rows: result.data.rows.map((row) => present(row, result.data.mayPublish)) };
  }

  @wire(versions)
  wiredVersions(result) {
    this.wires[1] = result;
    if (result.error) this.message = sentence(result.error);
    if (result.data) this.notices = result.data.map(version);
  }

  @wire(toTell)
  wiredToTell(result) {
    this.wires[2] = result;
    if (result.error) this.message = sentence(result.error);
    if (result.data) this.recipients = result.data.map(recipient);
  }

  get loading() {
    return !this.page && !this.message;
  }

  get none() {
    return this.page && !this.page.version;
  }

  get empty() {
    return this.page?.version && this.page.rows.length === 0;
  }

  get some() {
    return (this.page?.rows.length ?? 0) > 0;
  }

  get hasRecipients() {
    return this.recipients.length > 0;
  }

  get mayPublish() {
    return Boolean(this.page?.mayPublish);
  }

  get ways() {
    return copy(this.page?.ways);
  }

  get languages() {
    return copy(this.page?.languages);
  }

  /** @param {any} event */
  choose(event) {
    this.chosen = this.page.rows.find(({ clientId }) => clientId === event.currentTarget.dataset.id);
    this.form = { givenOn: today(), how: '', language: '' };
    this.focusPending = true;
  }

  /** @param {any} event */
  except(event) {
    const row = this.page.rows.find((/** @type {any} */ { clientId }) => clientId === event.currentTarget.dataset.id);
    /** @type {any} */ (this.template?.querySelector('c-notice-exception'))?.ask(row);
  }

  write() {
    this.writing = true;
    this.form = { version: '', effectiveFrom: today(), summary: '', body: '' };
    this.focusPending = true;
  }

  leave() {
    this.chosen = null;
    this.writing = false;
  }

  /** The form opens above the list: the keyboard follows to it. */
  renderedCallback() {
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('.panel h3'))?.focus();
  }

  /** @param {any} event */
  change(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
  }

  async saveGiven() {
    if (!valid(this.template)) return;
    const { givenOn, how, language } = this.form;
    await this.carryOut('Written down', () => give({ clientId: this.chosen.clientId, givenOn, how, language }));
  }

  async saveDraft() {
    if (!valid(this.template)) return;
    await this.carryOut('Draft kept', () => draft({ ...this.form }));
  }

  /** @param {any} event */
  async publish(event) {
    const { id } = event.currentTarget.dataset;
    await this.carryOut('Published', () => publish({ noticeId: id }));
  }

  /** @param {any} event */
  async tick(event) {
    const { id } = event.currentTarget.dataset;
    await this.carryOut('Written down', () => told({ noticeId: id, toldOn: null }));
  }

  /** @param {any} event */
  open(event) {
    this[NavigationMixin.Navigate](familyPage(event.currentTarget.dataset.id));
  }

  /**
   * @param {string} title
   * @param {() => Promise<unknown>} work
   */
  async carryOut(title, work) {
    await attempt(this, async () => {
      await work();
      this.leave();
      this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
      await this.refresh();
    });
  }

  async refresh() {
    await Promise.all(this.wires.filter(Boolean).map((one) => refreshApex(one)));
  }
}

/**
 * @param {any} row
 * @param {boolean} isOfficer who decides exceptions
 */
function present(row, isOfficer) {
  return { ...row, never: !row.lastVersion, mayExcept: isOfficer && Boolean(row.dueOn) };
}

/** @param {any} row */
function version({ Id, Version__c, Effective_From__c, Status__c, Summary__c }) {
  return { id: Id, version: Version__c, from: Effective_From__c, status: Status__c, summary: Summary__c, isDraft: Status__c === 'Draft' };
}

/** @param {any} row */
function recipient(row) {
  return { ...row, what: KINDS[row.kind] ?? row.kind, who: row.recipient ?? 'For us to answer' };
}

/** @param {any[]} list what a wire gave is frozen, and a combobox wants plain objects */
function copy(list) {
  return (list ?? []).map(({ value, label }) => ({ value, label }));
}
