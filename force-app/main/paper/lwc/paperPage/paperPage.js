// @ts-check
import { api, LightningElement } from 'lwc';
import page from '@salesforce/apex/PaperController.page';
import witness from '@salesforce/apex/PaperController.witness';
import take from '@salesforce/apex/PaperStepsController.take';
import { attempt, sentence } from 'c/errors';
import { nextSteps, standing, STEPS } from 'c/paperWords';

/** One paper: where it stands, what can be done, and everything that happened to it. */
export default class PaperPage extends LightningElement {
  /** @type {string} */
  @api paperId = '';
  /** @type {any} what the forms choose from */
  @api choices = null;

  /** @type {any} */
  view = null;
  kind = '';
  note = '';
  fault = '';
  message = '';
  busy = false;
  focusPending = true;

  connectedCallback() {
    this.load();
  }

  async load() {
    this.fault = '';
    try {
      this.view = await page({ paperId: this.paperId });
    } catch (error) {
      this.view = null;
      this.fault = sentence(error);
    }
  }

  renderedCallback() {
    if (!this.focusPending || !this.view) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('[data-title]'))?.focus();
  }

  /** @param {any} event */
  async start(event) {
    const { kind } = event.target.dataset;
    this.kind = '';
    this.note = '';
    this.message = '';
    // The form begins anew for each step.
    await Promise.resolve();
    this.kind = kind;
  }

  stop() {
    this.kind = '';
  }

  /** @param {any} event */
  async save(event) {
    const step = { ...event.detail, kind: this.kind };
    await this.after(() => take({ paperId: this.paperId, step }), 'Saved.');
  }

  /** @param {any} event */
  async witnessed(event) {
    const saw = event.target.dataset.saw === 'yes';
    await this.after(
      () => witness({ paperId: this.paperId, saw }),
      saw ? 'It counts as shredded, with you as the witness.' : 'It is written down that you did not see it.'
    );
  }

  /**
   * @param {() => Promise<any>} work
   * @param {string} note
   */
  async after(work, note) {
    await attempt(this, async () => {
      await work();
      this.kind = '';
      this.note = note;
      this.focusPending = true;
      await this.load();
    });
  }

  back() {
    this.dispatchEvent(new CustomEvent('back'));
  }

  get loading() {
    return !this.view && !this.fault;
  }

  get row() {
    return this.view.paper;
  }

  get standing() {
    return standing(this.row);
  }

  get step() {
    return this.kind ? STEPS[this.kind] : null;
  }

  get actions() {
    return nextSteps(this.row, this.choices).map((kind) => ({ kind, label: STEPS[kind].button }));
  }

  get mayDeny() {
    return this.row.waits && !this.row.iAmWitness && this.choices?.isOfficer;
  }

  get facts() {
    const row = this.row;
    return [
      { label: 'What it is', text: row.what },
      { label: 'Place', text: row.location },
      { label: 'Looked after by', text: row.custodian },
      { label: 'Last seen', day: row.lastCheckedOn },
      { label: 'Scanned on', day: row.scannedOn },
      { label: 'Number of the loss', text: row.lossNumber },
      { label: 'Shredded on', day: row.shreddedOn },
      { label: 'Shredded by', text: row.shreddedBy },
      { label: 'Witness', text: row.witness },
      { label: 'How', text: row.method && `${row.method}, ${row.level}` },
      { label: 'Contractor', text: row.contractor && `${row.contractor}, certificate ${row.certificateNumber}` }
    ].filter(({ text, day }) => text || day);
  }

  get families() {
    return this.row.families.map((family) => ({ ...family, scan: family.scanned ? ' (scanned)' : '' }));
  }

  get othersText() {
    return this.row.families.length === 0
      ? 'It is about families that you do not work with.'
      : 'It also holds families that you do not work with. Before a part of it goes, copy what must stay onto a new paper.';
  }

  get moves() {
    return this.view.moves.map((move) => ({ ...move, where: [move.worker, move.location].filter(Boolean).join(', ') }));
  }
}
