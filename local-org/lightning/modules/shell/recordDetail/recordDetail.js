import { LightningElement, api, wire } from 'lwc';
import { messageOf, uiApi } from 'localorg/http';
import { getRecord } from 'lightning/uiRecordApi';
import { getObjectInfo } from 'lightning/uiObjectInfoApi';

/** All fields of a record that its layout shows and the user may read. */
export default class RecordDetail extends LightningElement {
  @api recordId;
  layoutTypes = ['Full'];
  layout = null;
  problem = '';
  _objectApiName;
  @wire(getRecord, { recordId: '$recordId', layoutTypes: '$layoutTypes' }) wiredRecord;
  @wire(getObjectInfo, { objectApiName: '$objectApiName' }) wiredInfo;

  @api
  get objectApiName() {
    return this._objectApiName;
  }
  set objectApiName(value) {
    this._objectApiName = value;
    uiApi('GET', `layout/${encodeURIComponent(value)}`).then(
      (layout) => (this.layout = layout),
      (error) => (this.problem = messageOf(error))
    );
  }

  get record() {
    return this.wiredRecord?.data;
  }
  get sections() {
    const info = this.wiredInfo?.data;
    if (!this.layout || !this.record || !info) return [];
    return this.layout.sections.map((section, at) => ({
      key: String(at),
      heading: section.heading,
      columns: section.columns.map((fields, index) => ({ key: String(index), fields: fields.map((field) => this.shown(field, info)) }))
    }));
  }

  shown({ apiName, label, dataType }, info) {
    const { relationshipName } = info.fields[apiName] ?? {};
    const parent = relationshipName && this.record.fields[relationshipName]?.value;
    return { label, dataType, path: parent ? `${relationshipName}.Name` : apiName, linkId: parent?.id };
  }
}
