// @ts-check
import { api, LightningElement } from 'lwc';
import act from '@salesforce/apex/ConcernDeskController.act';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { STEPS } from './fields';

/** @returns {string} the title of a step's form and button */
export function titleOf(/** @type {string} */ action) {
  return STEPS[action].title;
}

/** The form of one step: its fields, her own words, and what the org answers. Nothing is filled in for her. */
export default class ConcernStep extends LightningElement {
  /** @type {string} */
  @api concernId = '';
  /** Lists to choose from, by name. @type {any} */
  @api choices = {};
  /** What the form knows beforehand: never words or a decision. @type {any} */
  @api known = {};
  /** @type {string} */
  @api action = 'note';

  /** @type {any} */
  wish = {};
  message = '';
  busy = false;
  focused = false;

  renderedCallback() {
    if (this.focused) return;
    this.focused = true;
    /** @type {any} */ (this.template?.querySelector('h3'))?.focus();
  }

  /** @param {any} event */
  write(event) {
    this.wish = { ...this.wish, [event.target.name]: event.detail.value };
  }

  async save() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      await act({ concernId: this.concernId, action: this.action, wish: { ...this.known, ...this.wish } });
      this.dispatchEvent(new CustomEvent('saved'));
    });
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  get step() {
    return STEPS[this.action];
  }

  get fields() {
    return this.step.fields.map((field) => ({
      ...field,
      value: this.wish[field.name] ?? '',
      list: field.options ? (this.choices?.[field.options] ?? []) : null,
      plain: !field.options && !field.area && !field.date && !field.datetime,
      missing: 'Please fill this in.'
    }));
  }
}
