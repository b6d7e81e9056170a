// @ts-check
import { LightningElement } from 'lwc';
import canAllocate from '@salesforce/customPermission/Confide_Allocate';
import canSearchLog from '@salesforce/customPermission/Confide_Search_Access_Log';

/** The first page: what the person can do here, in her own words. */
export default class HomeWelcome extends LightningElement {
  canAllocate = Boolean(canAllocate);
  canSearchLog = Boolean(canSearchLog);
}
