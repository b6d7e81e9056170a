// @ts-check
import { LightningElement } from 'lwc';
import board from '@salesforce/apex/ConcernDeskController.board';
import { attempt } from 'c/errors';
import { dueWords, statusPill, statusWords } from 'c/concernWords';

/** The concerns that the person at the screen handles, by number and code: what is due first, without a word of what was said. */
export default class ConcernBoard extends LightningElement {
  /** @type {any[] | undefined} */
  rows;
  closedOnes = 'open';
  /** The concern that is open on the page; it never stands in the address. */
  openId = '';
  message = '';
  busy = false;

  async connectedCallback() {
    await this.load();
  }

  async load() {
    await attempt(this, async () => {
      const rows = await board({ closedOnes: this.closedOnes === 'closed' });
      this.rows = rows.map(present);
    });
  }

  /** @param {any} event */
  async change(event) {
    this.closedOnes = event.detail.value;
    this.rows = undefined;
    await this.load();
  }

  /** @param {any} event */
  open(event) {
    this.openId = event.currentTarget.dataset.id;
  }

  async back() {
    this.openId = '';
    await this.load();
  }

  get which() {
    return [
      { value: 'open', label: 'Open' },
      { value: 'closed', label: 'Closed' }
    ];
  }

  get listing() {
    return !this.openId;
  }

  get loading() {
    return !this.rows && !this.message;
  }

  get empty() {
    return this.rows?.length === 0;
  }

  get some() {
    return (this.rows?.length ?? 0) > 0;
  }

  get pressing() {
    const late = this.rows?.filter((row) => row.isLate).length ?? 0;
    if (late === 0) return '';
    return late === 1 ? '1 concern is late.' : `${late} concerns are late.`;
  }
}

/** @param {any} row */
function present(row) {
  return {
    ...row,
    due: dueWords(row.dueWhat),
    isLate: Boolean(row.dueWhat && row.late),
    statusLabel: statusWords(row.status),
    statusPill: statusPill(row.status)
  };
}
