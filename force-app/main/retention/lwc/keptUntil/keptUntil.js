// @ts-check
import { LightningElement, api } from 'lwc';
import kept from '@salesforce/apex/RetentionController.kept';
import { attempt } from 'c/errors';

/** Until when this family's file is kept, and why. */
export default class KeptUntil extends LightningElement {
  @api recordId = '';
  /** @type {{ until: string | null, words: string } | null} */
  kept = null;
  message = '';
  busy = false;

  async connectedCallback() {
    this.kept = (await attempt(this, () => kept({ clientId: this.recordId }))) ?? null;
  }

  get loading() {
    return this.busy && !this.kept;
  }
}
