import { LightningElement, api } from 'lwc';

/** A page or a card that has nothing to show, and says why. */
export default class Notice extends LightningElement {
  @api heading;
  @api text;
  @api icon = 'utility:info_alt';
  /** The whole page is this notice: it gives the page its title. */
  @api announced = false;
  /** It is a fault: screen readers say it at once. */
  @api fault = false;

  get role() {
    return this.fault ? 'alert' : null;
  }

  connectedCallback() {
    if (this.announced) this.dispatchEvent(new CustomEvent('pagetitle', { detail: this.heading, bubbles: true, composed: true }));
  }
}
