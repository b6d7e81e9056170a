// @ts-check
import { api, LightningElement } from 'lwc';
import openNotes from '@salesforce/apex/ContactNotesController.open';
import kinds from '@salesforce/apex/ContactTimelineController.kinds';
import page from '@salesforce/apex/ContactTimelineController.page';
import purposes from '@salesforce/apex/PersonalDetailsController.purposes';
import { attempt } from 'c/errors';
import { hideWhenLeft } from 'c/hiding';
import { onLogged } from 'c/logged';

const ALL = '';
const MOST_NOTES = 100;

/** What happened with a family, newest first, a page at a time; what was written about it only through the doorway. */
export default class ContactTimeline extends LightningElement {
  /** The family's file. @type {string} */
  @api
  get recordId() {
    return this._recordId;
  }
  set recordId(value) {
    this._recordId = value;
    this.kind = ALL;
    this.start();
  }
  _recordId = '';

  /** @type {any[] | null} */
  contacts = null;
  more = false;
  kind = ALL;
  kinds = [{ value: ALL, label: 'All' }];
  /** @type {{ value: string, label: string }[]} */
  purposes = [];
  purpose = '';
  message = '';
  note = '';
  busy = false;
  notesOpen = false;
  /** @type {any} */
  timer;
  focusOn = '';
  stopListening = () => {};

  hideByItself = () => this.closeNotes('The notes are hidden again.');
  stopWatching = () => {};

  connectedCallback() {
    this.stopWatching = hideWhenLeft(this.hideByItself);
    this.stopListening = onLogged((recordId) => recordId === this.recordId && this.start());
    this.loadChoices();
  }

  disconnectedCallback() {
    this.stopWatching();
    this.stopListening();
    this.closeNotes('');
  }

  async loadChoices() {
    await attempt(this, async () => {
      const [found, reasons] = await Promise.all([kinds(), purposes()]);
      this.kinds = [{ value: ALL, label: 'All' }, ...found.map(({ value, label }) => ({ value, label }))];
      this.purposes = reasons.map(({ value, label }) => ({ value, label }));
    });
  }

  /** Reads the newest anew. */
  async start() {
    this.closeNotes('');
    const { recordId, kind } = this;
    if (!recordId) return;
    await this.read(recordId, kind, null);
  }

  /**
   * @param {string} recordId
   * @param {string} kind
   * @param {string | null} afterId
   */
  async read(recordId, kind, afterId) {
    await attempt(this, async () => {
      const part = await page({ clientId: recordId, kind, afterId });
      if (recordId !== this.recordId || kind !== this.kind) return;
      const fresh = part.contacts.map(present);
      this.contacts = afterId ? [...(this.contacts ?? []), ...fresh] : fresh;
      this.more = part.more;
      this.focusOn = afterId ? fresh[0]?.id : '';
    });
  }

  async showOlder() {
    const last = this.contacts?.[this.contacts.length - 1];
    await this.read(this.recordId, this.kind, last.id);
  }

  /** @param {any} event */
  async chooseKind(event) {
    this.kind = event.detail.value;
    await this.start();
  }

  /** @param {any} event */
  choosePurpose(event) {
    this.purpose = event.detail.value;
  }

  async openNotes() {
    const field = /** @type {any} */ (this.template?.querySelector('.why'));
    if (!field.reportValidity()) return;
    const { recordId } = this;
    const contactIds = (this.contacts ?? []).filter(({ words }) => words === '').map(({ id }) => id);
    this.note = '';
    if (contactIds.length === 0) {
      this.note = 'All notes of these lines are open.';
      return;
    }
    await attempt(this, async () => {
      const asked = contactIds.slice(0, MOST_NOTES);
      const answer = await openNotes({ clientId: recordId, contactIds: asked, purpose: this.purpose });
      if (!answer.opened) this.message = answer.message;
      else if (this.isConnected && recordId === this.recordId && document.visibilityState !== 'hidden') this.show(answer, asked);
    });
  }

  /**
   * @param {any} answer
   * @param {string[]} asked
   */
  show(answer, asked) {
    const written = new Map(answer.notes.map(({ contactId, summary }) => [contactId, summary]));
    this.contacts = (this.contacts ?? []).map((contact) => {
      const words = written.get(contact.id) ?? 'Nothing was written.';
      return asked.includes(contact.id) ? { ...contact, words } : contact;
    });
    this.notesOpen = true;
    const open = answer.notes.filter(({ waits }) => !waits).length;
    this.note = `Recorded. ${open === 1 ? 'One note is' : `${open} notes are`} open; they hide after five minutes.`;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.hideByItself, answer.closesAfterSeconds * 1000);
  }

  hideNotes() {
    this.closeNotes('The notes are hidden again.');
  }

  /** @param {string} note what to say after hiding; nothing when none were open */
  closeNotes(note) {
    clearTimeout(this.timer);
    if (!this.notesOpen) return;
    this.notesOpen = false;
    this.contacts = (this.contacts ?? []).map((contact) => ({ ...contact, words: '' }));
    this.note = note;
  }

  renderedCallback() {
    if (!this.focusOn) return;
    const target = /** @type {any} */ (this.template?.querySelector(`[data-id="${this.focusOn}"]`));
    this.focusOn = '';
    target?.focus();
  }

  get loading() {
    return !this.contacts && !this.message;
  }

  get hasContacts() {
    return (this.contacts?.length ?? 0) > 0;
  }

  get count() {
    const shown = this.contacts?.length ?? 0;
    if (shown === 0) return '';
    if (shown === 1 && !this.more) return 'One is shown; there are no others.';
    return this.more ? `The newest ${shown} are shown; there are older ones.` : `All ${shown} are shown, the newest first.`;
  }

  get emptyWords() {
    return this.kind === ALL ? 'None yet. Log the first one with the button above, also when nobody answered.' : 'None of this kind.';
  }
}

/** @param {any} contact */
function present(contact) {
  return { ...contact, words: '', what: whatHappened(contact), who: whoAndHowLong(contact) };
}

/** @param {any} contact */
function whatHappened({ kind, direction, reached, withWhom }) {
  const toUs = direction === 'To us';
  if (!reached && !toUs) return `${kind}: tried, no answer`;
  return `${kind} ${toUs ? 'from' : 'with'} ${String(withWhom ?? 'Parent').toLowerCase()}`;
}

/** @param {any} contact */
function whoAndHowLong({ worker, minutes }) {
  return [worker, minutes ? `${minutes} minutes` : ''].filter(Boolean).join(', ');
}
