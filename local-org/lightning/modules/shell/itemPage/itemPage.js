import { LightningElement, api } from 'lwc';
import { messageOf, shellCall } from 'localorg/http';
import { boot } from 'shell/boot';

/** A custom tab: a Lightning component, a Lightning page or a web page. */
export default class ItemPage extends LightningElement {
  component = null;
  page = null;
  address = null;
  label = '';
  problem = '';
  _name;

  @api
  get name() {
    return this._name;
  }
  set name(value) {
    this._name = value;
    this.show(value);
  }

  async show(name) {
    Object.assign(this, { component: null, page: null, address: null, problem: '' });
    await null; // announced once this element stands in the page
    // A tab of the bar is known already; only pages have to be asked for.
    const known = boot.items.find((item) => item.name === name && item.kind === 'component');
    try {
      const { item, page } = known ? { item: known, page: null } : await shellCall('item', { name });
      if (name !== this._name) return;
      this.label = item.label;
      if (item.kind === 'component') this.component = `c/${item.target}`;
      else if (item.kind === 'web') this.address = item.target;
      else this.page = page;
      this.dispatchEvent(new CustomEvent('pagetitle', { detail: item.label, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
    }
  }
}
