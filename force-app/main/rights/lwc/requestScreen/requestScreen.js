// @ts-check
import { LightningElement } from 'lwc';
import canReview from '@salesforce/customPermission/Confide_Review_Packs';

/** Requests about data in one place: the desk, and for who makes copies also the copies. */
export default class RequestScreen extends LightningElement {
  canReview = Boolean(canReview);
}
