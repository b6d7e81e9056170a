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
    const asked = shownOf(this.definition.fields, this.wish).map(({ name }) => name);
    const filled = Object.fromEntries(
      Object.entries(this.wish).filter(([name, value]) => asked.includes(name) && value !== '' && value !== null)
    );
    this.dispatchEvent(new CustomEvent('save', { detail: filled }));
  }

  cancel() {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  get fields() {
    return shownOf(this.definition.fields, this.wish).map((field) => ({
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

/**
 * @param {any[]} fields those with `when` are asked only after one of its answers was given to an earlier field that is asked itself
 * @param {any} wish
 * @returns {any[]}
 */
function shownOf(fields, wish) {
  /** @type {any[]} */
  const shown = [];
  for (const field of fields) {
    const { name, answers } = field.when ?? {};
    if (!name || (shown.some((one) => one.name === name) && answers.includes(wish[name]))) shown.push(field);
  }
  return shown;
}
