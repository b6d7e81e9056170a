import { LightningElement } from 'lwc';
import { messageOf, shellCall } from 'localorg/http';
import { boot } from 'shell/boot';

/** The app's home page, or the way to its tabs when it has none. */
export default class HomePage extends LightningElement {
  page = null;
  plain = false;
  problem = '';
  items = boot.app.items.filter((item) => item.kind !== 'home');

  async connectedCallback() {
    try {
      const { page } = await shellCall('homePage');
      this.page = page;
      this.plain = page === null;
      this.dispatchEvent(new CustomEvent('pagetitle', { detail: 'Home', bubbles: true, composed: true }));
    } catch (error) {
      this.problem = messageOf(error);
    }
  }
}
