import { LightningElement } from 'lwc';
import { call, messageOf } from 'localorg/http';
import { boot } from 'shell/boot';
import { remember } from 'shell/searchWords';

const initialsOf = (name) =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** The bar on top: search, notifications, who is signed in and who else one may be. */
export default class Header extends LightningElement {
  open = null;
  problem = '';
  name = boot.user?.name ?? '';
  username = boot.user?.username ?? '';
  title = boot.user?.title || boot.user?.name;
  initials = initialsOf(boot.user?.name ?? '?');
  appLabel = boot.app.label;
  people = boot.personas.map(({ username, name, title }) => ({
    username,
    label: title || name,
    detail: `${name} · ${username}`,
    current: username === boot.user?.username ? 'true' : null
  }));

  get noticesOpen() {
    return String(this.open === 'notices');
  }
  get peopleOpen() {
    return String(this.open === 'people');
  }
  get noticesClass() {
    return this.menuClass('notices');
  }
  get peopleClass() {
    return this.menuClass('people');
  }

  menuClass(menu) {
    return `slds-dropdown-trigger slds-dropdown-trigger_click${this.open === menu ? ' slds-is-open' : ''}`;
  }

  connectedCallback() {
    window.addEventListener('click', (event) => {
      if (this.open && !event.composedPath().includes(this.template.host)) this.open = null;
    });
  }

  toggle({ currentTarget }) {
    const { menu } = currentTarget.dataset;
    this.open = this.open === menu ? null : menu;
  }

  handleKey(event) {
    if (event.key === 'Escape' && this.open) {
      const opener = this.template.querySelector(`[data-menu="${this.open}"]`);
      this.open = null;
      opener?.focus();
    }
    if (this.open === 'people' && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const items = [...this.template.querySelectorAll('.org-people__item')];
      const at = items.indexOf(this.template.activeElement);
      items[(at + (event.key === 'ArrowDown' ? 1 : items.length - (at < 0 ? 0 : 1))) % items.length]?.focus();
      event.preventDefault();
    }
  }

  handleFocusOut({ relatedTarget }) {
    if (this.open && relatedTarget && !this.refs.header.contains(relatedTarget)) this.open = null;
  }

  submitSearch(event) {
    event.preventDefault();
    remember(this.refs.words.value);
    this.dispatchEvent(new CustomEvent('search'));
  }

  /** A new session and a new document: nothing that the former person loaded stays behind. */
  async become({ currentTarget }) {
    try {
      await call('session', { username: currentTarget.dataset.username });
      window.location.assign('/lightning/page/home');
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  async signOut() {
    await call('sign-out', {});
    window.location.assign('/');
  }
}
