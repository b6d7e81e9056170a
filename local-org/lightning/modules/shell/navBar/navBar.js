import { LightningElement, api } from 'lwc';
import { call } from 'localorg/http';
import { boot } from 'shell/boot';

const initialsOf = (label) =>
  label
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** App launcher, the app's name; its tabs stand beside. */
export default class NavBar extends LightningElement {
  @api page;
  launcherShown = false;
  appLabel = boot.app.label;
  items = boot.items;
  apps = boot.apps.map((app) => ({ ...app, initials: initialsOf(app.label), tile: `background:${safeColour(app.headerColor)}` }));
  accent = `border-bottom-color:${safeColour(boot.app.headerColor)}`;

  get launcherOpen() {
    return String(this.launcherShown);
  }
  get launcherClass() {
    return `slds-dropdown-trigger slds-dropdown-trigger_click${this.launcherShown ? ' slds-is-open' : ''}`;
  }
  connectedCallback() {
    window.addEventListener('click', (event) => {
      if (this.launcherShown && !event.composedPath().includes(this.template.host)) this.close();
    });
  }

  toggle() {
    this.launcherShown = !this.launcherShown;
  }

  close() {
    this.launcherShown = false;
  }

  handleKey({ key }) {
    if (key !== 'Escape' || !this.launcherShown) return;
    this.close();
    this.refs.waffle.focus();
  }

  handleFocusOut({ relatedTarget, currentTarget }) {
    if (this.launcherShown && relatedTarget && !currentTarget.contains(relatedTarget)) this.close();
  }

  async openApp({ currentTarget }) {
    const { name, url } = currentTarget.dataset;
    if (boot.apps.some((app) => app.name === name && !name.startsWith('standard__'))) await call('app', { name });
    window.location.assign(url);
  }
}

/** Colours come from metadata: only plain hex ones reach a style. */
function safeColour(colour) {
  return /^#[0-9a-f]{3,8}$/i.test(colour) ? colour : '#0176d3';
}
