// @ts-check
import { api, LightningElement } from 'lwc';
import documents from '@salesforce/apex/CaseDocumentsController.documents';
import { today, written } from 'c/days';
import { sentence } from 'c/errors';
import { valid } from 'c/forms';
import { STEPS } from 'c/paperWords';

const OWN = 'Our own shredder';
const COLLECTED = 'Collected by a contractor';
/** To look for the scan of her paper is part of supporting her. */
const SUPPORT = 'PU1';

/** The form of one step with a paper. Gives what was typed with `save`. */
export default class PaperStep extends LightningElement {
  /** @type {string} */
  @api kind = '';
  /** @type {any} */
  @api row = null;
  /** @type {any} */
  @api choices = null;
  @api busy = false;

  /** @type {any} */
  form = {};
  /** @type {any[] | null} */
  documents = null;
  message = '';

  connectedCallback() {
    const back = this.choices?.latestBack;
    this.form = { shreddedOn: today(), ...(this.is('Out') ? { workerId: this.choices?.myWorkerId, dueBackOn: back } : {}) };
    if (this.is('Back', 'Move', 'Found')) this.form = { location: this.row.location };
  }

  /** @param {string[]} kinds */
  is(...kinds) {
    return kinds.includes(this.kind);
  }

  /** @param {any} event */
  change(event) {
    const { name, type, checked } = event.target;
    this.form = { ...this.form, [name]: type === 'checkbox' ? checked : event.detail.value };
  }

  /** @param {any} event */
  async chooseFamily(event) {
    const clientId = event.detail.value;
    this.form = { clientId };
    this.documents = null;
    this.message = '';
    try {
      const answer = await documents({ clientId, purpose: SUPPORT });
      if (answer.opened) this.documents = answer.documents;
      else this.message = answer.message;
    } catch (error) {
      this.message = sentence(error);
    }
  }

  save() {
    if (!valid(this.template)) return;
    this.dispatchEvent(new CustomEvent('save', { detail: this.form }));
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  get words() {
    return STEPS[this.kind];
  }

  get isOut() {
    return this.is('Out');
  }

  get isPlace() {
    return this.is('Back', 'Move', 'Found');
  }

  get isMove() {
    return this.is('Move');
  }

  get isScan() {
    return this.is('Scanned');
  }

  get isShred() {
    return this.is('Shred');
  }

  get isLost() {
    return this.is('Lost');
  }

  get byContractor() {
    return Boolean(this.form.method) && this.form.method !== OWN;
  }

  get isCollected() {
    return this.form.method === COLLECTED;
  }

  get today() {
    return today();
  }

  get backHint() {
    return `By ${written(this.choices.latestBack)} at the latest.`;
  }

  get families() {
    return this.row.families.filter(({ scanned }) => !scanned).map(({ clientId, code }) => ({ value: clientId, label: code }));
  }

  get scans() {
    return (this.documents ?? []).map(({ id, kind, receivedOn }) => ({
      value: id,
      label: receivedOn ? `${kind}, ${written(receivedOn)}` : kind
    }));
  }

  get noScans() {
    return this.documents?.length === 0;
  }

  get hasScans() {
    return this.scans.length > 0;
  }
}
