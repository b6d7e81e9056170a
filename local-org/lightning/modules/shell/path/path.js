import { LightningElement, api, wire } from 'lwc';
import { messageOf, shellCall } from 'localorg/http';
import { getRecord, updateRecord } from 'lightning/uiRecordApi';

/** The steps of a record's path; each opens the guidance written for it. Setting a step is offered only where the page and her rights allow it. */
export default class Path extends LightningElement {
  @api recordId;
  @api hideUpdateButton;
  path = null;
  chosen = null;
  problem = '';
  fields;
  _objectApiName;
  @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' }) wiredRecord;

  @api
  get objectApiName() {
    return this._objectApiName;
  }
  set objectApiName(value) {
    this._objectApiName = value;
    shellCall('path', { objectApiName: value }).then(
      ({ path }) => {
        this.path = path;
        this.fields = path ? [`${value}.${path.fieldApiName}`] : undefined;
      },
      (error) => (this.problem = messageOf(error))
    );
  }

  get current() {
    return this.path && (this.wiredRecord?.data?.fields[this.path.fieldApiName]?.value ?? null);
  }
  get shown() {
    return this.chosen ?? this.current;
  }
  get steps() {
    const at = this.path.steps.findIndex(({ value }) => value === this.current);
    return this.path.steps.map((step, index) => ({
      ...step,
      now: index === at ? 'step' : null,
      told: index < at ? 'Passed: ' : index === at ? 'Now: ' : '',
      pressed: String(step.value === this.shown),
      stepClass: `org-path__step${index < at ? ' org-path__step_passed' : index === at ? ' org-path__step_now' : ''}`
    }));
  }
  get guidance() {
    return this.path.steps.find(({ value }) => value === this.shown)?.guidance ?? '';
  }
  get shownLabel() {
    return this.path.steps.find(({ value }) => value === this.shown)?.label ?? '';
  }
  get settable() {
    return this.path.editable && String(this.hideUpdateButton) !== 'true' && this.shown !== this.current;
  }

  choose({ currentTarget }) {
    this.chosen = currentTarget.dataset.value;
  }

  async setStep() {
    this.problem = '';
    try {
      await updateRecord({ fields: { Id: this.recordId, [this.path.fieldApiName]: this.shown } });
      this.chosen = null;
    } catch (error) {
      this.problem = messageOf(error);
    }
  }
}
