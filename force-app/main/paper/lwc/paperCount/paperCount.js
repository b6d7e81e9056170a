// @ts-check
import { LightningElement } from 'lwc';
import expected from '@salesforce/apex/PaperCountController.expected';
import finish from '@salesforce/apex/PaperCountController.finish';
import places from '@salesforce/apex/PaperCountController.places';
import { getBarcodeScanner } from 'lightning/mobileCapabilities';
import { attempt } from 'c/errors';

const LABEL = /^P[0-9A-HJKMNP-TV-Z]{8}$/;
const YES_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No, it was open' }
];

/** Somebody walks a cabinet with a phone and ticks what is there, by hand, by typing or by scanning. What is not there is said at once. */
export default class PaperCount extends LightningElement {
  /** @type {any[] | null} */
  places = null;
  place = '';
  /** @type {any[]} what should lie there */
  rows = [];
  /** @type {Set<string>} labels that are there */
  seen = new Set();
  /** @type {string[]} labels that are there and should not be */
  others = [];
  typed = '';
  locked = '';
  asking = false;
  /** @type {any} */
  result = null;
  message = '';
  note = '';
  busy = false;
  yesNo = YES_NO;
  scanner = getBarcodeScanner();

  connectedCallback() {
    this.load();
  }

  async load() {
    await attempt(this, async () => {
      this.places = (await places()).map((one) => ({ ...one, open: `Count ${one.name}` }));
    });
  }

  /** @param {any} event */
  async begin(event) {
    const { place } = event.target.dataset;
    await attempt(this, async () => {
      this.rows = await expected({ place });
      this.place = place;
      this.seen = new Set();
      this.others = [];
      this.result = null;
      this.locked = '';
      this.asking = false;
      this.note = '';
    });
  }

  /** @param {any} event */
  tick(event) {
    const { label } = event.target.dataset;
    this.mark(label, event.target.checked);
  }

  /** @param {any} event */
  type(event) {
    this.typed = event.detail.value;
  }

  /** @param {any} event */
  typedKey(event) {
    if (event.key === 'Enter') this.addTyped();
  }

  addTyped() {
    if (this.add(this.typed)) this.typed = '';
    /** @type {any} */ (this.template?.querySelector('[data-typed]'))?.focus();
  }

  async scan() {
    this.message = '';
    try {
      const found = await this.scanner.scan({
        barcodeTypes: [this.scanner.barcodeTypes.QR],
        instructionText: 'Hold the label in the frame',
        enableMultiScan: true
      });
      for (const { value } of found) this.add(value);
    } catch (error) {
      if (/** @type {any} */ (error).code !== 'USER_DISMISSED_SCANNER')
        this.message = 'The camera did not work. Type the label or tick it.';
    }
  }

  /**
   * @param {string} text as typed or scanned
   * @returns {boolean} whether it is a label
   */
  add(text) {
    const plain = (text ?? '').toUpperCase().replace(/[\s-]/g, '');
    this.message = '';
    if (!LABEL.test(plain)) {
      this.message = 'This is not a label. It looks like P-K7M-4QX-9R.';
      return false;
    }
    const label = `P-${plain.slice(1, 4)}-${plain.slice(4, 7)}-${plain.slice(7)}`;
    if (this.rows.some((row) => row.label === label)) this.mark(label, true);
    else if (!this.others.includes(label)) this.others = [...this.others, label];
    this.note = `${label} is there.`;
    return true;
  }

  /**
   * @param {string} label
   * @param {boolean} there
   */
  mark(label, there) {
    const seen = new Set(this.seen);
    if (there) seen.add(label);
    else seen.delete(label);
    this.seen = seen;
    this.note = `${seen.size} of ${this.rows.length} found.`;
  }

  /** @param {any} event */
  answerLocked(event) {
    this.locked = event.detail.value;
  }

  /** What is missing is a loss, so she is asked once more before it is written down. */
  check() {
    this.message = this.locked ? '' : 'Say whether the cabinet was locked.';
    if (this.message) return;
    if (this.missing.length > 0) this.asking = true;
    else this.finish();
  }

  lookAgain() {
    this.asking = false;
  }

  async finish() {
    await attempt(this, async () => {
      this.result = await finish({
        counted: { place: this.place, labels: [...this.seen, ...this.others], wasLocked: this.locked === 'yes' }
      });
      this.asking = false;
    });
  }

  again() {
    this.place = '';
    this.result = null;
    this.load();
  }

  back() {
    this.dispatchEvent(new CustomEvent('back'));
  }

  get loading() {
    return !this.places && !this.message;
  }

  get choosing() {
    return Boolean(this.places) && !this.place;
  }

  get noPlaces() {
    return this.places?.length === 0;
  }

  get counting() {
    return Boolean(this.place) && !this.result;
  }

  get mayScan() {
    return this.scanner.isAvailable();
  }

  get list() {
    return this.rows.map((row) => ({
      ...row,
      there: this.seen.has(row.label),
      words: row.missing ? `${row.what}, not found last time` : row.what
    }));
  }

  get missing() {
    return this.rows.filter(({ label }) => !this.seen.has(label)).map(({ label }) => label);
  }

  get missingText() {
    return this.missing.join(', ');
  }

  get progress() {
    return `${this.seen.size} of ${this.rows.length}`;
  }

  get outcome() {
    const { found, missing, moved, toAsk, unknown, lossNumber } = this.result;
    return [
      { key: 'found', text: `Found: ${found}.` },
      missing.length > 0 && { key: 'missing', text: `Not found: ${missing.join(', ')}.` },
      lossNumber && { key: 'loss', text: `It is written down as ${lossNumber}, and the data protection officer is told. Go on looking.` },
      moved.length > 0 && { key: 'moved', text: `Noted as here now: ${moved.join(', ')}.` },
      toAsk.length > 0 && {
        key: 'ask',
        text: `Noted as out or shredded, and yet here: ${toAsk.join(', ')}. Please open each under Paper.`
      },
      unknown.length > 0 && { key: 'unknown', text: `In no register: ${unknown.join(', ')}. Please ask the data protection officer.` }
    ].filter(Boolean);
  }
}
