// @ts-check
import { api, LightningElement, wire } from 'lwc';
import add from '@salesforce/apex/CaseDocumentsController.add';
import choices from '@salesforce/apex/CaseDocumentsController.choices';
import documents from '@salesforce/apex/CaseDocumentsController.documents';
import { attempt, sentence } from 'c/errors';
import { KEPT_KINDS, sent, TOO_BIG } from 'c/fileChoice';
import { valid } from 'c/forms';
import { curtain, isStillHere } from 'c/hiding';

const FORM = 'Consent form';
/** A consent is hers: the form is about her. */
const ABOUT = 'Parent';

/**
 * The form she signed: one of the family's consent forms, or one that is attached now. To list them and to add one are
 * recorded looks. Tells its parent by the event "choose" with the document's id.
 */
export default class SignedForm extends LightningElement {
  /** @type {string} the family's file */
  @api recordId = '';

  /** @type {any} */
  lists = null;
  purpose = '';
  /** @type {any[] | null} her consent forms, once they were asked for */
  rows = null;
  attaching = false;
  receivedOn = '';
  /** @type {File | null} */
  chosen = null;
  /** @type {string} which form is put to her decision */
  keptId = '';
  message = '';
  note = '';
  busy = false;
  accepted = KEPT_KINDS;
  watch = curtain((note) => {
    if (this.rows) this.note = note;
    this.rows = null;
  });

  @wire(choices)
  wired({ data, error }) {
    if (error) this.message = sentence(error);
    if (data) this.lists = data;
  }

  disconnectedCallback() {
    this.watch.stop();
  }

  get isClosed() {
    return this.lists !== null && !this.rows && !this.attaching && !this.keptId;
  }

  get isEmpty() {
    return this.rows?.length === 0;
  }

  /** @param {any} event */
  choosePurpose(event) {
    this.purpose = event.detail.value;
  }

  async list() {
    if (!valid(this.template, '.purpose')) return;
    const { recordId: clientId, purpose } = this;
    this.note = '';
    const answer = await attempt(this, () => documents({ clientId, purpose }));
    if (!answer) return;
    if (!answer.opened) {
      this.message = answer.message;
      return;
    }
    if (!isStillHere(this)) return;
    this.rows = answer.documents.filter(({ kind }) => kind === FORM);
    this.watch.opened(answer.closesAfterSeconds);
  }

  /** @param {any} event */
  use(event) {
    this.put(event.currentTarget.dataset.id, 'The form is put to her decision.');
  }

  attach() {
    this.attaching = true;
    this.rows = null;
    this.chosen = null;
    this.message = '';
    this.note = '';
  }

  cancel() {
    this.attaching = false;
    this.message = '';
  }

  /** @param {any} event */
  setDay(event) {
    this.receivedOn = event.detail.value;
  }

  /** @param {any} event */
  chooseFile(event) {
    this.chosen = event.detail.files?.[0] ?? null;
    this.message = this.isTooBig() ? TOO_BIG : '';
  }

  async keep() {
    if (!valid(this.template)) return;
    if (!this.chosen || this.isTooBig()) {
      this.message = this.chosen ? TOO_BIG : 'Choose the file.';
      return;
    }
    const { recordId: clientId, chosen, receivedOn } = this;
    const outcome = await attempt(this, async () => {
      const upload = { kind: FORM, about: ABOUT, receivedOn, ...(await sent(/** @type {File} */ (chosen))) };
      return add({ clientId, upload });
    });
    if (!outcome) return;
    if (!outcome.saved) {
      this.message = outcome.message;
      return;
    }
    this.attaching = false;
    this.put(outcome.addedId, 'The form is kept and put to her decision.');
  }

  another() {
    this.put('', '');
  }

  /**
   * @param {string} id
   * @param {string} note
   */
  put(id, note) {
    this.keptId = id;
    this.rows = null;
    this.message = '';
    this.note = note;
    this.dispatchEvent(new CustomEvent('choose', { detail: { id } }));
  }

  isTooBig() {
    return this.chosen !== null && this.chosen.size > this.lists.largest;
  }
}
