// @ts-check
import { api, LightningElement } from 'lwc';
import mayAsk from '@salesforce/apex/AccessExplainedController.mayAsk';
import reasons from '@salesforce/apex/AccessExplainedController.reasons';
import { attempt } from 'c/errors';

/** Who can see this family now, and why; for those who answer for it. Nothing is asked until she wants to know. */
export default class AccessExplained extends LightningElement {
  /** @type {string} the family's file */
  @api
  get recordId() {
    return this._recordId;
  }
  set recordId(value) {
    this._recordId = value;
    this.reasons = null;
    this.message = '';
  }
  _recordId = '';

  mayAsk = false;
  /** @type {any[] | null} */
  reasons = null;
  message = '';
  busy = false;

  async connectedCallback() {
    try {
      this.mayAsk = await mayAsk();
    } catch {
      // Without an answer the part stays away: it is no part of her work then.
      this.mayAsk = false;
    }
  }

  async show() {
    const clientId = this.recordId;
    const found = await attempt(this, () => reasons({ clientId }));
    if (found && clientId === this.recordId) this.reasons = found;
  }

  get closed() {
    return !this.reasons && !this.busy;
  }

  get nobody() {
    return this.reasons?.length === 0;
  }

  get some() {
    return (this.reasons?.length ?? 0) > 0;
  }
}
