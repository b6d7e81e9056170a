// @ts-check
import { api, LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import summary from '@salesforce/apex/CaseController.summary';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { sentence } from 'c/errors';
import { channelName, pillOf } from 'c/words';

/** One family by code: the facts that anybody who works with it may read. */
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
    if (data) this.family = present(data);
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

/** @param {any} data */
function present(data) {
  const { referrals = [], workers = [], contacts = [], consents = [] } = data;
  return {
    ...data,
    pill: pillOf(data.status),
    referrals: referrals.map((referral) => ({ ...referral, pill: pillOf(referral.status) })),
    workers: workers.map((worker, key) => ({ ...worker, key })),
    consents: consents.map((consent, key) => ({ ...consent, key, about: aboutWhat(consent) })),
    contacts: contacts.map((contact) => ({ ...contact, what: whatHappened(contact), who: whoAndHowLong(contact) })),
    hasReferrals: referrals.length > 0,
    hasWorkers: workers.length > 0,
    hasContacts: contacts.length > 0
  };
}

/** @param {any} consent */
function aboutWhat({ purpose, channel }) {
  return channel ? `${purpose}: ${channelName(channel).toLowerCase()}` : purpose;
}

/** @param {any} contact */
function whatHappened({ kind, direction, reached, withWhom }) {
  if (!reached) return `${kind}: tried, no answer`;
  return `${kind} ${direction === 'To us' ? 'from' : 'with'} ${String(withWhom ?? 'Parent').toLowerCase()}`;
}

/** @param {any} contact */
function whoAndHowLong({ worker, minutes }) {
  return [worker, minutes ? `${minutes} minutes` : ''].filter(Boolean).join(', ');
}
