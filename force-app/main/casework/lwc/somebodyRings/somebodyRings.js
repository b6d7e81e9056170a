// @ts-check
import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { SCRIPTS } from './scripts';

/** What to say when somebody asks about a family: it needs no file, reads none and says the same of every family. */
export default class SomebodyRings extends NavigationMixin(LightningElement) {
  choices = Object.entries(SCRIPTS).map(([value, { label }]) => ({ value, label }));
  chosen = '';

  /** @param {any} event */
  choose(event) {
    this.chosen = event.detail.value;
  }

  clear() {
    this.chosen = '';
  }

  goHome() {
    this[NavigationMixin.Navigate]({ type: 'standard__namedPage', attributes: { pageName: 'home' } });
  }

  get script() {
    return SCRIPTS[this.chosen];
  }
}
