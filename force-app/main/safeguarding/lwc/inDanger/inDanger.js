// @ts-check
import { api, LightningElement } from 'lwc';

/** What to do first if somebody is in danger: stands above everything that can be written down. */
export default class InDanger extends LightningElement {
  /** Names of those to ring. @type {string[]} */
  @api leads = [];

  get whom() {
    return this.leads?.length ? `Ring the safeguarding lead: ${this.leads.join(' or ')}.` : 'Ring the safeguarding lead.';
  }
}
