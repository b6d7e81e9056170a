import { LightningElement, api } from 'lwc';

/** The body of a screen action: its heading, its content, its buttons. */
export default class QuickActionPanel extends LightningElement {
  @api header = '';
  @api title = '';
  footed = false;

  get heading() {
    return this.header || this.title;
  }
  get footClass() {
    return this.footed ? 'slds-modal__footer' : 'slds-hide';
  }

  foot({ target }) {
    this.footed = target.assignedElements().length > 0;
  }
}
