// @ts-check
import { api, LightningElement } from 'lwc';
import choices from '@salesforce/apex/ShareOutsideController.choices';
import keepBack from '@salesforce/apex/ShareOutsideController.keepBack';
import propose from '@salesforce/apex/ShareOutsideController.propose';
import share from '@salesforce/apex/ShareOutsideController.share';
import shareStanding from '@salesforce/apex/ShareOutsideController.shareStanding';
import choicesOfConcern from '@salesforce/apex/SharingOfConcernController.choices';
import keepBackOfConcern from '@salesforce/apex/SharingOfConcernController.keepBack';
import proposeOfConcern from '@salesforce/apex/SharingOfConcernController.propose';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { EXPLICIT, groupsOf, isSpecial, ON_CONSENT, plain, ticked } from 'c/sharedDetails';

const RECOGNISED = '6(1)(ea) Recognised interest';
const SAFEGUARDING = 'Schedule 1 paragraph 18 Safeguarding';
const WAYS = {
  agreed: 'She said yes: share it now',
  standing: 'She agreed to this before: share it now',
  propose: 'Without her yes: ask a safeguarding lead',
  keepBack: 'Nothing is shared: write down why',
  urgent: 'It was shared already, in an emergency'
};
const WHAT_HAPPENS = {
  agreed: 'It is written down as shared today, with your name. Then it cannot be changed. You send it yourself, by the way you chose.',
  standing: 'It is written down as shared today, with your name. Then it cannot be changed. You send it yourself, by the way you chose.',
  propose: 'Nothing is shared yet. A safeguarding lead gets a notice that says nothing, reads your reasons, and decides.',
  keepBack: 'It is written down that nothing was shared, with your reason. Then it cannot be changed.'
};
const ACTIONS = { agreed: share, propose, keepBack };
/** Because of a concern another of those who handle it decides: a lead, or a trustee where it is about a lead. */
const OF_CONCERN = {
  propose: 'Without a yes: somebody else who handles it decides',
  proposed:
    'Nothing is shared yet. Somebody else who handles this concern gets a notice that says nothing, reads your reasons, and decides.'
};
const ACTIONS_OF_CONCERN = { propose: proposeOfConcern, keepBack: keepBackOfConcern };

/**
 * Sharing something with somebody outside, step by step: who, what, why, and what will happen. Of a family, on its page; or because
 * of a concern, on the page of that concern: then it opens at its first step and says `close` when it is left.
 */
export default class ShareOutside extends LightningElement {
  /** @type {string} */
  @api recordId = '';
  /** The concern it is shared because of, if it is. @type {string} */
  @api concernId = '';

  /** @type {any} */
  lists = null;
  message = '';
  busy = false;
  /** 'start', 'what', 'why', 'check' or 'done' */
  step = 'closed';
  way = '';
  /** @type {any} */
  form = {};
  /** @type {any} */
  receipt = null;
  focusPending = false;

  connectedCallback() {
    if (this.concernId) this.begin();
  }

  get closed() {
    return this.step === 'closed' && !this.concernId;
  }
  get starting() {
    return this.step === 'start' && Boolean(this.lists?.may);
  }
  get refused() {
    return this.step === 'start' && this.lists && !this.lists.may;
  }
  get loading() {
    return this.step === 'start' && !this.lists && !this.message;
  }
  get askingWhat() {
    return this.step === 'what';
  }
  get askingWhy() {
    return this.step === 'why';
  }
  get checking() {
    return this.step === 'check';
  }
  get finished() {
    return this.step === 'done';
  }
  get urgent() {
    return this.step === 'urgent';
  }
  get isStanding() {
    return this.way === 'standing';
  }
  get isKeepBack() {
    return this.way === 'keepBack';
  }
  get asksWhatWent() {
    return this.way !== 'keepBack';
  }

  get ways() {
    const may = {
      agreed: this.lists.agreed.length > 0,
      standing: this.lists.standing.length > 0,
      propose: true,
      keepBack: true,
      urgent: true
    };
    const words = this.concernId ? { ...WAYS, propose: OF_CONCERN.propose } : WAYS;
    return Object.keys(WAYS)
      .filter((value) => may[value])
      .map((value) => ({ value, label: words[value] }));
  }

  get neverAsked() {
    return this.lists.agreed.length === 0 && !this.concernId;
  }

  get purposes() {
    return (this.way === 'agreed' ? this.lists.agreed : this.lists.purposes).map(plain);
  }

  get standingOptions() {
    return this.lists.standing.map(({ standingId, recipient, purpose, categories }) => ({
      value: standingId,
      label: `${recipient}: ${purpose} (${categories})`
    }));
  }

  /** The details kind by kind, each a group of boxes. */
  get groups() {
    return groupsOf(this.lists.details, this.form.details);
  }

  get needsInterest() {
    return this.form.basis === RECOGNISED;
  }
  get needsRequest() {
    return this.needsInterest && this.form.interest === 'On request for a public task';
  }
  get needsTask() {
    return this.needsRequest || this.form.basis === '6(1)(e) Public task';
  }
  get needsCheck() {
    return this.needsRequest || (this.needsInterest && this.form.interest === 'Crime');
  }
  get needsProtects() {
    return this.form.condition === SAFEGUARDING || (this.needsInterest && this.form.interest === 'Safeguarding');
  }
  get isAdultAtRisk() {
    return this.needsProtects && this.form.protects === 'An adult at risk';
  }
  get notTold() {
    return !this.form.personTold;
  }

  get bases() {
    return this.lists.bases.filter(({ value }) => value !== ON_CONSENT).map(plain);
  }
  get conditions() {
    return this.lists.conditions.filter(({ value }) => value !== EXPLICIT).map(plain);
  }
  get positions() {
    return this.lists.positions.filter(({ value }) => value !== 'Given').map(plain);
  }

  get whatHappens() {
    return this.concernId && this.way === 'propose' ? OF_CONCERN.proposed : WHAT_HAPPENS[this.way];
  }

  get summary() {
    const name = (list, wanted) => list.find(({ value }) => value === wanted)?.label ?? '';
    const standing = this.lists.standing.find(({ standingId }) => standingId === this.form.standingId);
    return [
      { term: 'Who receives it', text: standing?.recipient ?? name(this.lists.recipients, this.form.recipientId) },
      { term: 'What for', text: standing?.purpose ?? name(this.lists.purposes, this.form.purpose) },
      { term: 'Which details', text: (this.form.details ?? []).join(', ') },
      { term: 'How', text: this.form.method },
      { term: 'Reason', text: this.form.reason ?? this.form.necessity }
    ].filter(({ text }) => text);
  }

  async begin() {
    this.lists = null;
    this.form = { details: [], personTold: false };
    this.way = '';
    this.go('start');
    await attempt(this, async () => {
      const { concernId, recordId } = this;
      this.lists = concernId ? await choicesOfConcern({ concernId }) : await choices({ clientId: recordId });
      this.focusPending = true;
    });
  }

  close() {
    this.step = 'closed';
    this.message = '';
    this.dispatchEvent(new CustomEvent('close'));
  }

  /** @param {any} event */
  change(event) {
    const { name, type } = event.target;
    this.form = { ...this.form, [name]: type === 'checkbox' ? event.detail.checked : event.detail.value };
  }

  /** @param {any} event */
  chooseWay(event) {
    this.way = event.detail.value;
  }

  /** @param {any} event */
  tick(event) {
    const details = ticked(this.lists.details, this.form.details ?? [], event.target.dataset.kind, event.detail.value);
    this.form = { ...this.form, details };
  }

  next() {
    if (!valid(this.template)) return;
    this.message = '';
    if (this.step === 'start') this.go(this.way === 'urgent' ? 'urgent' : 'what');
    else if (this.step === 'what' && this.asksWhatWent && this.form.details.length === 0) {
      this.message = 'Tick at least one detail. Share no more than they need.';
    } else if (this.step === 'what') this.go(this.way === 'propose' ? 'why' : 'check');
    else this.go('check');
  }

  back() {
    const before = { what: 'start', why: 'what', check: this.way === 'propose' ? 'why' : 'what', urgent: 'start' };
    this.message = '';
    this.go(before[this.step]);
  }

  async confirm() {
    await attempt(this, async () => {
      this.receipt = await this.send(this.request());
      this.go('done');
    });
  }

  /** @param {any} request */
  send(request) {
    const { concernId } = this;
    if (concernId) return ACTIONS_OF_CONCERN[this.way]({ concernId, request });
    return this.isStanding ? shareStanding({ standingId: this.form.standingId, request }) : ACTIONS[this.way]({ request });
  }

  request() {
    const request = { ...this.form };
    delete request.standingId;
    if (this.way === 'agreed') {
      request.basis = ON_CONSENT;
      request.condition = isSpecial(this.lists.details, request.details) ? EXPLICIT : null;
    }
    return this.concernId ? request : { ...request, clientId: this.recordId };
  }

  /** @param {string} step */
  go(step) {
    this.step = step;
    this.focusPending = true;
  }

  /** Each step opens with its heading: the keyboard follows to it. */
  renderedCallback() {
    if (!this.focusPending) return;
    const target = /** @type {any} */ (this.template?.querySelector('.step'));
    if (!target) return;
    this.focusPending = false;
    target.focus();
  }
}
