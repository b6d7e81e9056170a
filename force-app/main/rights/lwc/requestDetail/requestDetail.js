// @ts-check
import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import choices from '@salesforce/apex/RequestDeskController.choices';
import detail from '@salesforce/apex/RequestDeskController.detail';
import letter from '@salesforce/apex/RequestDeskController.letter';
import { countdown, wish } from 'c/countdown';
import { written } from 'c/days';
import { attempt } from 'c/errors';
import { familyPage } from 'c/pages';
import { stepName } from 'c/requestForms';
import { OUTSIDE } from 'c/words';

const WARNINGS = {
  PARTNER: 'A partner asks. That may be pressure on her. Speak to her alone, in a safe way, before anything is sent.',
  PARTNER_DIED:
    'A partner asks about a woman who has died. What she told us may put others at risk: speak to a lead before anything is sent.',
  DEMANDED: 'Somebody else makes her ask. That may be an offence: do not send it before you have spoken to her.',
  NO_FAMILY: 'No family has this code. Find out who she is before you go on.',
  DIED: 'The person has died. The right ended, and we still keep what was told us safe. You decide, with your own reason. The days are our own aim.',
  CHILD: 'Some of this was given when the person was a child. That speaks for deleting it: give it extra weight.',
  RULES_CHANGED: 'A number of the rules was changed since it came. The days given then still hold.'
};
const LETTERS = [
  ['acknowledgement', 'We have what you asked for'],
  ['identity', 'Please show us that it is you'],
  ['authority', 'Please show that you may ask for her'],
  ['question', 'What do you mean?'],
  ['extension', 'We need more time'],
  ['lift', 'The lock will end'],
  ['answer', 'Our answer'],
  ['policy', 'Our policy']
].map(([value, label]) => ({ value, label }));

/** One request: how much time is left, what comes next, what was done. */
export default class RequestDetail extends NavigationMixin(LightningElement) {
  outside = OUTSIDE;
  /** @type {string} */
  @api
  get requestId() {
    return this._requestId;
  }
  set requestId(value) {
    this._requestId = value;
    this.load();
  }
  _requestId = '';

  /** @type {any} */
  detail = null;
  /** @type {any} */
  choices = null;
  familyUrl = '';
  message = '';
  note = '';
  other = '';
  added = '';
  letter = '';
  letterKind = '';
  busy = false;
  focusPending = true;

  async load() {
    await attempt(this, async () => {
      this.choices = this.choices ?? (await choices());
      this.detail = await detail({ requestId: this.requestId });
      const { clientId } = this.detail.row;
      this.familyUrl = clientId ? await this[NavigationMixin.GenerateUrl](familyPage(clientId)) : '';
    });
  }

  renderedCallback() {
    if (!this.focusPending || !this.detail) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('h2'))?.focus();
  }

  get loading() {
    return !this.detail && !this.message;
  }

  get row() {
    return this.detail.row;
  }

  get title() {
    return `${this.row.requestNumber}: ${wish(this.row.kind)}`;
  }

  get left() {
    return countdown(this.row);
  }

  get warnings() {
    return this.detail.warnings.map((key) => WARNINGS[key]);
  }

  get facts() {
    const {
      row,
      channel,
      requester,
      requesterName,
      relation,
      role,
      about,
      worker,
      codeTyped,
      processor,
      purpose,
      askIdentityBy,
      extensionNoticeBy,
      locked,
      lockGround
    } = this.detail;
    const day = (value) => (value ? written(value) : '');
    return [
      ['Family', row.code ?? codeTyped],
      ['Reached us on', day(row.receivedOn)],
      ['How', channel],
      ['Who asks', [requester === 'Self' ? 'She herself' : requester, requesterName, relation].filter(Boolean).join(', ')],
      ['Asks after the death as', role],
      ['Whose data', worker ? `One of us: ${worker}` : about],
      ['Keep it from', processor],
      ['Use', purpose],
      ['We aim for', day(row.targetOn)],
      ['Ask who she is by', day(askIdentityBy)],
      ['Tell her of more time by', day(extensionNoticeBy)],
      ['Locked', locked ? ['Yes: do not use', lockGround].filter(Boolean).join('. ') : '']
    ]
      .filter(([, value]) => value)
      .map(([name, value]) => ({ name, value }));
  }

  get first() {
    return this.detail.next[0];
  }

  get firstLabel() {
    return stepName(this.first);
  }

  get others() {
    return this.detail.next.slice(1).map((kind) => ({ value: kind, label: stepName(kind) }));
  }

  get letters() {
    return LETTERS;
  }

  get steps() {
    return this.detail.steps.map((step) => ({
      ...step,
      name: stepName(step.kind),
      factWords: step.facts.join(' · '),
      moved: step.oldDueOn || step.newDueOn ? `From ${dayOrNone(step.oldDueOn)} to ${dayOrNone(step.newDueOn)}` : ''
    }));
  }

  get nothingDone() {
    return this.detail.steps.length === 0;
  }

  /** @param {any} event */
  openFamily(event) {
    event.preventDefault();
    this[NavigationMixin.Navigate](familyPage(this.row.clientId));
  }

  takeFirst() {
    this.take(this.first);
  }

  /** @param {string} kind */
  take(kind) {
    if (kind === 'Copy') this[NavigationMixin.Navigate]({ type: 'standard__navItemPage', attributes: { apiName: 'Confide_Copies' } });
    else this.form.ask(kind);
  }

  /** @param {any} event */
  takeOther(event) {
    this.other = event.detail.value;
    this.take(this.other);
  }

  get form() {
    return /** @type {any} */ (this.template?.querySelector('c-request-step'));
  }

  /** @param {any} event */
  async taken(event) {
    this.note = event.detail.warning || 'Written down.';
    this.other = '';
    await this.load();
    this.dispatchEvent(new CustomEvent('changed'));
  }

  /** @param {any} event */
  writeAdded(event) {
    this.added = event.detail.value;
  }

  /** @param {any} event */
  async write(event) {
    this.letterKind = event.detail.value;
    await attempt(this, async () => {
      this.letter = await letter({ requestId: this.requestId, kind: this.letterKind, added: this.added });
    });
  }
}

/** @param {string | undefined} value */
function dayOrNone(value) {
  return value ? written(value) : 'no due day';
}
