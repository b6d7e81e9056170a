// @ts-check
import { api, LightningElement } from 'lwc';
import decide from '@salesforce/apex/NoticeExceptionController.decide';
import panel from '@salesforce/apex/NoticeExceptionController.panel';
import takeBack from '@salesforce/apex/NoticeExceptionController.takeBack';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

/** For the data protection officer: the law does not ask us to tell her, decided with a reason, and taken back with one. */
export default class NoticeException extends LightningElement {
  /** @type {any[]} */
  kinds = [];
  /** @type {any[]} */
  standing = [];
  loading = true;
  message = '';
  busy = false;
  /** @type {any} the family, or the decision that is taken back */
  chosen = null;
  /** @type {any} */
  form = {};
  focusPending = false;

  connectedCallback() {
    this.load();
  }

  /**
   * Opens the form for a family.
   * @param {{clientId: string, code: string}} row
   */
  @api
  ask(row) {
    this.chosen = row;
    this.form = { kind: '', reason: '', measure: '' };
    this.focusPending = true;
  }

  get some() {
    return this.standing.length > 0;
  }

  get deciding() {
    return !this.chosen?.referralId;
  }

  get heading() {
    return this.deciding ? 'No need to tell her' : 'Tell her after all';
  }

  renderedCallback() {
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('.panel h3'))?.focus();
  }

  async load() {
    await attempt(this, async () => {
      const { kinds, standing } = await panel();
      this.kinds = kinds.map((/** @type {any} */ kind) => ({ ...kind }));
      this.standing = standing;
    });
    this.loading = false;
  }

  /** @param {any} event */
  undo(event) {
    this.ask(this.standing.find(({ referralId }) => referralId === event.currentTarget.dataset.id));
  }

  leave() {
    this.chosen = null;
  }

  /** @param {any} event */
  change(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
  }

  async save() {
    if (!valid(this.template)) return;
    const { kind, reason, measure } = this.form;
    const { clientId, referralId } = this.chosen;
    await attempt(this, async () => {
      await (this.deciding ? decide({ clientId, kind, reason, measure }) : takeBack({ referralId, reason }));
      this.leave();
      this.dispatchEvent(new CustomEvent('decided'));
      await this.load();
    });
  }
}
