import { LightningElement, api } from 'lwc';
import { boot } from 'shell/boot';

/** Room for the button itself, in pixels. */
const MORE = 84;

/**
 * The app's tabs: as many as the window has room for, the rest in the menu "More". The tab of the page that stands is always
 * among those shown, in place of the last that would fit.
 */
export default class NavTabs extends LightningElement {
  @api page;
  open = false;
  /** Pixels between the two ends of the bar, once measured. */
  room = null;
  /** Width of each tab by its name, taken while all of them stand in the bar. */
  widths = null;
  lettersThere = false;

  connectedCallback() {
    this.outside = (event) => {
      if (this.open && !event.composedPath().includes(this.template.host)) this.close();
    };
    window.addEventListener('click', this.outside);
    // Letters that arrive late are wider or narrower than those that stood in for them.
    document.fonts.ready.then(() => this.measure());
  }

  disconnectedCallback() {
    window.removeEventListener('click', this.outside);
    this.sizes?.disconnect();
  }

  renderedCallback() {
    if (!this.sizes) {
      this.sizes = new ResizeObserver(([{ contentRect }]) => (this.room = contentRect.width));
      this.sizes.observe(this.refs.bar);
    }
    if (!this.widths) this.widths = this.measured();
    else this.template.host.toggleAttribute('data-measured', this.lettersThere && this.room !== null);
    if (this.focusFirst) {
      this.focusFirst = false;
      this.menuItems()[0]?.focus();
    }
  }

  /** Shows all tabs once more, so that they can be measured as they stay. */
  measure() {
    this.lettersThere = true;
    this.widths = null;
  }

  measured() {
    return Object.fromEntries([...this.template.querySelectorAll('[data-tab]')].map((item) => [item.dataset.tab, item.offsetWidth]));
  }

  get tabs() {
    return boot.app.items.map((item) => {
      const active = this.isCurrent(item);
      return { ...item, current: active ? 'page' : null, itemClass: `slds-context-bar__item${active ? ' slds-is-active' : ''}` };
    });
  }

  get shown() {
    const { tabs, widths, room } = this;
    const width = (list) => list.reduce((sum, { name }) => sum + widths[name], 0);
    if (!widths || room === null || width(tabs) <= room) return tabs;
    let fit = tabs.length;
    const taken = (count) => {
      const first = tabs.slice(0, count);
      const current = tabs.find((tab) => tab.current && !first.includes(tab));
      return current ? [...first.slice(0, -1), current] : first;
    };
    while (fit > 1 && width(taken(fit)) > room - MORE) fit--;
    return taken(fit);
  }
  get hidden() {
    const names = new Set(this.shown.map(({ name }) => name));
    return this.tabs.filter(({ name }) => !names.has(name));
  }
  get hasMore() {
    return this.hidden.length > 0;
  }
  get expanded() {
    return String(this.open);
  }
  get moreClass() {
    const open = this.open ? ' slds-is-open' : '';
    return `slds-context-bar__item slds-context-bar__dropdown-trigger slds-dropdown-trigger slds-dropdown-trigger_click org-more${open}`;
  }

  isCurrent(item) {
    const { type, attributes } = this.page;
    if (item.kind === 'home') return type === 'standard__namedPage' && attributes.pageName === 'home';
    if (item.kind === 'object')
      return (type === 'standard__objectPage' || type === 'standard__recordPage') && attributes.objectApiName === item.target;
    return type === 'standard__navItemPage' && attributes.apiName === item.name;
  }

  menuItems() {
    return [...this.template.querySelectorAll('[role=menuitem]')];
  }

  toggle() {
    this.open = !this.open;
    this.focusFirst = this.open;
  }

  close() {
    this.open = false;
  }

  /** As in any menu: arrows, Home and End move, Escape goes back to the button, Tab leaves. */
  handleKey(event) {
    const { key } = event;
    if (key === 'Escape' && this.open) {
      this.close();
      this.refs.more.focus();
    }
    if (!this.open && key !== 'ArrowDown') return;
    const items = this.menuItems();
    const at = items.indexOf(this.template.activeElement);
    const next = { ArrowDown: (at + 1) % items.length, ArrowUp: (at + items.length - 1) % items.length, Home: 0, End: items.length - 1 }[
      key
    ];
    if (next === undefined) return;
    event.preventDefault();
    if (this.open) items[next].focus();
    else this.toggle();
  }

  handleFocusOut({ relatedTarget, currentTarget }) {
    if (this.open && relatedTarget && !currentTarget.contains(relatedTarget)) this.close();
  }
}
