// @ts-check
import { api, LightningElement } from 'lwc';
import register from '@salesforce/apex/PaperStepsController.register';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

/** A paper is registered: what it is, where it is locked away, who looks after it. On a family's page it is hers. */
export default class PaperForm extends LightningElement {
  /** @type {any} */
  @api choices = null;
  /** The family's file; empty where codes are typed. */
  @api recordId = '';

  /** @type {any} */
  form = { locked: false };
  message = '';
  busy = false;

  connectedCallback() {
    this.form = { locked: false, custodianId: this.choices?.myWorkerId };
  }

  /** @param {any} event */
  change(event) {
    const { name, type, checked } = event.target;
    this.form = { ...this.form, [name]: type === 'checkbox' ? checked : event.detail.value };
  }

  async save() {
    if (!valid(this.template)) return;
    const { codes, ...request } = this.form;
    const families = this.recordId ? [this.recordId] : (codes ?? '').split(/[,;\n]/).map((code) => code.trim());
    await attempt(this, async () => {
      const paperId = await register({ request: { ...request, families: families.filter(Boolean) } });
      this.dispatchEvent(new CustomEvent('registered', { detail: paperId }));
    });
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('back'));
  }

  get asksCodes() {
    return !this.recordId;
  }
}
