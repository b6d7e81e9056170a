// @ts-check
import { LightningElement } from 'lwc';
import canReadOld from '@salesforce/customPermission/Confide_Read_Old_Values';

/** What was looked at and what stood there before, in one place: search, the list for one family, old values. */
export default class LogScreen extends LightningElement {
  canReadOld = Boolean(canReadOld);
}
