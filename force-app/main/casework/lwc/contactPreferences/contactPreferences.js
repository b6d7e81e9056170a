// @ts-check
import { api, LightningElement } from 'lwc';
import panel from '@salesforce/apex/SafeContactController.panel';
import save from '@salesforce/apex/SafeContactController.save';
import stillTheSame from '@salesforce/apex/SafeContactController.stillTheSame';
import talkedOver from '@salesforce/apex/SafeContactController.talkedOver';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { channelName, levelName, levelOptions, NO_SECOND_CALL, NOT_ALONE, ONE_NEUTRAL_CALL } from 'c/words';

const PILLS = { Yes: 'pill pill_good', 'Only if': 'pill pill_new', 'One neutral call': 'pill pill_warning', No: 'pill' };
const WORDS = ['safeDays', 'safeTimes', 'device', 'callerIdentity'];

/** How to contact her safely: what may be done on each channel today, and one tap when nothing has changed. */
export default class ContactPreferences extends LightningElement {
  /** @type {string} the family's file */
  @api
  get recordId() {
    return this._recordId;
  }
  set recordId(value) {
    this._recordId = value;
    this.edited = null;
    this.note = '';
    this.restOpen = false;
    this.load();
  }
  _recordId = '';

  /** @type {any} */
  data = null;
  message = '';
  note = '';
  busy = false;
  /** @type {any} the channel that is being changed, and what she says now */
  edited = null;
  focusPending = false;
  /** Whether the ways she was not asked about are shown. */
  restOpen = false;

  /** @type {any} */
  refreshing;

  /** A quick action over the page may have changed an answer. */
  connectedCallback() {
    this.refreshing = registerRefreshHandler(this, this.load);
  }

  disconnectedCallback() {
    unregisterRefreshHandler(this.refreshing);
  }

  async load() {
    const asked = this.recordId;
    if (!asked) return;
    await attempt(this, async () => {
      const data = await panel({ clientId: asked });
      if (asked === this.recordId) this.data = present(data);
    });
  }

  async confirmAll() {
    await this.change(() => stillTheSame({ clientId: this.recordId }), 'Noted: asked alone, still the same today.');
  }

  /** @param {any} event */
  async markTalkedOver(event) {
    const { contact } = event.target.dataset;
    await this.change(() => talkedOver({ contactId: contact }), 'Noted: talked over.');
  }

  /** @param {any} event */
  edit(event) {
    const way = this.data.ways.find(({ channel }) => channel === event.target.dataset.channel);
    this.edited = { channel: way.channel, label: way.label, allowed: way.allowed, contentLevel: String(way.contentLevel), askedAlone: '' };
    this.note = '';
    this.focusPending = true;
  }

  renderedCallback() {
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('[data-editing]'))?.focus();
  }

  cancel() {
    this.edited = null;
  }

  /** @param {any} event */
  write(event) {
    const { name } = event.target;
    const value = WORDS.includes(name) && event.detail.value === '' ? undefined : event.detail.value;
    this.edited = { ...this.edited, [name]: value };
  }

  async saveAnswer() {
    if (!valid(this.template)) return;
    const answer = { ...this.edited, contentLevel: Number(this.edited.contentLevel) };
    delete answer.label;
    await this.change(() => save({ clientId: this.recordId, answer }), 'Saved. It holds from now on.');
  }

  /**
   * @param {() => Promise<unknown>} work
   * @param {string} note what to say when it is done
   */
  async change(work, note) {
    const done = await attempt(this, async () => {
      await work();
      return true;
    });
    if (!done) return;
    this.edited = null;
    await this.load();
    this.note = note;
  }

  get loading() {
    return !this.data && !this.message;
  }

  toggleRest() {
    this.restOpen = !this.restOpen;
  }

  get restLabel() {
    const { length } = this.data.rest;
    return `${this.restOpen ? 'Hide' : 'Show'} ${length} not asked about: no`;
  }

  get restOpenText() {
    return String(this.restOpen);
  }

  get levels() {
    return levelOptions();
  }

  get editingConditions() {
    return this.edited?.allowed === 'Only if';
  }

  get editingWords() {
    return this.edited?.allowed === 'Yes' || this.editingConditions;
  }

  /** What to know before contact: each with its list; "as before" leaves what stands. */
  get details() {
    return WORDS.map((name) => ({
      name,
      label: this.data.words[name].label,
      options: [{ value: '', label: 'As before' }, ...this.data.words[name].options],
      value: this.edited[name] ?? ''
    }));
  }

  get canConfirm() {
    return this.data?.mayEdit && this.data.isAnswered;
  }
}

/** @param {any} data */
function present(data) {
  const ways = data.ways.map((way) => ({
    ...way,
    label: channelName(way.channel),
    pill: PILLS[way.use] ?? 'pill',
    rule: ruleOf(way),
    editLabel: `Change: ${channelName(way.channel)}`
  }));
  return {
    ...data,
    ways,
    known: ways.filter(isKnown),
    rest: ways.filter((way) => !isKnown(way)),
    hasRest: !ways.every(isKnown),
    isAnswered: ways.some(({ allowed }) => allowed !== 'Unknown'),
    words: wordsOf(data.words),
    hasStale: ways.some(({ stale, allowed }) => stale && allowed !== 'No'),
    followUps: data.followUps.map((one) => ({ ...one, what: one.kind.toLowerCase() })),
    hasFollowUps: data.followUps.length > 0
  };
}

/** @param {any[]} words what may be said about a channel besides, with its list @returns {any} by name */
function wordsOf(words) {
  return Object.fromEntries(
    words.map(({ name, label, options }) => [name, { label, options: options.map((one) => ({ value: one.value, label: one.label })) }])
  );
}

/** What she answered, and the one call that may ask her, stand open; all else means no. @param {any} way */
function isKnown({ channel, allowed }) {
  return allowed !== 'Unknown' || channel === 'Call';
}

/** @param {any} way one channel's rule @returns {string} what to do, in a sentence */
function ruleOf({ channel, use, allowed, stale, askAlone, contentLevel, neutralCallMade }) {
  const say = `We may say: ${levelName(contentLevel).toLowerCase()}.`;
  if (use === 'One neutral call') {
    const why = stale ? 'The answer is out of date.' : 'She was not asked yet.';
    return `${why} ${ONE_NEUTRAL_CALL}`;
  }
  if (neutralCallMade) return NO_SECOND_CALL;
  if (use === 'Only if') return `Open the details to see when. ${say}`;
  if (use === 'Yes') return channel === 'Home visit' ? '' : say;
  if (stale && allowed !== 'No') return 'The answer is out of date: ask her again.';
  if (askAlone) return NOT_ALONE;
  return allowed === 'Unknown' ? 'She was not asked yet.' : '';
}
