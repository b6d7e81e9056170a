// @ts-check
import { LightningElement } from 'lwc';
import choices from '@salesforce/apex/ShareListController.choices';
import share from '@salesforce/apex/ShareListController.share';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { EXPLICIT, groupsOf, isSpecial, ON_CONSENT, plain, ticked } from 'c/sharedDetails';

/** One sharing for a list of families: what goes, for whom, what will happen; then who was left out, by code. */
export default class ShareList extends LightningElement {
  /** @type {any} */
  lists = null;
  message = '';
  busy = false;
  /** 'ask', 'check' or 'done' */
  step = 'ask';
  /** @type {any} */
  form = { details: [], codes: '' };
  /** @type {any} */
  outcome = null;
  focusPending = false;

  async connectedCallback() {
    await attempt(this, async () => {
      this.lists = await choices();
    });
  }

  get loading() {
    return !this.lists && !this.message;
  }
  get asking() {
    return this.step === 'ask' && Boolean(this.lists);
  }
  get checking() {
    return this.step === 'check';
  }
  get recipients() {
    return this.lists.recipients.map(plain);
  }
  get purposes() {
    return this.lists.purposes.map(plain);
  }
  get methods() {
    return this.lists.methods.map(plain);
  }
  get groups() {
    return groupsOf(this.lists.details, this.form.details);
  }
  get nobody() {
    return this.lists.families.length === 0;
  }
  get allLabel() {
    return this.nobody ? 'No family is open to you' : `Put in all ${this.lists.families.length} that are open to me`;
  }
  get codes() {
    return [...new Set(this.form.codes.split(/[\n,;]+/).map((code) => code.trim()))].filter(Boolean);
  }
  get someLeftOut() {
    return this.outcome.leftOut.length > 0;
  }
  get doneTitle() {
    const { shared } = this.outcome;
    return shared === 1 ? 'Written down as shared for one family' : `Written down as shared for ${shared} families`;
  }

  get summary() {
    const name = (list, wanted) => list.find(({ value }) => value === wanted)?.label ?? '';
    return [
      { term: 'Who receives it', text: name(this.lists.recipients, this.form.recipientId) },
      { term: 'What for', text: name(this.lists.purposes, this.form.purpose) },
      { term: 'Which details', text: this.form.details.join(', ') },
      { term: 'How', text: this.form.method },
      { term: 'How many families', text: String(this.codes.length) }
    ];
  }

  /** @param {any} event */
  change(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
  }

  /** @param {any} event */
  tick(event) {
    const details = ticked(this.lists.details, this.form.details, event.target.dataset.kind, event.detail.value);
    this.form = { ...this.form, details };
  }

  putAll() {
    this.form = { ...this.form, codes: this.lists.families.join('\n') };
  }

  next() {
    if (!valid(this.template)) return;
    this.message = '';
    if (this.form.details.length === 0) this.message = 'Tick at least one detail. Share no more than they need.';
    else if (this.codes.length > 200) this.message = 'Please choose between one and 200 families.';
    else this.go('check');
  }

  back() {
    this.message = '';
    this.go('ask');
  }

  again() {
    this.outcome = null;
    this.form = { details: [], codes: '' };
    this.go('ask');
  }

  async confirm() {
    await attempt(this, async () => {
      const { recipientId, purpose, method, whatWasShared, details } = this.form;
      const condition = isSpecial(this.lists.details, details) ? EXPLICIT : null;
      const request = { recipientId, purpose, method, whatWasShared, details, basis: ON_CONSENT, condition };
      this.outcome = await share({ codes: this.codes, request });
      this.go('done');
    });
  }

  /** @param {string} step */
  go(step) {
    this.step = step;
    this.focusPending = true;
  }

  /** Each step opens with its heading: the keyboard follows to it. */
  renderedCallback() {
    if (!this.focusPending) return;
    const target = /** @type {any} */ (this.template?.querySelector('.step'));
    if (!target) return;
    this.focusPending = false;
    target.focus();
  }
}
