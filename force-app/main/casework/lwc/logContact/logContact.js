// @ts-check
import { api, LightningElement, wire } from 'lwc';
import log from '@salesforce/apex/SupportContactController.log';
import options from '@salesforce/apex/SupportContactController.options';
import notAgreed from '@salesforce/label/c.Confide_Contact_Not_Agreed';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { attempt, sentence } from 'c/errors';
import { valid } from 'c/forms';

const NOBODY = 'Nobody';
const DIRECTIONS = { 'To us': 'The family did', 'From us': 'We did' };

/** Six fields for a visit, a call or a message, answered or not. */
export default class LogContact extends LightningElement {
  /** @type {string} */
  @api recordId = '';

  /** @type {{ value: string, label: string }[]} */
  kinds = [];
  /** @type {{ value: string, label: string }[]} */
  directions = [];
  /** @type {{ value: string, label: string }[]} */
  people = [];
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

  /** @param {any} event */
  change(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
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
    const { withWhom, minutes, ...rest } = this.form;
    const reached = withWhom !== NOBODY;
    return {
      ...rest,
      clientId: this.recordId,
      reached,
      withWhom: reached ? withWhom : 'Parent',
      minutes: minutes === '' ? null : Number(minutes)
    };
  }
}

function blank() {
  return { happenedAt: new Date().toISOString(), kind: '', direction: '', withWhom: '', minutes: '', summary: '' };
}

/** @param {any[]} list what a wire gave is frozen, and a combobox wants plain objects */
function copy(list) {
  return (list ?? []).map(({ value, label }) => ({ value, label }));
}
