import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';
import { boot } from 'shell/boot';

const TYPES = { Boolean: 'Checkbox', Reference: 'Lookup' };

/** The head of a record page: what it is, its name, its compact fields. */
export default class Highlights extends LightningElement {
  @api recordId;
  @api objectApiName;
  /** Names of the page's own actions, if it has its own. */
  @api actions;
  layoutTypes = ['Compact'];
  @wire(getRecord, { recordId: '$recordId', layoutTypes: '$layoutTypes' }) wiredRecord;
  @wire(getObjectInfo, { objectApiName: '$objectApiName' }) wiredInfo;

  get record() {
    return this.wiredRecord?.data;
  }
  get info() {
    return this.wiredInfo?.data;
  }
  get label() {
    return this.info?.label ?? '';
  }
  get icon() {
    return boot.items.find((item) => item.kind === 'object' && item.target === this.objectApiName)?.icon ?? 'standard:record';
  }
  get nameField() {
    return this.info?.nameFields?.[0];
  }
  get name() {
    return this.record?.fields?.[this.nameField]?.value ?? '';
  }
  get fields() {
    if (!this.record || !this.info) return [];
    const own = Object.keys(this.record.fields).filter((name) => name !== this.nameField && this.info.fields[name]);
    return own.slice(0, 6).map((name) => {
      const { label, dataType, relationshipName } = this.info.fields[name];
      const parent = relationshipName && this.record.fields[relationshipName]?.value;
      return {
        label: label.replace(/ ID$/, ''),
        dataType: TYPES[dataType] ?? dataType,
        path: parent ? `${relationshipName}.Name` : name,
        linkId: parent?.id
      };
    });
  }
}
