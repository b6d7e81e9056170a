// @ts-check
import { LightningElement } from 'lwc';
import whoLooked from '@salesforce/apex/AccessLogController.whoLooked';
import { today, written } from 'c/days';
import { attempt } from 'c/errors';

/** The looks at one family's details, ready for a letter to her: parts and days, no names. */
export default class WhoLooked extends LightningElement {
  code = '';
  /** @type {any} */
  found = null;
  message = '';
  busy = false;

  /** @param {any} event */
  write(event) {
    this.code = event.detail.value;
    this.found = null;
  }

  /** @param {any} event */
  enter(event) {
    if (event.key === 'Enter') this.find();
  }

  async find() {
    this.found = null;
    this.found = (await attempt(this, () => whoLooked({ clientCode: this.code.trim().toUpperCase() }))) ?? null;
  }

  print() {
    window.print();
  }

  get looks() {
    return this.found.looks.map((look, index) => ({ ...look, key: String(index) }));
  }

  get none() {
    return this.found.looks.length === 0;
  }

  get some() {
    return !this.none;
  }

  get today() {
    return written(today());
  }

  get undoneText() {
    const { undone } = this.found;
    return undone > 0 ? `${undone} more were begun and undone, and are not counted. Ask about them before you answer her.` : '';
  }

  get refusedText() {
    const { refused } = this.found;
    if (refused === 0) return 'Nobody else tried.';
    return refused === 1 ? 'Once, somebody tried and was shown nothing.' : `${refused} times, somebody tried and was shown nothing.`;
  }
}
