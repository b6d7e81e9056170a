import { LightningElement, api, wire } from 'lwc';
import { getRelatedListsInfo } from 'lightning/uiRelatedListApi';

/** Every related list of a record's object. */
export default class RelatedLists extends LightningElement {
  @api recordId;
  @api objectApiName;
  @wire(getRelatedListsInfo, { parentObjectApiName: '$objectApiName' }) info;

  get lists() {
    return this.info?.data?.relatedLists ?? [];
  }
}
