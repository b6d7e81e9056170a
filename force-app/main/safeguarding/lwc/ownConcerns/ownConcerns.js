// @ts-check
import { LightningElement } from 'lwc';
import addTo from '@salesforce/apex/ConcernController.addTo';
import mine from '@salesforce/apex/ConcernController.mine';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

/** What she wrote down herself, to read again and to add to; what was written stays as it was. */
export default class OwnConcerns extends LightningElement {
  /** @type {any[] | undefined} */
  rows;
  /** The one she adds to. */
  openId = '';
  more = '';
  note = '';
  message = '';
  busy = false;

  async connectedCallback() {
    await attempt(this, async () => {
      this.rows = await mine();
    });
  }

  /** @param {any} event */
  start(event) {
    this.note = '';
    this.more = '';
    this.openId = event.target.dataset.id;
  }

  /** @param {any} event */
  write(event) {
    this.more = event.detail.value;
  }

  stop() {
    this.openId = '';
  }

  async save() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      await addTo({ concernId: this.openId, words: this.more });
      this.openId = '';
      this.note = 'Added. Those who look after it see it.';
    });
  }

  get loading() {
    return !this.rows && !this.message;
  }

  get empty() {
    return this.rows?.length === 0;
  }

  get list() {
    return (this.rows ?? []).map((row) => ({
      ...row,
      words: [row.said, row.seen, row.opinion].filter(Boolean).join('\n'),
      state: row.takenUp ? 'Taken up' : 'Not taken up yet',
      adds: row.concernId === this.openId,
      addLabel: `Add to ${row.concernNumber}`
    }));
  }
}
