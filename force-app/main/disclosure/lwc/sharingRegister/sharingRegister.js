// @ts-check
import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import answerNotice from '@salesforce/apex/SharingRegisterController.answerNotice';
import decide from '@salesforce/apex/SharingDecisionController.decide';
import rows from '@salesforce/apex/SharingRegisterController.rows';
import secondLook from '@salesforce/apex/SharingReviewController.secondLook';
import told from '@salesforce/apex/SharingRegisterController.told';
import tellLater from '@salesforce/apex/SharingRegisterController.tellLater';
import urgentChoices from '@salesforce/apex/UrgentSharingController.choices';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { today } from 'c/days';

const STATES = {
  Draft: { label: 'Begun', pill: 'pill' },
  Proposed: { label: 'To decide', pill: 'pill pill_warning' },
  'Not shared': { label: 'Not shared', pill: 'pill' },
  Shared: { label: 'Shared', pill: 'pill pill_good' },
  Reviewed: { label: 'Shared and looked at', pill: 'pill pill_good' }
};
const NOTICES = {
  Withdrawal: 'Tell them: she took her yes back',
  Correction: 'Tell them: something was put right',
  Erasure: 'Tell them: she asked to delete it',
  Restriction: 'Tell them: it is locked, or open again'
};
const REASONS = ['Cannot be given', 'Not reasonable to obtain', 'Would prejudice protection'];

/** What was shared outside and what was decided against: by code, each reads what is hers to read. */
export default class SharingRegister extends LightningElement {
  /** @type {any[] | null} */
  list = null;
  code = '';
  message = '';
  busy = false;
  /** @type {any} the row that is open */
  chosen = null;
  mode = '';
  /** @type {any} */
  form = {};
  focusPending = false;
  /** @type {{ value: string, label: string }[]} */
  recipients = [];

  connectedCallback() {
    this.load();
  }

  async load() {
    await attempt(this, async () => {
      this.list = present(await rows({ code: this.code || null }));
    });
  }

  get loading() {
    return !this.list && !this.message;
  }
  get empty() {
    return this.list?.length === 0;
  }
  get some() {
    return (this.list?.length ?? 0) > 0;
  }
  get deciding() {
    return this.mode === 'decide';
  }
  get reviewing() {
    return this.mode === 'review';
  }
  get telling() {
    return this.mode === 'tell';
  }
  get answering() {
    return this.mode === 'recipient';
  }
  get recipientAnswers() {
    return [
      { value: 'told', label: 'They have been told' },
      { value: 'not', label: 'They are not told' }
    ];
  }
  get isNotTold() {
    return this.form.answer === 'not';
  }
  get fillsIn() {
    return this.reviewing && this.chosen.emergency;
  }
  get reasons() {
    return REASONS.map((value) => ({ value, label: value }));
  }
  get answers() {
    return [
      { value: 'yes', label: 'Share it' },
      { value: 'no', label: 'Do not share it' }
    ];
  }
  get tellAnswers() {
    return [
      { value: 'told', label: 'She has been told' },
      { value: 'later', label: 'Not safe yet: look again later' }
    ];
  }
  get isLater() {
    return this.form.answer === 'later';
  }
  get isTold() {
    return this.form.answer === 'told';
  }

  /** @param {any} event */
  change(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
  }

  /** @param {any} event */
  filter(event) {
    this.code = event.detail.value ?? '';
    if (!this.code || this.code.replace(/[\s-]/g, '').length === 8) this.load();
  }

  /** @param {any} event */
  open(event) {
    const { id, mode } = event.currentTarget.dataset;
    this.chosen = this.list?.find(({ sharingId }) => sharingId === id) ?? null;
    this.mode = mode;
    this.form = { toldOn: today() };
    this.message = '';
    this.focusPending = true;
    if (this.fillsIn) this.loadRecipients();
  }

  async loadRecipients() {
    await attempt(this, async () => {
      const { recipients } = await urgentChoices();
      this.recipients = recipients.map(({ value, label }) => ({ value, label }));
    });
  }

  close() {
    this.chosen = null;
    this.mode = '';
  }

  async save() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      const receipt = await this.send();
      this.close();
      this.dispatchEvent(new ShowToastEvent({ title: receipt.message, variant: 'success' }));
      await this.load();
    });
  }

  send() {
    const { sharingId } = this.chosen;
    const { answer, reason, finding, necessity, withoutConsentReason, toldOn, lookAgainOn } = this.form;
    if (this.deciding) return decide({ sharingId, isShared: answer === 'yes', request: { reason } });
    if (this.answering) {
      const isTold = answer === 'told';
      return answerNotice({ noticeId: this.chosen.noticeId, isTold, toldOn, reason: reason ?? null });
    }
    if (this.reviewing) {
      const request = this.fillsIn ? { necessity, withoutConsentReason, recipientId: this.form.recipientId } : null;
      return secondLook({ sharingId, finding, request });
    }
    return answer === 'told' ? told({ sharingId, toldOn }) : tellLater({ sharingId, lookAgainOn });
  }

  renderedCallback() {
    if (!this.focusPending) return;
    const target = /** @type {any} */ (this.template?.querySelector('.panel h3'));
    if (!target) return;
    this.focusPending = false;
    target.focus();
  }
}

/** @param {any[]} data */
function present(data) {
  return data.map((row) => ({
    ...row,
    title: `${row.sharingNumber}${row.code ? `, family ${row.code}` : ''}`,
    stateLabel: STATES[row.status]?.label ?? row.status,
    pill: STATES[row.status]?.pill ?? 'pill',
    what: row.details || row.categories,
    with: row.withoutConsent ? 'without her consent' : 'with her consent',
    tellThem: NOTICES[row.noticeKind] ?? '',
    facts: [
      ['What is told', row.whatWasShared],
      ['To weigh', row.toWeigh],
      ['Harm feared', row.harmRisk],
      ['Why needed', row.necessity],
      ['Reason of the law', row.withoutConsentReason],
      ['Basis', [row.basis, row.interest].filter(Boolean).join(', ')],
      ['Condition', row.condition],
      ['Decision', row.reason],
      ['Not told because', row.toldOn ? '' : row.notToldReason],
      ['Second look', row.finding]
    ]
      .filter(([, text]) => text)
      .map(([term, text]) => ({ term, text }))
  }));
}
