// @ts-check
import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import decide from '@salesforce/apex/UrgentAccessController.decide';
import open from '@salesforce/apex/UrgentAccessController.open';
import state from '@salesforce/apex/UrgentAccessController.state';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { familyPage } from 'c/pages';

/** Opens one family when it cannot wait; shows reviewers what waits for them. */
export default class UrgentAccess extends NavigationMixin(LightningElement) {
  /** @type {any} */
  data = null;
  wish = { code: '', reason: '' };
  message = '';
  note = '';
  busy = false;

  async connectedCallback() {
    await attempt(this, () => this.load());
  }

  async load() {
    this.data = await state();
  }

  /** @param {any} event */
  write(event) {
    this.note = '';
    this.wish = { ...this.wish, [event.target.name]: event.detail.value };
  }

  async openNow() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      const answer = await open(this.wish);
      if (!answer.opened) {
        this.message = answer.message;
        return;
      }
      this.wish = { code: '', reason: '' };
      this.note = answer.message;
      this[NavigationMixin.Navigate](familyPage(answer.clientId));
    });
  }

  /** @param {any} event */
  async review(event) {
    const { id, outcome } = event.target.dataset;
    const why = /** @type {any} */ (this.template?.querySelector(`.why[data-id="${id}"]`));
    this.note = '';
    if (!valid(this.template, `.why[data-id="${id}"]`)) return;
    await attempt(this, async () => {
      await decide({ reviewId: id, outcome, reason: why.value });
      this.note = 'Saved. Thank you.';
      await this.load();
    });
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
