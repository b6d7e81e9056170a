// @ts-check
import { api, LightningElement } from 'lwc';
import act from '@salesforce/apex/SharingOfConcernController.act';
import rows from '@salesforce/apex/SharingOfConcernController.rows';
import urgentChoices from '@salesforce/apex/UrgentSharingController.choices';
import { attempt } from 'c/errors';
import { isStillHere } from 'c/hiding';
import { LISTS, stepOf, stepsOf } from './steps';

const NOTICES = {
  Withdrawal: 'she took her yes back',
  Correction: 'something was put right',
  Erasure: 'she asked to delete it',
  Restriction: 'it is locked, or open again'
};

/**
 * What was shared outside because of a concern, and what was decided against: read when asked for, each look recorded. Whoever
 * handles the concern decides about proposals and looks again here.
 */
export default class SharingOfConcern extends LightningElement {
  /** @type {string} */
  @api concernId = '';

  /** @type {any[] | undefined} */
  rows;
  message = '';
  busy = false;
  note = '';
  action = '';
  /** @type {any} the sharing the form is about */
  chosen = null;
  /** @type {any} */
  lists = LISTS;

  async show() {
    this.note = '';
    await this.load();
  }

  /** Reads again what she is shown, once something was added elsewhere on the page; nothing before she has asked. */
  @api
  async refresh() {
    if (this.rows) await this.load();
  }

  async load() {
    const found = await attempt(this, () => rows({ concernId: this.concernId }));
    if (!found || !isStillHere(this)) return;
    this.rows = found.map((row) => ({ ...row, facts: factsOf(row), steps: stepsOf(row), tellThem: NOTICES[row.noticeKind] ?? '' }));
  }

  /** @param {any} event */
  async start(event) {
    const { id, action } = event.target.dataset;
    this.note = '';
    this.message = '';
    this.action = '';
    this.chosen = this.list.find(({ sharingId }) => sharingId === id);
    if (action === 'review' && this.chosen.emergency && !this.lists.recipients) {
      await attempt(this, async () => {
        this.lists = { ...LISTS, recipients: (await urgentChoices()).recipients };
      });
    }
    // The form begins anew for each step: words for one are no words for another.
    await Promise.resolve();
    this.action = action;
  }

  stop() {
    this.action = '';
    this.message = '';
  }

  /** @param {any} event */
  async save({ detail }) {
    const { concernId, action } = this;
    const { sharingId, noticeId } = this.chosen;
    const wish = action === 'recipient' ? { ...detail, noticeId } : { ...detail };
    const receipt = await attempt(this, () => act({ concernId, sharingId, action, wish }));
    if (!receipt || !isStillHere(this)) return;
    this.action = '';
    this.note = receipt.message;
    await this.load();
  }

  get step() {
    return stepOf(this.action, this.chosen);
  }

  /** A refusal stands in the form while one is open. */
  get refusal() {
    return this.action ? '' : this.message;
  }

  get asking() {
    return !this.rows;
  }

  get list() {
    return this.rows ?? [];
  }

  get empty() {
    return this.rows?.length === 0;
  }
}

/** @param {any} row */
function factsOf(row) {
  return [
    { label: 'How', text: row.method },
    { label: 'On what it rests', text: row.basis },
    { label: 'Why it was needed', text: row.necessity },
    { label: 'Reason', text: row.reason },
    { label: 'Decided by', text: row.decidedBy },
    { label: 'Was she told?', text: row.told ? 'Yes' : ['No', row.notToldReason].filter(Boolean).join(': ') },
    { label: 'Second look', text: row.finding }
  ].filter(({ text }) => text);
}
