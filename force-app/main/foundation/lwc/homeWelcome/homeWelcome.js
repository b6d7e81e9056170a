// @ts-check
import { LightningElement } from 'lwc';
import canDecide from '@salesforce/customPermission/Confide_Decide_Referrals';
import canSearchLog from '@salesforce/customPermission/Confide_Search_Access_Log';
import canTakeIn from '@salesforce/customPermission/Confide_Take_In_Referrals';

/** The first page: what the person can do here, in her own words. */
export default class HomeWelcome extends LightningElement {
  canDecide = Boolean(canDecide);
  canSearchLog = Boolean(canSearchLog);
  canTakeIn = Boolean(canTakeIn);
}
