// @ts-check
import { LightningElement } from 'lwc';
import choices from '@salesforce/apex/PackReviewController.choices';
import requests from '@salesforce/apex/PackReviewController.requests';
import gather from '@salesforce/apex/PackReviewController.gather';
import open from '@salesforce/apex/PackReviewController.open';
import decide from '@salesforce/apex/PackReviewController.decide';
import dispute from '@salesforce/apex/PackReviewController.dispute';
import preview from '@salesforce/apex/PackReviewController.preview';
import make from '@salesforce/apex/PackReviewController.make';
import documentOf from '@salesforce/apex/PackReviewController.document';
import { wish } from 'c/countdown';
import { attempt } from 'c/errors';
import { hideWhenLeft } from 'c/hiding';
import { decisionWords, saveText } from 'c/packWords';

const FIVE_MINUTES = 300_000;

/** @type {Record<string, (item: any, about: string) => boolean>} */
const FILTERS = {
  undecided: (item) => !item.decision,
  health: (item) => item.health,
  others: (item, about) => item.about !== about,
  all: () => true
};

/** Copies of information for the data protection officer: gathered, decided item by item, made into an answer. */
export default class PackReview extends LightningElement {
  /** @type {any[] | undefined} */
  rows;
  /** @type {any} */
  choices = {};
  /** @type {any} */
  view = null;
  currentId = '';
  which = 'undecided';
  message = '';
  itemMessage = '';
  note = '';
  pageText = '';
  busy = false;
  focusPending = false;
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
    const frame = /** @type {any} */ (this.template?.querySelector('iframe'));
    if (frame && frame.dataset.filled !== 'yes') {
      frame.dataset.filled = 'yes';
      frame.srcdoc = this.pageText;
    }
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('[data-opened]'))?.focus();
  }

  async load() {
    await attempt(this, async () => {
      this.choices = await choices();
      this.rows = (await requests()).map((row) => ({ ...row, wish: wish(row.kind) }));
    });
  }

  /** @param {any} event */
  async open(event) {
    const requestId = event.currentTarget.dataset.id;
    await attempt(this, async () => this.show(await open({ requestId })));
    this.focusPending = Boolean(this.view);
  }

  async gather() {
    await attempt(this, async () => this.show(await gather({ requestId: this.view.requestId })));
  }

  /** @param {any} view */
  show(view) {
    this.view = view;
    this.pageText = '';
    this.note = '';
    if (!this.visible.some((item) => item.itemId === this.currentId)) this.currentId = this.visible[0]?.itemId ?? '';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide('Closed after five minutes. Open again when you need it.'), FIVE_MINUTES);
  }

  /** @param {string} note what to say after hiding; nothing when there was nothing open */
  hide(note) {
    clearTimeout(this.timer);
    if (!this.view) return;
    this.view = null;
    this.pageText = '';
    this.note = note;
  }

  back() {
    this.hide('');
    this.load();
  }

  /** @param {any} event */
  filter(event) {
    this.which = event.detail.value;
    this.currentId = this.visible[0]?.itemId ?? '';
  }

  /** @param {any} event */
  pick(event) {
    this.currentId = event.currentTarget.dataset.id;
    this.itemMessage = '';
  }

  next() {
    const all = this.visible;
    const at = all.findIndex((item) => item.itemId === this.currentId);
    this.currentId = (all[at + 1] ?? all[0])?.itemId ?? '';
    this.itemMessage = '';
  }

  /** @param {any} event */
  async save(event) {
    const after = this.visible[this.visible.findIndex((item) => item.itemId === this.currentId) + 1]?.itemId;
    await this.decideAll([event.detail]);
    if (!this.itemMessage && after) this.currentId = after;
  }

  /** Plain facts about her, neither health nor free words, may be given together. */
  async givePlain() {
    await this.decideAll(this.plain.map((item) => ({ ...item, decision: 'Disclose' })));
  }

  /** @param {any[]} decisions */
  async decideAll(decisions) {
    const { requestId } = this.view;
    const result = { busy: false, message: '' };
    await attempt(result, async () => {
      await decide({ requestId, decisions: decisions.map(forApex) });
      this.show(await open({ requestId }));
    });
    this.itemMessage = result.message;
  }

  /** @param {any} event */
  async answerDispute(event) {
    const { requestId } = this.view;
    await attempt(this, async () => {
      await dispute({ requestId, answer: event.detail.value });
      this.show(await open({ requestId }));
    });
  }

  async preview() {
    await attempt(this, async () => {
      this.pageText = '';
      const page = await preview({ requestId: this.view.requestId });
      this.pageText = page;
    });
  }

  async make() {
    const { requestId } = this.view;
    await attempt(this, async () => {
      await make({ requestId });
      this.show(await open({ requestId }));
      this.note = 'The answer is made.';
    });
  }

  /** @param {any} event */
  async saveDocument(event) {
    const documentId = event.currentTarget.dataset.id;
    await attempt(this, async () => {
      const { fileName, body } = await documentOf({ documentId });
      saveText(fileName, body);
      this.note = 'Saved. It is recorded that you opened it.';
    });
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
  get isGathered() {
    return Boolean(this.view?.gatheredAt);
  }
  get gatherLabel() {
    return this.isGathered ? 'Look for what is new' : 'Gather the copy';
  }
  get items() {
    return this.view?.items ?? [];
  }
  get plain() {
    return this.items.filter(
      (item) => !item.decision && item.about === this.view.about && !item.health && !item.freeWords && item.part === 'Facts'
    );
  }
  get hasPlain() {
    return this.plain.length > 0;
  }
  get plainLabel() {
    return `Give the ${this.plain.length} plain facts about her`;
  }
  get visible() {
    return this.items
      .filter((item) => FILTERS[this.which](item, this.view.about))
      .map((item) => ({ ...item, state: decisionWords(item.decision), isCurrent: item.itemId === this.currentId ? 'true' : 'false' }));
  }
  get current() {
    return this.items.find((item) => item.itemId === this.currentId);
  }
  get progress() {
    const decided = this.items.filter((item) => item.decision && item.decision !== 'For the lead').length;
    return `${decided} of ${this.items.length} decided`;
  }
  get leadLine() {
    return this.view.leadConfirmed ? `Decided by the lead: ${this.view.leadItems}.` : 'The lead has not confirmed yet.';
  }
  get secondLine() {
    if (!this.view.secondNeeded) return 'No second reader is needed so far.';
    return this.view.secondReadAt ? 'A second person has read it.' : 'A second person must read the answer.';
  }
  get filters() {
    return [
      { value: 'undecided', label: 'To decide' },
      { value: 'health', label: 'Health' },
      { value: 'others', label: 'About others' },
      { value: 'all', label: 'All' }
    ];
  }
  get yesNo() {
    return ['Yes', 'No'].map((value) => ({ value, label: value }));
  }
  get nothingHere() {
    return this.isGathered && this.visible.length === 0;
  }
  get mayNotMake() {
    return this.busy || Boolean(this.view?.waitsFor);
  }
}

/**
 * What Apex knows of an item; what the screen added for itself stays here.
 * @param {any} item
 */
function forApex(item) {
  const own = { ...item };
  delete own.state;
  delete own.isCurrent;
  return own;
}
