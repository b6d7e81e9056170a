// @ts-check
import { api, LightningElement, wire } from 'lwc';
import add from '@salesforce/apex/CaseDocumentsController.add';
import choices from '@salesforce/apex/CaseDocumentsController.choices';
import documents from '@salesforce/apex/CaseDocumentsController.documents';
import file from '@salesforce/apex/CaseDocumentsController.file';
import { attempt, sentence } from 'c/errors';
import { KEPT_KINDS, sent, TOO_BIG } from 'c/fileChoice';
import { valid } from 'c/forms';
import { hideWhenLeft } from 'c/hiding';

const PICTURES = { jpg: 'image/jpeg', png: 'image/png' };

/** A family's documents: closed until asked for, by kind and day; each list, each file and each new one is a recorded look. */
export default class CaseDocuments extends LightningElement {
  /** @type {string} the family's file */
  @api
  get recordId() {
    return this._recordId;
  }
  set recordId(value) {
    if (value !== this._recordId) this.close('');
    this._recordId = value;
  }
  _recordId = '';

  /** @type {any} */
  lists = null;
  purpose = '';
  /** @type {any[] | null} */
  rows = null;
  /** @type {any} the document that is open */
  opened = null;
  adding = false;
  /** @type {any} what is typed */
  form = {};
  /** @type {any} the chosen file */
  chosen = null;
  message = '';
  note = '';
  busy = false;
  focusPending = false;
  /** @type {any} */
  timer;

  accepted = KEPT_KINDS;
  hide = () => this.close('Hidden. Open again when you need it: each look is recorded.');
  stopWatching = () => {};

  @wire(choices)
  wired({ data, error }) {
    if (error) this.message = sentence(error);
    if (data) this.lists = data;
  }

  connectedCallback() {
    this.stopWatching = hideWhenLeft(this.hide);
  }

  disconnectedCallback() {
    this.stopWatching();
    this.close('');
  }

  /** @param {string} note what to say after hiding; nothing when there was nothing open */
  close(note) {
    clearTimeout(this.timer);
    if (!this.rows) return;
    this.rows = null;
    this.opened = null;
    this.note = note;
  }

  /** @param {any} event */
  choosePurpose(event) {
    this.purpose = event.detail.value;
  }

  async list() {
    if (!valid(this.template, '.purpose')) return;
    const { recordId: clientId, purpose } = this;
    const answer = await this.ask(() => documents({ clientId, purpose }));
    if (answer) this.rows = answer.documents.map((row) => ({ ...row, openLabel: `Open: ${row.kind}` }));
    if (answer) this.waitToClose(answer.closesAfterSeconds);
  }

  /** @param {any} event */
  async open(event) {
    const { recordId: clientId, purpose } = this;
    const { id: documentId } = event.target.dataset;
    const answer = await this.ask(() => file({ clientId, documentId, purpose }));
    if (!answer) return;
    this.opened = present(answer);
    this.focusPending = true;
    this.waitToClose(answer.closesAfterSeconds);
  }

  /**
   * @param {() => Promise<any>} question
   * @returns {Promise<any>} nothing when the door stays closed, or when she has left meanwhile
   */
  async ask(question) {
    this.note = '';
    const asked = this.recordId;
    const answer = await attempt(this, question);
    if (answer && !answer.opened) this.message = answer.message;
    return answer?.opened && this.isConnected && asked === this.recordId && document.visibilityState !== 'hidden' ? answer : undefined;
  }

  /** @param {number} seconds */
  waitToClose(seconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.close('Closed after five minutes. Open again when you need it.'), seconds * 1000);
  }

  renderedCallback() {
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('[data-opened]'))?.focus();
  }

  saveCopy() {
    const bytes = Uint8Array.from(atob(this.opened.base64), (letter) => letter.charCodeAt(0));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
    link.download = `${this.opened.title}.${this.opened.ending}`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  startAdding() {
    this.close('');
    this.adding = true;
    this.form = {};
    this.chosen = null;
    this.message = '';
    this.note = '';
  }

  cancel() {
    this.adding = false;
  }

  /** @param {any} event */
  write(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
  }

  /** @param {any} event */
  chooseFile(event) {
    this.chosen = event.detail.files?.[0] ?? null;
    this.message = this.chosen && this.chosen.size > this.lists.largest ? TOO_BIG : '';
  }

  async save() {
    if (!valid(this.template)) return;
    if (!this.chosen || this.chosen.size > this.lists.largest) {
      this.message = this.chosen ? TOO_BIG : 'Choose the file.';
      return;
    }
    const { recordId: clientId, chosen } = this;
    const outcome = await attempt(this, async () => {
      const upload = { ...this.form, ...(await sent(chosen)) };
      return add({ clientId, upload });
    });
    if (!outcome) return;
    if (!outcome.saved) {
      this.message = outcome.message;
      return;
    }
    this.adding = false;
    this.rows = null;
    this.note = 'The document was kept, titled with code and kind only.';
  }

  get canAdd() {
    return this.lists !== null && !this.adding;
  }

  get isClosed() {
    return this.lists !== null && !this.rows && !this.adding;
  }

  get isEmpty() {
    return this.rows?.length === 0;
  }
}

/** @param {string} base64 of text in UTF-8 */
function textOf(base64) {
  return decodeURIComponent([...atob(base64)].map((letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''));
}

/** @param {any} answer */
function present({ title, ending, base64 }) {
  const picture = PICTURES[ending];
  return {
    title,
    ending,
    base64,
    source: picture ? `data:${picture};base64,${base64}` : null,
    text: ending === 'txt' ? textOf(base64) : null,
    onlyToSave: !picture && ending !== 'txt'
  };
}
