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

/** The bar on top: search, the bell, who is signed in and who else one may be. */
export default class Header extends LightningElement {
  open = false;
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

  get peopleOpen() {
    return String(this.open);
  }
  get peopleClass() {
    return `slds-dropdown-trigger slds-dropdown-trigger_click${this.open ? ' slds-is-open' : ''}`;
  }

  connectedCallback() {
    window.addEventListener('click', (event) => {
      if (this.open && !event.composedPath().includes(this.template.host)) this.open = false;
    });
  }

  toggle() {
    this.open = !this.open;
  }

  handleKey(event) {
    if (event.key === 'Escape' && this.open) {
      this.open = false;
      this.refs.me.focus();
    }
    if (this.open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const items = [...this.template.querySelectorAll('.org-people__item')];
      const at = items.indexOf(this.template.activeElement);
      items[(at + (event.key === 'ArrowDown' ? 1 : items.length - (at < 0 ? 0 : 1))) % items.length]?.focus();
      event.preventDefault();
    }
  }

  handleFocusOut({ relatedTarget }) {
    if (this.open && relatedTarget && !this.refs.people.contains(relatedTarget)) this.open = false;
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
