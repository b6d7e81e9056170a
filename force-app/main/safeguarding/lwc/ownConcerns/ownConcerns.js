// @ts-check
import { LightningElement } from 'lwc';
import addTo from '@salesforce/apex/ConcernController.addTo';
import mine from '@salesforce/apex/ConcernController.mine';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { curtain, isStillHere } from 'c/hiding';

/** What she wrote down herself, to read again and to add to; what was written stays as it was. It closes like every page of details. */
export default class OwnConcerns extends LightningElement {
  /** @type {any[] | undefined} */
  rows;
  /** The one she adds to. */
  openId = '';
  more = '';
  hidden = false;
  note = '';
  message = '';
  busy = false;
  /** @type {{ opened: (seconds: number) => void, stop: () => void } | undefined} */
  curtain;

  async connectedCallback() {
    this.curtain = curtain((note) => this.hide(note));
    await this.look();
  }

  disconnectedCallback() {
    this.curtain?.stop();
    this.rows = undefined;
  }

  async look() {
    this.note = '';
    const answer = await attempt(this, () => mine());
    if (!answer) return;
    this.hidden = !isStillHere(this);
    if (this.hidden) return;
    this.rows = answer.rows;
    this.curtain?.opened(answer.closesAfterSeconds);
  }

  /** What she is adding stays behind it. @param {string} note */
  hide(note) {
    if (!this.rows) return;
    this.rows = undefined;
    this.hidden = true;
    this.note = note;
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
    return !this.rows && !this.hidden && !this.message;
  }

  get noteClass() {
    return this.hidden ? 'note' : 'note note_good';
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
