// @ts-check
import { api, LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import summary from '@salesforce/apex/CaseController.summary';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { sentence } from 'c/errors';
import { tellLogged } from 'c/logged';
import { pillOf } from 'c/words';

/** How things stand with one family. Which it is, and what can be done, stands in the head of the page above. */
export default class CasePage extends LightningElement {
  /** @type {string} */
  @api recordId = '';

  /** @type {any} */
  family;
  message = '';
  /** @type {any} */
  result;
  /** @type {any} */
  refreshing;

  @wire(summary, { clientId: '$recordId' })
  wired(result) {
    this.result = result;
    const { data, error } = result;
    this.message = error ? sentence(error) : '';
    if (error) this.family = undefined;
    if (data) this.family = { ...data, pill: pillOf(data.status) };
  }

  /** A quick action over the page may have logged a contact. */
  connectedCallback() {
    this.refreshing = registerRefreshHandler(this, this.refresh);
  }

  disconnectedCallback() {
    unregisterRefreshHandler(this.refreshing);
  }

  async refresh() {
    tellLogged(this.recordId);
    await refreshApex(this.result);
  }

  get loading() {
    return !this.family && !this.message;
  }
}
