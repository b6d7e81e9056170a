// @ts-check
import { LightningElement } from 'lwc';
import choices from '@salesforce/apex/PackLeadController.choices';
import tasks from '@salesforce/apex/PackLeadController.tasks';
import open from '@salesforce/apex/PackLeadController.open';
import decide from '@salesforce/apex/PackLeadController.decide';
import confirm from '@salesforce/apex/PackLeadController.confirm';
import readAgain from '@salesforce/apex/PackLeadController.readAgain';
import { attempt } from 'c/errors';
import { hideWhenLeft } from 'c/hiding';
import { decisionWords, saveText } from 'c/packWords';

const FIVE_MINUTES = 300_000;

/** Copies that a lead looks at: for every request alike she confirms, decides what is hers, and reads a second time. */
export default class PackLead extends LightningElement {
  /** @type {any[] | undefined} */
  rows;
  /** @type {any} */
  choices = {};
  /** @type {any} */
  view = null;
  currentId = '';
  wanted = '';
  words = '';
  message = '';
  itemMessage = '';
  note = '';
  busy = false;
  /** @type {any} */
  timer;
  stopWatching = () => {};

  async connectedCallback() {
    this.stopWatching = hideWhenLeft(
      () => this.hide('Hidden. Open again when you need it: each look is recorded.'),
      () => /** @type {any} */ (this.template)?.activeElement?.tagName === 'IFRAME'
    );
    await this.load();
  }

  disconnectedCallback() {
    this.stopWatching();
    this.hide('');
  }

  renderedCallback() {
    for (const frame of /** @type {any} */ (this.template?.querySelectorAll('iframe') ?? [])) {
      if (frame.dataset.filled !== 'yes') {
        frame.dataset.filled = 'yes';
        frame.srcdoc = this.view[frame.dataset.page];
      }
    }
  }

  async load() {
    await attempt(this, async () => {
      this.choices = await choices();
      this.rows = await tasks();
    });
  }

  /** @param {any} event */
  async open(event) {
    const requestId = event.currentTarget.dataset.id;
    await attempt(this, async () => this.show(await open({ requestId })));
  }

  /** @param {any} view */
  show(view) {
    this.view = view;
    this.note = '';
    if (!this.current) this.currentId = view.items[0]?.itemId ?? '';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide('Closed after five minutes. Open again when you need it.'), FIVE_MINUTES);
  }

  /** @param {string} note what to say after hiding; nothing when there was nothing open */
  hide(note) {
    clearTimeout(this.timer);
    if (!this.view) return;
    this.view = null;
    this.note = note;
  }

  async back() {
    this.hide('');
    await this.load();
  }

  /** @param {any} event */
  pick(event) {
    this.currentId = event.currentTarget.dataset.id;
    this.itemMessage = '';
  }

  next() {
    const all = this.view.items;
    const at = all.findIndex((item) => item.itemId === this.currentId);
    this.currentId = (all[at + 1] ?? all[0])?.itemId ?? '';
    this.itemMessage = '';
  }

  /** @param {any} event */
  async save(event) {
    const { requestId } = this.view.task;
    const result = { busy: false, message: '' };
    await attempt(result, async () => {
      await decide({ requestId, decisions: [event.detail] });
      this.show(await open({ requestId }));
      this.next();
    });
    this.itemMessage = result.message;
  }

  /** @param {any} event */
  write(event) {
    this[event.target.name] = event.detail.value;
  }

  async confirm() {
    await attempt(this, async () => {
      await confirm({ requestId: this.view.task.requestId, secondReaderWanted: this.wanted });
      await this.back();
      this.note = 'Confirmed.';
    });
  }

  async readAgain() {
    await attempt(this, async () => {
      await readAgain({ requestId: this.view.task.requestId, reason: this.words });
      await this.back();
      this.note = 'Recorded.';
    });
  }

  savePage() {
    saveText(`${this.view.task.requestNumber}-copy-2.html`, this.view.leadPage);
  }

  get listing() {
    return !this.view;
  }
  get loading() {
    return !this.rows && !this.message;
  }
  get empty() {
    return this.rows?.length === 0;
  }
  get some() {
    return (this.rows?.length ?? 0) > 0;
  }
  get items() {
    return this.view.items.map((item) => ({
      ...item,
      state: decisionWords(item.decision),
      isCurrent: item.itemId === this.currentId ? 'true' : 'false'
    }));
  }
  get current() {
    return this.view?.items.find((item) => item.itemId === this.currentId);
  }
  get hasItems() {
    return this.view.items.length > 0;
  }
  get yesNo() {
    return ['Yes', 'No'].map((value) => ({ value, label: value }));
  }
}
