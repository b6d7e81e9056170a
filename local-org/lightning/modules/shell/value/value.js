import { LightningElement, api } from 'lwc';

/** One field of a record as people read it. */
export default class Value extends LightningElement {
  /** Row in the UI API's shape. */
  @api record;
  /** Field, or path to a parent's field. */
  @api path;
  @api kind;
  /** Id that the value links to, when it names a record. */
  @api linkId;

  get field() {
    const parts = this.path.split('.');
    const last = parts.pop();
    let row = this.record;
    for (const part of parts) row = row?.fields?.[part]?.value;
    return row?.fields?.[last];
  }
  get text() {
    const field = this.field;
    return field?.displayValue ?? (field?.value === null || field?.value === undefined ? '' : String(field.value));
  }
  get href() {
    return this.linkId && this.text ? `/lightning/r/${this.linkId}/view` : undefined;
  }
  get isCheckbox() {
    return this.kind === 'Checkbox';
  }
  get checked() {
    return this.field?.value === true;
  }
  get isHtml() {
    return this.kind === 'Html';
  }
  get isMail() {
    return this.kind === 'Email' && this.text !== '';
  }
}
