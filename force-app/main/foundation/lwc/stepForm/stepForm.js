// @ts-check
import { api, LightningElement } from 'lwc';
import { valid } from 'c/forms';

/** The form of one step, of a concern, a complaint or a loss. Nothing is filled in for her; her page sends it. */
export default class StepForm extends LightningElement {
  /** What it asks: title, hint, save, fields. @type {any} */
  @api definition = { title: '', save: 'Save', fields: [] };
  /** Lists to choose from, by name. @type {any} */
  @api lists = {};
  /** @type {string} */
  @api message = '';
  /** @type {boolean} */
  @api busy = false;

  /** @type {any} */
  wish = {};
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

  save() {
    if (!valid(this.template)) return;
    const filled = Object.fromEntries(Object.entries(this.wish).filter(([, value]) => value !== '' && value !== null));
    this.dispatchEvent(new CustomEvent('save', { detail: filled }));
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  get fields() {
    return this.definition.fields.map((field) => ({
      type: 'text',
      required: false,
      many: false,
      longest: 255,
      ...field,
      list: field.options ? (this.lists?.[field.options] ?? []).map(({ value, label }) => ({ value, label })) : null,
      value: this.wish[field.name] ?? (field.many ? [] : '')
    }));
  }
}
