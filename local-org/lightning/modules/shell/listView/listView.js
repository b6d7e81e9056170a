import { LightningElement, api } from 'lwc';
import { messageOf, shellCall, uiApi } from 'localorg/http';

/** A list view of an object: choose the view, sort, page on. */
export default class ListView extends LightningElement {
  @api
  get objectApiName() {
    return this._object;
  }
  set objectApiName(value) {
    this._object = value;
    this.start();
  }
  @api
  get filterName() {
    return this._filter;
  }
  set filterName(value) {
    this._filter = value;
    this.start();
  }

  home = null;
  lists = [];
  view = null;
  columns = [];
  records = [];
  nextToken = null;
  sortedBy = '';
  loading = false;
  gone = false;
  problem = '';
  pickerShown = false;
  due = false;

  get icon() {
    return this.home?.icon ?? 'standard:record';
  }
  get plural() {
    return this.home?.labelPlural ?? '';
  }
  get viewLabel() {
    return this.view?.label ?? '';
  }
  get heading() {
    return `${this.plural}: ${this.viewLabel}`;
  }
  get views() {
    return this.lists.map(({ apiName, label }) => ({
      apiName,
      label,
      current: apiName === this.view?.apiName ? 'page' : null,
      url: `/lightning/o/${this._object}/list?filterName=${encodeURIComponent(apiName)}`
    }));
  }
  get pickerOpen() {
    return String(this.pickerShown);
  }
  get pickerClass() {
    return `slds-dropdown-trigger slds-dropdown-trigger_click${this.pickerShown ? ' slds-is-open' : ''}`;
  }
  get empty() {
    return !this.loading && this.records.length === 0;
  }
  get summary() {
    if (this.loading && this.records.length === 0) return 'Loading…';
    const count = `${this.records.length}${this.nextToken ? '+' : ''} ${this.records.length === 1 ? 'item' : 'items'}`;
    const field = this.columns.find(({ fieldApiName }) => fieldApiName === this.sortedBy.replace(/^-/, ''));
    return field ? `${count} • Sorted by ${field.label}` : count;
  }

  /** Object and view are set one after the other: one start for both. */
  start() {
    if (this.due) return;
    this.due = true;
    Promise.resolve().then(() => {
      this.due = false;
      this.open();
    });
  }

  async open() {
    const object = this._object;
    Object.assign(this, { gone: false, problem: '', loading: true, records: [], nextToken: null, sortedBy: '' });
    try {
      const [home, { lists }] = await Promise.all([
        shellCall('objectHome', { objectApiName: object }),
        uiApi('GET', `list-info/${encodeURIComponent(object)}`)
      ]);
      this.home = home;
      this.lists = lists;
      this.view = lists.find(({ apiName }) => apiName === this._filter) ?? lists.find(({ apiName }) => /^all/i.test(apiName)) ?? lists[0];
      this.dispatchEvent(
        new CustomEvent('pagetitle', { detail: `${this.view.label} | ${home.labelPlural}`, bubbles: true, composed: true })
      );
      const [{ displayColumns }] = await Promise.all([
        uiApi('GET', `list-info/${encodeURIComponent(object)}/${encodeURIComponent(this.view.apiName)}`),
        this.load(undefined)
      ]);
      this.columns = displayColumns;
    } catch (error) {
      this.loading = false;
      this.gone = this.home?.objectApiName !== object;
      this.problem = messageOf(error);
    }
  }

  async load(pageToken) {
    const view = this.view;
    this.loading = true;
    this.problem = '';
    try {
      const body = { pageSize: 50, pageToken, sortBy: this.sortedBy ? [this.sortedBy] : undefined };
      const page = await uiApi('POST', `list-records/${encodeURIComponent(this._object)}/${encodeURIComponent(view.apiName)}`, { body });
      if (view !== this.view) return;
      this.records = pageToken ? [...this.records, ...page.records] : page.records;
      this.nextToken = page.nextPageToken;
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.loading = false;
    }
  }

  sort({ detail }) {
    this.sortedBy = detail;
    this.load(undefined);
  }
  more() {
    this.load(this.nextToken);
  }
  refresh() {
    this.load(undefined);
  }
  togglePicker() {
    this.pickerShown = !this.pickerShown;
  }
  closePicker() {
    this.pickerShown = false;
  }
  handleKey({ key }) {
    if (key !== 'Escape' || !this.pickerShown) return;
    this.pickerShown = false;
    this.refs.picker.focus();
  }
  handleFocusOut({ relatedTarget, currentTarget }) {
    if (this.pickerShown && relatedTarget && !currentTarget.contains(relatedTarget)) this.pickerShown = false;
  }
}
