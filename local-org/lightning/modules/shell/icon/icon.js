import { LightningElement, api } from 'lwc';
import { sprite } from 'shell/boot';

/** One decorative icon of the SLDS sprites, with the classes of its surroundings. */
export default class Icon extends LightningElement {
  static renderMode = 'light';
  @api name = 'utility:info';
  @api svgClass = 'slds-button__icon';

  get href() {
    return sprite(this.name);
  }
}
