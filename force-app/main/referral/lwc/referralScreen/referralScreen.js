// @ts-check
import { LightningElement } from 'lwc';
import canDecide from '@salesforce/customPermission/Confide_Decide_Referrals';

/** Referrals in one place: the list, and for who decides about them also the board. */
export default class ReferralScreen extends LightningElement {
  canDecide = Boolean(canDecide);
}
