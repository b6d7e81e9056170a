// @ts-check
import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import connect from '@salesforce/apex/LinkDecisionsController.connect';
import decide from '@salesforce/apex/LinkDecisionsController.decide';
import links from '@salesforce/apex/LinkDecisionsController.links';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

const APART = 'Apart';
const KINDS = [
  { value: 'Same person', label: 'The same person' },
  { value: 'Couple', label: 'A couple' },
  { value: 'Siblings', label: 'Sisters or brothers' },
  { value: 'Household', label: 'The same household' },
  { value: 'Conflict', label: 'Keep apart: never the same supporter' }
];

/** Families that may belong together: a lead decides, with a reason. Files are linked, never merged. */
export default class LinkDecisions extends LightningElement {
  /** @type {any[] | null} */
  rows = null;
  waiting = true;
  message = '';
  busy = false;
  /** @type {any} the pair that is being decided about; a new pair has no id */
  chosen = null;
  kind = '';
  reason = '';
  focusPending = false;

  connectedCallback() {
    this.load();
  }

  async load() {
    await attempt(this, async () => {
      this.rows = (await links({ waiting: this.waiting })).map(present);
    });
  }

  /** @param {any} event */
  async switchList(event) {
    this.waiting = event.detail.value === 'waiting';
    this.chosen = null;
    this.rows = null;
    await this.load();
  }

  /** @param {any} event */
  choose(event) {
    this.start(this.rows?.find(({ linkId }) => linkId === event.target.dataset.link));
  }

  startNew() {
    this.start({ linkId: null, code: '', otherCode: '' });
  }

  /** @param {any} pair */
  start(pair) {
    this.chosen = { ...pair };
    this.kind = '';
    this.reason = '';
    this.focusPending = true;
  }

  renderedCallback() {
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('[data-deciding]'))?.focus();
  }

  cancel() {
    this.chosen = null;
  }

  /** @param {any} event */
  write(event) {
    const { name } = event.target;
    if (name === 'code' || name === 'otherCode') this.chosen = { ...this.chosen, [name]: event.detail.value };
    else this[name] = event.detail.value;
  }

  async save() {
    if (!valid(this.template)) return;
    const { linkId, code, otherCode } = this.chosen;
    const { reason } = this;
    const kind = this.kind === APART ? '' : this.kind;
    const done = await attempt(this, async () => {
      await (linkId
        ? decide({ linkId, kind, reason })
        : connect({ code: code.trim().toUpperCase(), otherCode: otherCode.trim().toUpperCase(), kind, reason }));
      return true;
    });
    if (!done) return;
    this.chosen = null;
    this.dispatchEvent(new ShowToastEvent({ title: 'Decision recorded', message: 'Both files stay as they are.', variant: 'success' }));
    await this.load();
  }

  get loading() {
    return !this.rows && !this.message;
  }

  get isEmpty() {
    return this.rows?.length === 0;
  }

  get emptyText() {
    return this.waiting ? 'Nothing waits for a decision.' : 'Nothing was decided yet.';
  }

  get list() {
    return this.waiting ? 'waiting' : 'decided';
  }

  get lists() {
    return [
      { value: 'waiting', label: 'To decide' },
      { value: 'decided', label: 'Decided' }
    ];
  }

  get isNew() {
    return !this.chosen?.linkId;
  }

  get kinds() {
    return this.isNew ? KINDS : [...KINDS, { value: APART, label: 'They do not belong together' }];
  }

  get heading() {
    return this.isNew ? 'Link two families' : `Decide about ${this.chosen.code} and ${this.chosen.otherCode}`;
  }
}

/** @param {any} link */
function present(link) {
  const word = KINDS.find(({ value }) => value === link.kind)?.label ?? link.kind;
  return {
    ...link,
    agreesText: link.agrees.length > 0 ? `The same in both: ${link.agrees.join(', ')}.` : 'Spelt alike.',
    outcome: link.decision === 'Rejected' ? 'They do not belong together' : word,
    isDecided: link.decision !== 'To decide',
    decideLabel: `Decide about ${link.code} and ${link.otherCode}`
  };
}
