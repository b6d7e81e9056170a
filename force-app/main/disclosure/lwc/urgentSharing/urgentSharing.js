// @ts-check
import { api, LightningElement, wire } from 'lwc';
import choices from '@salesforce/apex/UrgentSharingController.choices';
import record from '@salesforce/apex/UrgentSharingController.record';
import { attempt, sentence } from 'c/errors';
import { valid } from 'c/forms';

/** What was already shared because somebody was in danger: written down in a minute, looked at by a lead. */
export default class UrgentSharing extends LightningElement {
  /** @type {string | null} the family's page, when it is opened there */
  @api recordId = null;
  /** The concern it was shared because of, when it is opened there. @type {string} */
  @api concernId = '';

  /** @type {any} */
  lists;
  message = '';
  busy = false;
  /** @type {any} */
  form = { categories: [], recipientId: '', personTold: false };
  /** @type {any} */
  receipt = null;
  focusPending = false;

  @wire(choices)
  wired({ data, error }) {
    if (error) this.message = sentence(error);
    if (data) {
      this.lists = {
        categories: data.categories.map(plain),
        methods: data.methods.map(plain),
        notTold: data.notTold.map(plain),
        recipients: [{ value: '', label: 'Not in the list' }, ...data.recipients.map(plain)]
      };
    }
  }

  get loading() {
    return !this.lists && !this.message;
  }

  get open() {
    return this.lists && !this.receipt;
  }

  get noPage() {
    return !this.recordId && !this.concernId;
  }

  get notTold() {
    return !this.form.personTold;
  }

  get needsWords() {
    return !this.form.recipientId;
  }

  /** @param {any} event */
  change(event) {
    const { name, type } = event.target;
    this.form = { ...this.form, [name]: type === 'checkbox' ? event.detail.checked : event.detail.value };
  }

  async save() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      const { concernId, recordId } = this;
      const request = { ...this.form, clientId: recordId, ...(concernId ? { concernId } : {}) };
      this.receipt = await record({ request });
      this.focusPending = true;
      this.dispatchEvent(new CustomEvent('written'));
    });
  }

  renderedCallback() {
    if (!this.focusPending) return;
    const target = /** @type {any} */ (this.template?.querySelector('.done'));
    if (!target) return;
    this.focusPending = false;
    target.focus();
  }

  again() {
    this.receipt = null;
    this.form = { categories: [], recipientId: '', personTold: false };
  }
}

/** @param {any} option what a wire gave is frozen */
function plain({ value, label }) {
  return { value, label };
}
