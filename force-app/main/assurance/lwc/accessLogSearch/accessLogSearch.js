// @ts-check
import { LightningElement } from 'lwc';
import checkChain from '@salesforce/apex/AccessLogController.checkChain';
import search from '@salesforce/apex/AccessLogController.search';
import { attempt } from 'c/errors';
import { pillOf } from 'c/words';

const OUTCOMES = ['', 'Opened', 'Refused', 'Rolled back'];

/** Who looked at what, when and why: for the data protection officer. */
export default class AccessLogSearch extends LightningElement {
  /** @type {any} */
  query = { fromDay: '', toDay: '', userName: '', clientCode: '', outcome: '' };
  /** @type {any[] | null} */
  rows = null;
  more = false;
  message = '';
  busy = false;
  /** @type {any} */
  chain = null;

  connectedCallback() {
    this.find();
  }

  get outcomes() {
    return OUTCOMES.map((value) => ({ value, label: value || 'All' }));
  }

  /** @param {any} event */
  change(event) {
    this.query = { ...this.query, [event.target.name]: event.detail.value };
  }

  /** @param {any} event */
  enter(event) {
    if (event.key === 'Enter') this.find();
  }

  async find() {
    const page = await attempt(this, () => search({ query: this.filled() }));
    if (page) this.show(page, []);
  }

  async findMore() {
    const last = this.rows?.at(-1);
    const page = await attempt(this, () => search({ query: { ...this.filled(), afterKey: last.entryKey } }));
    if (page) this.show(page, this.rows ?? []);
  }

  async check() {
    this.chain = null;
    this.chain = (await attempt(this, () => checkChain())) ?? null;
  }

  filled() {
    return Object.fromEntries(Object.entries(this.query).filter(([, value]) => value));
  }

  /**
   * @param {any} page
   * @param {any[]} before
   */
  show(page, before) {
    const rows = page.rows.map((row) => ({
      ...row,
      pill: pillOf(row.outcome),
      seal: row.sealed ? 'Sealed' : 'Being sealed'
    }));
    this.rows = [...before, ...rows];
    this.more = page.more;
  }

  get loading() {
    return this.busy && !this.rows;
  }

  get empty() {
    return this.rows?.length === 0;
  }

  get some() {
    return (this.rows?.length ?? 0) > 0;
  }

  get chainText() {
    if (!this.chain) return '';
    const { rowsChecked, intact, firstBroken, unsealed, complete } = this.chain;
    if (!intact) return `The log does not hold from row ${firstBroken}: tell the trustee now.`;
    const whole = `${rowsChecked} sealed rows are whole and in order.`;
    const waiting = unsealed ? ` ${unsealed} still being sealed.` : '';
    return complete === false ? `The first ${whole} The log is too long to check the rest here.` : `All ${whole}${waiting}`;
  }

  get chainClass() {
    return `note slds-m-top_medium ${this.chain?.intact ? 'note_good' : 'note_error'}`;
  }
}
