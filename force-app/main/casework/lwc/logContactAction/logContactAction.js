// @ts-check
import { api, LightningElement } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import { RefreshEvent } from 'lightning/refresh';

/** The form for a contact, in a window over any family's page. */
export default class LogContactAction extends LightningElement {
  /** @type {string} */
  @api recordId = '';

  /** The page below shows the new contact at once. */
  logged() {
    this.dispatchEvent(new RefreshEvent());
    this.dispatchEvent(new CloseActionScreenEvent());
  }
}
