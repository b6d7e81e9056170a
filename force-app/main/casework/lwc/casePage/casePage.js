// @ts-check
import { api, LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import summary from '@salesforce/apex/CaseController.summary';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { sentence } from 'c/errors';
import { tellLogged } from 'c/logged';
import { pillOf } from 'c/words';

/** One family by code: which it is, how things stand, and a button to log what happened. */
export default class CasePage extends LightningElement {
  /** @type {string} */
  @api recordId = '';

  /** @type {any} */
  family;
  message = '';
  logging = false;
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

  toggleLogging() {
    this.logging = !this.logging;
  }

  async refresh() {
    this.logging = false;
    tellLogged(this.recordId);
    await refreshApex(this.result);
  }

  get loading() {
    return !this.family && !this.message;
  }

  get logLabel() {
    return this.logging ? 'Close the form' : 'Log a visit, call or message';
  }

  get logVariant() {
    return this.logging ? 'neutral' : 'brand';
  }

  get loggingText() {
    return String(this.logging);
  }
}
