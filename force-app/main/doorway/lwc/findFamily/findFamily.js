// @ts-check
import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import find from '@salesforce/apex/FindFamilyController.find';
import { attempt } from 'c/errors';
import { familyPage } from 'c/pages';

/** Which of my families is this name or number? Gives codes; each one opened is a look of its own. */
export default class FindFamily extends NavigationMixin(LightningElement) {
  words = '';
  /** @type {any[] | null} */
  hits = null;
  message = '';
  notice = '';
  busy = false;

  /** @param {any} event */
  write(event) {
    this.words = event.detail.value;
    this.hits = null;
  }

  /** @param {any} event */
  enter(event) {
    if (event.key === 'Enter') this.find();
  }

  async find() {
    this.notice = '';
    this.hits = null;
    await attempt(this, async () => {
      const found = await find({ words: this.words });
      this.notice = found.message ?? '';
      const urls = await Promise.all(found.hits.map(({ clientId }) => this[NavigationMixin.GenerateUrl](familyPage(clientId))));
      this.hits = found.hits.map((hit, index) => ({ ...hit, url: urls[index] }));
    });
  }

  /** @param {any} event */
  open(event) {
    event.preventDefault();
    const { id } = event.currentTarget.dataset;
    this.words = '';
    this.hits = null;
    this[NavigationMixin.Navigate](familyPage(id));
  }

  get none() {
    return this.hits?.length === 0 && !this.notice;
  }

  get some() {
    return (this.hits?.length ?? 0) > 0;
  }
}
