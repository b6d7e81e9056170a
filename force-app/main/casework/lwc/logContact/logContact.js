// @ts-check
import { api, LightningElement, wire } from 'lwc';
import log from '@salesforce/apex/SupportContactController.log';
import onBehalf from '@salesforce/apex/SupportContactController.onBehalf';
import options from '@salesforce/apex/SupportContactController.options';
import notAgreed from '@salesforce/label/c.Confide_Contact_Not_Agreed';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { attempt, sentence } from 'c/errors';
import { valid } from 'c/forms';

const NOBODY = 'Nobody';
const ME = 'me';
const TO_US = 'To us';
const DIRECTIONS = { [TO_US]: 'The family did', 'From us': 'We did' };

/** Six fields for a visit, a call or a message, answered or not; one more for who works on paper. */
export default class LogContact extends LightningElement {
  /** @type {string} */
  @api recordId = '';

  /** @type {{ value: string, label: string }[]} */
  kinds = [];
  /** @type {{ value: string, label: string }[]} */
  directions = [];
  /** @type {{ value: string, label: string }[]} */
  people = [];
  /** @type {{ value: string, label: string }[]} those of her team without a login who support this family */
  onPaper = [];
  form = blank();
  busy = false;
  message = '';

  @wire(options)
  wired({ data, error }) {
    if (error) this.message = sentence(error);
    if (!data) return;
    this.kinds = copy(data.kinds);
    this.directions = copy(data.directions).map(({ value, label }) => ({ value, label: DIRECTIONS[value] ?? label }));
    this.people = [...copy(data.withWhom), { value: NOBODY, label: 'Tried, no answer' }];
  }

  async connectedCallback() {
    try {
      this.onPaper = copy(await onBehalf({ clientId: this.recordId }));
    } catch (error) {
      this.message = sentence(error);
    }
  }

  /** @param {any} event */
  change(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
    if (this.form.direction === TO_US && this.form.withWhom === NOBODY) this.form = { ...this.form, withWhom: '' };
  }

  async save() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      const told = await log({ request: this.request() });
      this.form = blank();
      this.dispatchEvent(
        new ShowToastEvent(told === notAgreed ? { title: told, variant: 'warning', mode: 'sticky' } : { title: told, variant: 'success' })
      );
      this.dispatchEvent(new CustomEvent('logged'));
    });
  }

  request() {
    const { withWhom, minutes, workerId, ...rest } = this.form;
    const reached = withWhom !== NOBODY;
    return {
      ...rest,
      clientId: this.recordId,
      workerId: workerId === ME ? null : workerId,
      reached,
      withWhom: reached ? withWhom : 'Parent',
      minutes: minutes === '' ? null : Number(minutes)
    };
  }

  /** Who got in touch with us did not try in vain; and nobody knows who it was that rang and was not answered. */
  get others() {
    return this.form.direction === TO_US ? this.people.filter(({ value }) => value !== NOBODY) : this.people;
  }

  get hasOthers() {
    return this.onPaper.length > 0;
  }

  get workers() {
    return [{ value: ME, label: 'I did' }, ...this.onPaper];
  }
}

function blank() {
  return { workerId: ME, happenedAt: new Date().toISOString(), kind: '', direction: '', withWhom: '', minutes: '', summary: '' };
}

/** @param {any[]} list what a wire gave is frozen, and a combobox wants plain objects */
function copy(list) {
  return (list ?? []).map(({ value, label }) => ({ value, label }));
}
