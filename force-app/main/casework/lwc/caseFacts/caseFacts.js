// @ts-check
import { api, LightningElement, wire } from 'lwc';
import summary from '@salesforce/apex/CaseController.summary';
import { sentence } from 'c/errors';
import { channelName, pillOf, roleName } from 'c/words';

/** Who supports a family, how it came to us, and what she was told and agreed to. */
export default class CaseFacts extends LightningElement {
  /** @type {string} */
  @api recordId = '';

  /** @type {any} */
  family;
  message = '';

  @wire(summary, { clientId: '$recordId' })
  wired({ data, error }) {
    this.message = error ? sentence(error) : '';
    if (error) this.family = undefined;
    if (data) this.family = present(data);
  }

  get loading() {
    return !this.family && !this.message;
  }
}

/** @param {any} data */
function present(data) {
  const { referrals = [], workers = [], consents = [] } = data;
  return {
    ...data,
    referrals: referrals.map((referral) => ({ ...referral, pill: pillOf(referral.status) })),
    workers: workers.map((worker, key) => ({ ...worker, key, part: roleName(worker.role) })),
    consents: consents.map((consent, key) => ({ ...consent, key, about: aboutWhat(consent) })),
    hasReferrals: referrals.length > 0,
    hasWorkers: workers.length > 0
  };
}

/** @param {any} consent */
function aboutWhat({ purpose, channel }) {
  return channel ? `${purpose}: ${channelName(channel).toLowerCase()}` : purpose;
}
