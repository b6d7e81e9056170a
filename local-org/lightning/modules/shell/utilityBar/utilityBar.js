import { LightningElement } from 'lwc';
import { boot } from 'shell/boot';

/** The bar at the foot of every page of the app: each button opens the panel of one component, which stays while pages change. */
export default class UtilityBar extends LightningElement {
  opened = null;
  /** Panels that were opened once keep what was typed; eager ones run from the start. */
  started = new Set([...boot.utilities.keys()].filter((index) => boot.utilities[index].eager));

  get shown() {
    return boot.utilities.length > 0;
  }
  get utilities() {
    return boot.utilities.map(({ label, icon, component }, index) => ({
      key: String(index),
      label,
      icon,
      name: component.name,
      properties: component.properties,
      started: this.started.has(index),
      expanded: String(this.opened === index),
      panelClass: this.opened === index ? 'org-utility__panel' : 'slds-hide'
    }));
  }

  toggle({ currentTarget }) {
    const index = Number(currentTarget.dataset.index);
    this.opened = this.opened === index ? null : index;
    this.started = new Set([...this.started, index]);
  }

  close() {
    const button = this.template.querySelector(`button[data-index="${this.opened}"]`);
    this.opened = null;
    button?.focus();
  }

  handleKey({ key }) {
    if (key === 'Escape' && this.opened !== null) this.close();
  }
}
