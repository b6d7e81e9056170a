// @ts-check
import { LightningElement, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';

/** What can be reported, most pressing first. */
const CHOICES = [
  { key: 'worried', label: 'I am worried about someone', variant: 'brand' },
  { key: 'request', label: 'She wants to see or change her data', variant: 'neutral' },
  { key: 'complaint', label: 'Someone is unhappy with us', variant: 'neutral' },
  { key: 'loss', label: 'Information lost or sent wrongly', variant: 'neutral' },
  { key: 'mine', label: 'See or add to what I wrote down', variant: 'base' }
];

/** One button on every page: what happened decides which form opens. Forms of other rooms keep their own rules. */
export default class SomethingToReport extends LightningElement {
  choices = CHOICES;
  chosen = '';
  /** The family whose page is open. */
  pageId = '';
  /** The family on whose page the form was opened: going to another page does not change it. */
  clientId = '';
  /** Whether it is written down: then nothing is lost by going back, and nothing says so. */
  kept = false;

  @wire(CurrentPageReference)
  wired(page) {
    const { recordId, objectApiName } = page?.attributes ?? {};
    this.pageId = objectApiName === 'Client__c' ? recordId : '';
  }

  /** @param {any} event */
  choose(event) {
    this.clientId = this.pageId;
    this.chosen = event.target.dataset.choice;
    this.kept = false;
  }

  back() {
    this.chosen = '';
  }

  keep() {
    this.kept = true;
  }

  begin() {
    this.kept = false;
  }

  get backLabel() {
    return this.kept || this.mine ? 'Back' : 'Back (nothing here is kept)';
  }

  get choosing() {
    return this.chosen === '';
  }

  get worried() {
    return this.chosen === 'worried';
  }

  get mine() {
    return this.chosen === 'mine';
  }

  get request() {
    return this.chosen === 'request';
  }

  get complaint() {
    return this.chosen === 'complaint';
  }

  get loss() {
    return this.chosen === 'loss';
  }
}
