// @ts-check
import { api, LightningElement } from 'lwc';
import choices from '@salesforce/apex/LogRequestController.choices';
import log from '@salesforce/apex/LogRequestController.log';
import { wish } from 'c/countdown';
import { today, written } from 'c/days';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

const TICKS = ['personDied', 'demandedByOther', 'aboutMe', 'aboutOfficer'];
const REQUESTERS = {
  Self: 'She herself',
  Parent: 'A parent, for a child',
  Representative: 'Somebody who acts for her',
  Other: 'Somebody else'
};
const ABOUTS = { Parent: 'Hers', Partner: 'Her partner’s', 'Baby or child': 'A baby’s or child’s', Other: 'Somebody else’s' };
const CAUTION = 'Please do not tell this person whether we know her. We ask her first, alone. A partner may ask under pressure on her.';
const CAUTION_DIED = 'Please do not tell this person whether we know her. We first see whether this person may ask.';
const NO_KIND = 'Please choose what she wants. You can choose more than one.';

/** Anybody writes down that somebody asks about her data. The answer does not say whether we know the family. */
export default class LogRequest extends LightningElement {
  /** A family's file, when it is asked for from there. @type {string} */
  @api clientId = '';

  /** @type {any} */
  choices = null;
  form = blank();
  /** Sent again with a retry, so that a slow line makes no second request. */
  key = crypto.randomUUID();
  /** @type {any} */
  receipt = null;
  message = '';
  busy = false;

  async connectedCallback() {
    await attempt(this, async () => {
      this.choices = await choices();
    });
  }

  get loading() {
    return !this.choices && !this.message;
  }

  get ready() {
    return this.choices && !this.receipt;
  }

  get asksForCode() {
    return !this.clientId;
  }

  get today() {
    return today();
  }

  get kinds() {
    return this.choices.kinds.map(({ value }) => ({ value, words: wish(value), chosen: this.form.kinds.includes(value) }));
  }

  get objects() {
    return this.form.kinds.includes('Objection');
  }

  get another() {
    return this.form.requester !== 'Self';
  }

  get caution() {
    return this.form.personDied && this.form.about === 'Parent' ? CAUTION_DIED : CAUTION;
  }

  get requesters() {
    return named(this.choices.requesters, REQUESTERS);
  }

  get abouts() {
    return named(this.choices.abouts, ABOUTS);
  }

  get lines() {
    return this.receipt.requests.map(({ requestNumber, kind, dueOn }) => ({
      requestNumber,
      words: dueOn ? `${wish(kind)}: to be answered by ${written(dueOn)}` : wish(kind)
    }));
  }

  /** @param {any} event */
  change(event) {
    const { name } = event.target;
    this.form = { ...this.form, [name]: TICKS.includes(name) ? event.detail.checked : event.detail.value };
  }

  /** @param {any} event */
  tick(event) {
    const { kind } = event.target.dataset;
    const rest = this.form.kinds.filter((one) => one !== kind);
    this.form = { ...this.form, kinds: event.detail.checked ? [...rest, kind] : rest };
  }

  async save() {
    if (this.form.kinds.length === 0) {
      this.message = NO_KIND;
      return;
    }
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      this.receipt = await log({ request: { ...this.form, clientId: this.clientId, requestKey: this.key } });
      this.dispatchEvent(new CustomEvent('logged'));
    });
  }

  again() {
    this.receipt = null;
    this.form = blank();
    this.key = crypto.randomUUID();
    this.dispatchEvent(new CustomEvent('again'));
  }
}

function blank() {
  return {
    code: '',
    kinds: /** @type {string[]} */ ([]),
    words: '',
    receivedOn: today(),
    channel: '',
    requester: 'Self',
    requesterName: '',
    requesterRelation: '',
    about: 'Parent',
    personDied: false,
    processorId: '',
    purpose: '',
    demandedByOther: false,
    aboutMe: false,
    aboutOfficer: false
  };
}

/**
 * @param {{ value: string, label: string }[]} options
 * @param {Record<string, string>} words
 */
function named(options, words) {
  return options.map(({ value, label }) => ({ value, label: words[value] ?? label }));
}
