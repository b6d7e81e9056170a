// @ts-check
import { api, LightningElement } from 'lwc';
import choices from '@salesforce/apex/PaperController.choices';
import ofFamily from '@salesforce/apex/PaperController.ofFamily';
import mayKeep from '@salesforce/customPermission/Confide_Keep_Paper';
import { attempt } from 'c/errors';
import { standing } from 'c/paperWords';

/** The paper of one family: where it is and who has it. A new one is registered here; the rest is done under Paper. */
export default class PaperOfFamily extends LightningElement {
  /** @type {string} the family's file */
  @api recordId = '';

  /** @type {any[] | null} */
  rows = null;
  /** @type {any} */
  choices = null;
  adding = false;
  openId = '';
  note = '';
  message = '';
  busy = false;
  mayKeep = Boolean(mayKeep);

  connectedCallback() {
    this.load();
  }

  async load() {
    await attempt(this, async () => {
      this.rows = (await ofFamily({ clientId: this.recordId })).map((row) => ({ ...row, ...standing(row) }));
    });
  }

  async start() {
    this.note = '';
    await attempt(this, async () => {
      this.choices ??= await choices();
      this.adding = true;
    });
  }

  async registered() {
    this.adding = false;
    await this.load();
    this.note = 'Registered. Print its label under Paper and stick it on.';
  }

  /** @param {any} event */
  async open(event) {
    const { id } = event.currentTarget.dataset;
    await attempt(this, async () => {
      this.choices ??= await choices();
      this.openId = id;
    });
  }

  back() {
    this.adding = false;
    this.openId = '';
    this.load();
  }

  get loading() {
    return !this.rows && !this.message;
  }

  get hasRows() {
    return (this.rows ?? []).length > 0;
  }

  get isEmpty() {
    return this.rows?.length === 0;
  }
}
