// @ts-check
import { api, LightningElement } from 'lwc';
import rows from '@salesforce/apex/SharingOfConcernController.rows';
import { attempt } from 'c/errors';
import { isStillHere } from 'c/hiding';

/** What was shared outside because of a concern, and what was decided against: read when asked for, each look recorded. */
export default class SharingOfConcern extends LightningElement {
  /** @type {string} */
  @api concernId = '';

  /** @type {any[] | undefined} */
  rows;
  message = '';
  busy = false;

  async show() {
    const found = await attempt(this, () => rows({ concernId: this.concernId }));
    if (!found || !isStillHere(this)) return;
    this.rows = found.map((row) => ({ ...row, facts: factsOf(row) }));
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
