// @ts-check
import { api, LightningElement } from 'lwc';
import agree from '@salesforce/apex/StandingConsentsController.agree';
import finish from '@salesforce/apex/StandingConsentsController.finish';
import shareStanding from '@salesforce/apex/ShareOutsideController.shareStanding';
import view from '@salesforce/apex/StandingConsentsController.view';
import { today } from 'c/days';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { groupsOf, plain, ticked } from 'c/sharedDetails';

const HEADINGS = { agree: 'What does she agree to?', use: 'Share now', finish: 'She ends it' };
const WHAT_HAPPENS = {
  agree: 'From today, this may be shared with them in one step. It rests on her yes, and ends with it. She can end it any day.',
  use: 'It is written down as shared today, with your name. Then it cannot be changed. You send it yourself, by the way you chose.',
  finish: 'From now on nothing is shared under it. What went before stays written down, and so does this.'
};

/** Standing consents on a family's page: what may be shared in one step, with what ended the others. */
export default class StandingConsents extends LightningElement {
  /** @type {string} */
  @api recordId = '';

  /** @type {any} */
  view = null;
  message = '';
  done = '';
  busy = false;
  /** 'agree', 'use', 'finish' or nothing */
  mode = '';
  /** @type {any} the row that is used or ended */
  chosen = null;
  /** @type {any} */
  form = {};
  focusPending = false;

  connectedCallback() {
    this.load();
  }

  async load() {
    await attempt(this, async () => {
      this.view = await view({ clientId: this.recordId });
    });
  }

  get loading() {
    return !this.view && !this.message;
  }
  get empty() {
    return this.view.rows.length === 0;
  }
  get neverAsked() {
    return this.view.agreed.length === 0;
  }
  get agreeing() {
    return this.mode === 'agree';
  }
  get using() {
    return this.mode === 'use';
  }
  get finishing() {
    return this.mode === 'finish';
  }
  get ticks() {
    return this.agreeing || this.using;
  }
  get heading() {
    return this.chosen ? `${HEADINGS[this.mode]}: ${this.chosen.recipient}, ${this.chosen.purpose}` : HEADINGS[this.mode];
  }
  get whatHappens() {
    return WHAT_HAPPENS[this.mode];
  }
  get tickLead() {
    return this.agreeing ? 'Tick what she agreed to, and no more.' : 'Tick each detail that goes. Share no more than they need.';
  }
  get recipients() {
    return this.view.recipients.map(plain);
  }
  get purposes() {
    return this.view.agreed.map(plain);
  }
  get methods() {
    return this.view.methods.map(plain);
  }

  get rows() {
    return this.view.rows.map((row) => ({
      ...row,
      state: row.open ? 'In force' : row.endedOn ? 'Ended' : 'Not in force',
      pill: row.open ? 'pill pill_good' : 'pill'
    }));
  }

  /** What may be ticked: everything when she agrees, the kinds she agreed to when it is used. */
  get details() {
    const kinds = this.chosen?.categories.split(', ');
    return this.view.details.filter(({ category }) => !kinds || kinds.includes(category));
  }
  get groups() {
    return groupsOf(this.details, this.form.details);
  }

  begin() {
    this.go('agree', null);
  }

  /** @param {any} event */
  open(event) {
    const { id, mode } = event.currentTarget.dataset;
    this.go(
      mode,
      this.view.rows.find(({ standingId }) => standingId === id)
    );
  }

  /**
   * @param {string} mode
   * @param {any} chosen
   */
  go(mode, chosen) {
    this.mode = mode;
    this.chosen = chosen;
    this.form = { details: [], saidOn: today() };
    this.message = '';
    this.done = '';
    this.focusPending = true;
  }

  leave() {
    this.mode = '';
    this.chosen = null;
  }

  /** @param {any} event */
  change(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
  }

  /** @param {any} event */
  tick(event) {
    const details = ticked(this.details, this.form.details, event.target.dataset.kind, event.detail.value);
    this.form = { ...this.form, details };
  }

  async save() {
    if (!valid(this.template)) return;
    if (this.ticks && this.form.details.length === 0) {
      this.message = 'Tick at least one detail.';
      return;
    }
    await attempt(this, async () => {
      this.done = await this.send();
      this.leave();
      this.view = await view({ clientId: this.recordId });
    });
  }

  /** @returns {Promise<string>} what to say when it is done */
  async send() {
    const { details, recipientId, purpose, endsOn, method, whatWasShared, saidOn, reason } = this.form;
    if (this.agreeing) {
      await agree({ request: { clientId: this.recordId, recipientId, purpose, details, endsOn: endsOn || null } });
      return 'It is written down. It may be shared in one step from now on.';
    }
    const { standingId } = this.chosen;
    if (this.using) {
      const receipt = await shareStanding({ standingId, request: { details, method, whatWasShared } });
      return `${receipt.message} Its number is ${receipt.sharingNumber}.`;
    }
    await finish({ standingId, saidOn, reason: reason || null });
    return 'It has ended. Nothing more is shared under it.';
  }

  /** What opens begins with its heading: the keyboard follows to it. */
  renderedCallback() {
    if (!this.focusPending) return;
    const target = /** @type {any} */ (this.template?.querySelector('.step'));
    if (!target) return;
    this.focusPending = false;
    target.focus();
  }
}
