// @ts-check
import { LightningElement, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import myCases from '@salesforce/apex/CaseController.myCases';
import { sentence } from 'c/errors';
import { familyPage } from 'c/pages';
import { pillOf, roleName } from 'c/words';

const DAY = 86_400_000;

/** The families that the person at the screen supports or supervises, by code. */
export default class MyCases extends NavigationMixin(LightningElement) {
  /** @type {any[] | undefined} */
  rows;
  message = '';

  @wire(myCases)
  wired({ data, error }) {
    this.message = error ? sentence(error) : '';
    if (error) this.rows = undefined;
    if (data) this.show(data);
  }

  /** @param {any[]} data */
  show(data) {
    this.rows = data.map((row) => ({
      ...row,
      url: '',
      reachable: !row.trainingMessage,
      quiet: row.trainingMessage ? '' : quietFor(row.lastContactOn),
      part: roleName(row.role),
      pill: pillOf(row.status)
    }));
    this.addLinks();
  }

  async addLinks() {
    const rows = this.rows ?? [];
    const urls = await Promise.all(rows.map((row) => this[NavigationMixin.GenerateUrl](familyPage(row.clientId))));
    this.rows = rows.map((row, index) => ({ ...row, url: urls[index] }));
  }

  /** @param {any} event */
  open(event) {
    event.preventDefault();
    this[NavigationMixin.Navigate](familyPage(event.currentTarget.dataset.id));
  }

  get loading() {
    return !this.rows && !this.message;
  }

  get empty() {
    return this.rows?.length === 0;
  }

  get some() {
    return (this.rows?.length ?? 0) > 0;
  }

  get count() {
    const count = this.rows?.length ?? 0;
    return count === 1 ? '1 family' : `${count} families`;
  }

  /** What the person must know of her own training: the same for every row. */
  get training() {
    return this.rows?.find((row) => row.trainingMessage)?.trainingMessage;
  }
}

/**
 * @param {string | null | undefined} lastContactOn ISO date
 * @returns {string}
 */
function quietFor(lastContactOn) {
  if (!lastContactOn) return 'No contact yet';
  const days = Math.floor((Date.now() - Date.parse(lastContactOn)) / DAY);
  if (days <= 0) return 'Today';
  return days === 1 ? 'Yesterday' : `${days} days ago`;
}
