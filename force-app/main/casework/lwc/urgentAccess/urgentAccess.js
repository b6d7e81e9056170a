// @ts-check
import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import decide from '@salesforce/apex/UrgentAccessController.decide';
import open from '@salesforce/apex/UrgentAccessController.open';
import state from '@salesforce/apex/UrgentAccessController.state';
import { sentence } from 'c/errors';

/** Opens one family when it cannot wait; shows reviewers what waits for them. */
export default class UrgentAccess extends NavigationMixin(LightningElement) {
  /** @type {any} */
  data = null;
  wish = { code: '', reason: '' };
  message = '';
  note = '';
  busy = false;

  async connectedCallback() {
    await this.attempt(() => this.load());
  }

  async load() {
    this.data = await state();
  }

  /** @param {any} event */
  write(event) {
    this.wish = { ...this.wish, [event.target.name]: event.detail.value };
  }

  async openNow() {
    if (!valid([...(this.template?.querySelectorAll('.field') ?? [])])) return;
    await this.attempt(async () => {
      const answer = await open(this.wish);
      if (!answer.opened) {
        this.message = answer.message;
        return;
      }
      this.wish = { code: '', reason: '' };
      this.note = answer.message;
      this[NavigationMixin.Navigate]({
        type: 'standard__recordPage',
        attributes: { recordId: answer.clientId, objectApiName: 'Client__c', actionName: 'view' }
      });
    });
  }

  /** @param {any} event */
  async review(event) {
    const { id, outcome } = event.target.dataset;
    const why = /** @type {any} */ (this.template?.querySelector(`.why[data-id="${id}"]`));
    if (!valid([why])) return;
    await this.attempt(async () => {
      await decide({ reviewId: id, outcome, reason: why.value });
      this.note = 'Saved. Thank you.';
      await this.load();
    });
  }

  /** @param {() => Promise<void>} work */
  async attempt(work) {
    this.busy = true;
    this.message = '';
    this.note = '';
    try {
      await work();
    } catch (error) {
      this.message = sentence(error);
    } finally {
      this.busy = false;
    }
  }

  get loading() {
    return !this.data && !this.message;
  }

  get mayOpen() {
    return this.data?.mayOpen ?? false;
  }

  get mayReview() {
    return this.data?.mayReview ?? false;
  }

  get reviews() {
    return (this.data?.reviews ?? []).map((one) => ({ ...one, whyLabel: `What did you find? (${one.code})` }));
  }

  get noReviews() {
    return this.reviews.length === 0;
  }
}

/** @param {any[]} fields @returns {boolean} whether all hold; the first that does not has the focus */
function valid(fields) {
  const wrong = fields.filter((field) => !field.reportValidity());
  wrong[0]?.focus();
  return wrong.length === 0;
}
