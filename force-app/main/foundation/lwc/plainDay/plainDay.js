// @ts-check
import { api, LightningElement } from 'lwc';

/** A day without a time, such as 23/11/2026: the same day whatever the reader's time zone. */
export default class PlainDay extends LightningElement {
  /** @type {string | null} an ISO date */
  @api value = null;
}
