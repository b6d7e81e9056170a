import { LightningElement } from 'lwc';
import { messageOf, shellCall } from 'localorg/http';
import { boot } from 'shell/boot';
import { onPage } from 'shell/router';

const WHEN = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' });

/** Custom notifications: how many are new, and what they say once opened. */
export default class Bell extends LightningElement {
  open = false;
  loaded = false;
  items = [];
  unseen = boot.unseen;
  problem = '';

  get expanded() {
    return String(this.open);
  }
  get label() {
    return this.unseen ? `Notifications, ${this.unseen} new` : 'Notifications';
  }
  get menuClass() {
    return `slds-dropdown-trigger slds-dropdown-trigger_click${this.open ? ' slds-is-open' : ''}`;
  }

  connectedCallback() {
    onPage(() => this.load());
    window.addEventListener('click', (event) => {
      if (this.open && !event.composedPath().includes(this.template.host)) this.open = false;
    });
  }

  async toggle() {
    this.open = !this.open;
    if (!this.open) return;
    await this.load();
    if (!this.unseen) return;
    await shellCall('seeNotifications', { newest: String(this.items[0].id) });
    this.unseen = 0;
  }

  async load() {
    try {
      const { notifications } = await shellCall('notifications');
      this.items = notifications.map((item) => ({
        ...item,
        when: WHEN.format(new Date(item.created)),
        itemClass: `org-notification${item.seen ? '' : ' org-notification_new'}`
      }));
      this.unseen = notifications.filter((item) => !item.seen).length;
      this.loaded = true;
      this.problem = '';
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  close() {
    this.open = false;
  }

  handleKey({ key }) {
    if (key !== 'Escape' || !this.open) return;
    this.open = false;
    this.refs.opener.focus();
  }

  handleFocusOut({ relatedTarget }) {
    if (this.open && relatedTarget && !this.refs.menu.contains(relatedTarget)) this.open = false;
  }
}
