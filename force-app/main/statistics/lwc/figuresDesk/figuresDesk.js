// @ts-check
import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import decide from '@salesforce/apex/FiguresApprovalController.decide';
import look from '@salesforce/apex/FiguresApprovalController.look';
import publish from '@salesforce/apex/FiguresController.publish';
import sheet from '@salesforce/apex/FiguresController.sheet';
import view from '@salesforce/apex/FiguresController.view';
import draft from '@salesforce/apex/FiguresDraftController.draft';
import preview from '@salesforce/apex/FiguresDraftController.preview';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { WARNINGS, daysOf, entry, options, sentWords, spread } from './words';

const EMPTY = { measure: '', period: '', programmeId: '', byProgramme: false, byQuarter: false, recipientId: '', reason: '' };

/** Figures from draft to release: the analyst drafts, the data protection officer approves, a trustee too where the guard warns. */
export default class FiguresDesk extends LightningElement {
  /** @type {any} */
  page = null;
  /** @type {any} */
  form = EMPTY;
  grouping = '';
  /** @type {any} the table that was looked at, and how many of a hundred cells are shown */
  seen = null;
  /** @type {any} the release that is open */
  release = null;
  reason = '';
  message = '';
  busy = false;
  focusPending = false;

  connectedCallback() {
    this.load();
  }

  async load() {
    await attempt(this, async () => {
      const data = await view();
      this.page = {
        ...data,
        measures: options(data.measures),
        periods: options(data.periods),
        programmes: [{ value: '', label: 'All programmes' }, ...options(data.programmes)],
        recipients: options(data.recipients),
        entries: data.releases.map((row) => entry(row, data))
      };
    });
  }

  get loading() {
    return !this.page && !this.message;
  }

  get isEmpty() {
    return this.page.entries.length === 0;
  }

  get showsList() {
    return this.page && !this.release;
  }

  get request() {
    const { measure, period, programmeId, byProgramme, byQuarter } = this.form;
    return { measure, ...daysOf(period), programmeId, byProgramme, byQuarter, grouping: this.grouping };
  }

  get warnings() {
    return (this.seen?.warnings ?? []).map((code) => WARNINGS[code] ?? code);
  }

  get keptWords() {
    return `Of a hundred cells, ${this.seen.kept} show a number.`;
  }

  get proposalWords() {
    return this.seen?.proposal ? spread(this.seen.proposal) : [];
  }

  get sent() {
    return (this.seen?.sheet?.sent ?? []).map((row) => ({ key: row.name, day: row.day, words: sentWords(row) }));
  }

  get wasSent() {
    return this.sent.length > 0;
  }

  get mayDraftThis() {
    return this.seen && !this.seen.refusal && !this.release;
  }

  get decides() {
    const { mayApprove, maySecond, mayRefuse } = this.release;
    return mayApprove || maySecond || mayRefuse;
  }

  /** @param {any} event */
  write(event) {
    const { name, type, checked } = event.target;
    this.form = { ...this.form, [name]: type === 'checkbox' ? checked : event.detail.value };
    if (name !== 'recipientId' && name !== 'reason') {
      this.seen = null;
      this.grouping = '';
    }
  }

  async lookAt() {
    if (!valid(this.template, '.ask .field')) return;
    await attempt(this, async () => {
      this.seen = await preview({ request: this.request });
    });
  }

  async takeProposal() {
    this.grouping = this.seen.proposal;
    await this.lookAt();
  }

  async save() {
    if (!valid(this.template, '.ask .field') || !valid(this.template, '.whom .field')) return;
    const { recipientId, reason } = this.form;
    await this.act('It is drafted', async () => {
      await draft({ request: this.request, recipientId, reason });
      this.form = EMPTY;
      this.grouping = '';
    });
  }

  /** @param {any} event */
  async open(event) {
    const release = this.page.entries.find(({ Id }) => Id === event.currentTarget.dataset.id);
    await attempt(this, async () => {
      this.seen = release.mayLeave
        ? { sheet: await sheet({ releaseId: release.Id }) }
        : release.mayLook
          ? await look({ releaseId: release.Id })
          : null;
      this.release = release;
      this.reason = '';
      this.focusPending = true;
    });
  }

  back() {
    this.release = null;
    this.seen = null;
  }

  /** @param {any} event */
  setReason(event) {
    this.reason = event.detail.value;
  }

  /** @param {any} event */
  async decide(event) {
    if (!valid(this.template, '.decision .field')) return;
    const { decision } = event.target.dataset;
    const { reason } = this;
    const releaseId = this.release.Id;
    await this.act('It is written down', () => decide({ releaseId, decision, reason }));
  }

  async letGo() {
    const releaseId = this.release.Id;
    await this.act('The figures are released', () => publish({ releaseId }));
  }

  /**
   * @param {string} title
   * @param {() => Promise<any>} work
   */
  async act(title, work) {
    await attempt(this, async () => {
      await work();
      this.back();
      this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
    });
    if (!this.message) await this.load();
  }

  renderedCallback() {
    if (!this.focusPending) return;
    const target = /** @type {any} */ (this.template?.querySelector('.opened h3'));
    if (!target) return;
    this.focusPending = false;
    target.focus();
  }
}
