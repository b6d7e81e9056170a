// @ts-check
import { api, LightningElement } from 'lwc';
import act from '@salesforce/apex/ConcernDeskController.act';
import { attempt } from 'c/errors';
import { STEPS } from './fields';

/** @returns {string} the title of a step's form and button */
export function titleOf(/** @type {string} */ action) {
  return STEPS[action].title;
}

/** One step of a concern: what it asks for, her own words, and what the org answers. */
export default class ConcernStep extends LightningElement {
  /** @type {string} */
  @api concernId = '';
  /** Lists to choose from, by name. @type {any} */
  @api choices = {};
  /** What the form knows beforehand: never words or a decision. @type {any} */
  @api known = {};
  /** @type {string} */
  @api action = 'note';

  message = '';
  busy = false;

  /** @param {any} event */
  async save(event) {
    const wish = { ...this.known, ...event.detail };
    await attempt(this, async () => {
      await act({ concernId: this.concernId, action: this.action, wish });
      this.dispatchEvent(new CustomEvent('saved'));
    });
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  get step() {
    return STEPS[this.action];
  }
}
