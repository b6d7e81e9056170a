import { LightningElement, api } from 'lwc';

/** One Lightning component of the package, loaded by name; a fault in it stays inside it. */
export default class Component extends LightningElement {
  @api properties = {};
  @api recordId;
  @api objectApiName;
  constructor_ = null;
  problem = '';
  _name;

  /** `c/caseList` */
  @api
  get name() {
    return this._name;
  }
  set name(value) {
    this._name = value;
    this.load(value);
  }

  get given() {
    const context = this.recordId ? { recordId: this.recordId, objectApiName: this.objectApiName } : {};
    return { ...this.properties, ...context };
  }

  async load(name) {
    this.constructor_ = null;
    this.problem = '';
    try {
      const { default: constructor } = await import(name);
      if (name === this._name) this.constructor_ = constructor;
    } catch (error) {
      this.problem = error.message;
    }
  }

  errorCallback(error) {
    console.error(error);
    this.problem = error.message;
    this.constructor_ = null;
  }
}
