import { LightningElement, api, wire } from 'lwc';
import { messageOf } from 'localorg/http';
import { getListInfoByName, getListRecordsByName } from 'lightning/uiListsApi';

/** The first rows of a list view, as a card on a Lightning page. */
export default class ListCard extends LightningElement {
  @api objectApiName;
  @api filterName;
  @api pageSize = 5;
  @wire(getListInfoByName, { objectApiName: '$objectApiName', listViewApiName: '$filterName' }) info;
  @wire(getListRecordsByName, { objectApiName: '$objectApiName', listViewApiName: '$filterName', pageSize: '$size' }) page;

  get size() {
    return Number(this.pageSize) || 5;
  }
  get label() {
    return this.info?.data?.label ?? '';
  }
  get url() {
    return `/lightning/o/${this.objectApiName}/list?filterName=${this.filterName}`;
  }
  get columns() {
    return (this.info?.data?.displayColumns ?? []).map((column) => ({ ...column, sortable: false }));
  }
  get records() {
    return this.page?.data?.records ?? [];
  }
  get filled() {
    return this.records.length > 0 && this.columns.length > 0;
  }
  get loaded() {
    return Boolean(this.page?.data);
  }
  get problem() {
    const error = this.info?.error ?? this.page?.error;
    return error ? messageOf(error) : '';
  }
}
