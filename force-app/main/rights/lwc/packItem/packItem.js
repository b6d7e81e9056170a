// @ts-check
import { LightningElement, api } from 'lwc';
import { FIVE, blackedOut, decisionOptions, piecesOf, rangesOf, textOf } from 'c/packWords';

/**
 * One item of a copy: what is held beside what she will read, and the decision. B blacks out what is marked, U takes the
 * last black-out back, N goes on; they work while the cursor stands in the text.
 */
export default class PackItem extends LightningElement {
  /** @type {Record<string, any[]>} */
  @api choices = {};
  /** Whose data the request asks for. */
  @api subject = '';
  @api forLead = false;
  @api message = '';
  /** @type {any} */
  wish = {};
  /** @type {number[][]} */
  ranges = [];
  note = '';
  five = FIVE;
  /** @type {any} */
  held = {};

  @api
  get item() {
    return this.held;
  }
  set item(value) {
    this.held = value ?? {};
    this.wish = { ...this.held, factors: parsed(this.held.factors) };
    this.ranges = rangesOf(this.held.blackOuts);
    this.note = '';
  }

  /** @param {any} event */
  write(event) {
    const { name, type } = event.target;
    this.wish = { ...this.wish, [name]: type === 'checkbox' ? event.target.checked : event.detail.value };
  }

  /** @param {any} event */
  weigh(event) {
    this.wish = { ...this.wish, factors: { ...this.wish.factors, [event.target.name]: event.detail.value } };
  }

  /** @param {any} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const work = { b: () => this.blackOut(), u: () => this.undo(), n: () => this.next() }[event.key.toLowerCase()];
    if (!work) return;
    event.preventDefault();
    work();
  }

  blackOut() {
    const area = /** @type {HTMLTextAreaElement} */ (this.template?.querySelector('textarea'));
    const { selectionStart, selectionEnd } = area;
    if (selectionStart === selectionEnd) {
      this.note = 'Mark the words first, then press B.';
      return;
    }
    this.ranges = [...this.ranges, [selectionStart, selectionEnd]];
    this.wish = { ...this.wish, decision: 'Redact' };
    this.note = 'Blacked out. Press U to take it back.';
  }

  undo() {
    this.ranges = this.ranges.slice(0, -1);
    this.note = 'Taken back.';
  }

  next() {
    this.dispatchEvent(new CustomEvent('next'));
  }

  save() {
    const gives = this.wish.decision === 'Disclose';
    const detail = {
      ...this.wish,
      exemption: gives ? null : this.wish.exemption,
      factors: this.needsFive ? JSON.stringify(this.wish.factors) : null,
      blackOuts: this.wish.decision === 'Redact' ? textOf(this.ranges) : null
    };
    this.dispatchEvent(new CustomEvent('decide', { detail }));
  }

  get shown() {
    if (this.wish.decision === 'Withhold') return '(left out)';
    return blackedOut(this.held.text ?? '', this.wish.decision === 'Redact' ? this.ranges : []);
  }

  get pieces() {
    return piecesOf(this.shown);
  }

  get decisions() {
    return decisionOptions(this.forLead);
  }

  get leavesOut() {
    return this.wish.decision === 'Withhold' || this.wish.decision === 'Redact';
  }

  get needsReason() {
    return this.leavesOut || this.wish.decision === 'For the lead';
  }

  get needsFive() {
    const others = this.wish.about !== this.subject && this.wish.about !== 'Not known';
    return this.wish.exemption === 'Third party' || (others && this.wish.decision === 'Disclose' && !this.held.professional);
  }

  get weighed() {
    return this.five.map((one) => ({ ...one, value: this.wish.factors?.[one.name] ?? '' }));
  }

  /** The hard stop: health is given only when she knows it, with evidence, or a professional has said it does no harm. */
  get healthStop() {
    if (!this.held.health || this.wish.decision === 'Withhold') return '';
    const known = this.wish.alreadyKnown && this.wish.knownEvidence;
    return known || this.wish.opinionKind === 'Harm test not met'
      ? ''
      : 'Stop: this is about health. Show that she knows it already, or record the opinion of a health professional.';
  }

  get health() {
    return this.held.health;
  }
}

/** @param {string | null | undefined} factors */
function parsed(factors) {
  try {
    return JSON.parse(factors ?? '{}');
  } catch {
    return {};
  }
}
