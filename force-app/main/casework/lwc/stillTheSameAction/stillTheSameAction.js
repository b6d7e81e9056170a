// @ts-check
import { api, LightningElement } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';
import { RefreshEvent } from 'lightning/refresh';

/** What she said about contact, to ask her again: one tap when nothing has changed, or the answer that has. */
export default class StillTheSameAction extends LightningElement {
  /** @type {string} */
  @api recordId = '';

  close() {
    this.dispatchEvent(new RefreshEvent());
    this.dispatchEvent(new CloseActionScreenEvent());
  }
}
