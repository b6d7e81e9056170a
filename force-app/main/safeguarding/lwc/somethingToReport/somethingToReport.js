// @ts-check
import { LightningElement, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';

/** One button on every page: what happened decides which form opens. */
export default class SomethingToReport extends LightningElement {
  chosen = '';
  /** The family whose page is open. */
  clientId = '';

  @wire(CurrentPageReference)
  wired(page) {
    const { recordId, objectApiName } = page?.attributes ?? {};
    this.clientId = objectApiName === 'Client__c' ? recordId : '';
  }

  /** @param {any} event */
  choose(event) {
    this.chosen = event.target.dataset.choice;
  }

  back() {
    this.chosen = '';
  }

  get choosing() {
    return this.chosen === '';
  }

  get worried() {
    return this.chosen === 'worried';
  }
}
