import { LightningElement, api, wire } from 'lwc';
import { messageOf } from 'localorg/http';
import { getRelatedListInfo, getRelatedListRecords } from 'lightning/uiRelatedListApi';
import { getRecord } from 'lightning/uiRecordApi';
import { boot } from 'shell/boot';

const SHORT = 6;
const LONG = 200;

/** The children of a record in one relationship. */
export default class RelatedList extends LightningElement {
  @api recordId;
  @api relationship;
  /** A page of its own: shows more rows and gives the page its title. */
  @api whole = false;
  @api objectApiName;
  compact = ['Compact'];

  get pageSize() {
    return this.whole ? LONG : SHORT;
  }
  get parentObject() {
    return this.objectApiName ?? this.wiredParent?.data?.apiName;
  }
  /** Only the page of its own has to ask what object its record is of. */
  get unknownRecordId() {
    return this.objectApiName ? undefined : this.recordId;
  }

  @wire(getRecord, { recordId: '$unknownRecordId', layoutTypes: '$compact' }) wiredParent;
  @wire(getRelatedListInfo, { parentObjectApiName: '$parentObject', relatedListId: '$relationship' }) wiredInfo({ data, error }) {
    this.info = data;
    this.infoError = error;
    if (data && this.whole) this.dispatchEvent(new CustomEvent('pagetitle', { detail: data.label, bubbles: true, composed: true }));
  }
  @wire(getRelatedListRecords, { parentRecordId: '$recordId', relatedListId: '$relationship', pageSize: '$pageSize' }) page;
  info;
  infoError;

  get label() {
    return this.info?.label ?? '';
  }
  get icon() {
    const object = this.info?.objectApiNames?.[0];
    return boot.items.find((item) => item.kind === 'object' && item.target === object)?.icon ?? 'standard:related_list';
  }
  get records() {
    return this.page?.data?.records ?? [];
  }
  get more() {
    return Boolean(this.page?.data?.nextPageToken);
  }
  get title() {
    return this.page?.data ? `${this.label} (${this.records.length}${this.more ? '+' : ''})` : this.label;
  }
  get columns() {
    return (this.info?.displayColumns ?? []).map((column) => ({ ...column, sortable: false }));
  }
  get filled() {
    return this.records.length > 0 && this.columns.length > 0;
  }
  get loaded() {
    return Boolean(this.page?.data);
  }
  get problem() {
    const error = this.infoError ?? this.page?.error;
    return error ? messageOf(error) : '';
  }
  get moreUrl() {
    return this.more && !this.whole ? `/lightning/r/${this.recordId}/related/${this.relationship}/view` : null;
  }
}
