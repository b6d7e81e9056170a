// @ts-check
import { LightningElement } from 'lwc';
import registers from '@salesforce/apex/RegisterDeskController.registers';
import takeStep from '@salesforce/apex/RegisterDeskController.step';
import { attempt } from 'c/errors';

const REASON = { name: 'words', label: 'Your own reason. No names.', area: true, required: true };
/** @type {Record<string, any>} */
const FORMS = {
  decide: {
    title: 'Decide to delete old entries',
    hint: 'A second person must agree. Then seven days pass in which it can be stopped. What a claim, an open request or a concern may need stays.',
    save: 'Decide',
    done: 'Decided. A second person is needed now.'
  },
  agree: {
    title: 'Agree to delete old entries',
    hint: 'After seven days they are deleted for good. Until then it can be stopped.',
    save: 'Agree',
    done: 'Agreed. Seven days run from today.'
  },
  stop: {
    title: 'Stop it',
    hint: 'The entries stay. In a month they are listed again.',
    save: 'Stop it',
    done: 'Stopped. The entries stay.'
  }
};
/** @type {Record<string, string>} */
const STEPS = { Due: 'Their time is up', Decided: 'Waits for a second person', Agreed: 'Seven days run' };

/** Old entries of registers: requests, complaints, looks and the like, each by a rule of its own. */
export default class OldEntries extends LightningElement {
  /** @type {any[] | null} */
  answer = null;
  /** @type {{ step: string, row: any } | null} */
  form = null;
  message = '';
  done = '';
  busy = false;

  connectedCallback() {
    this.load(() => registers(), '');
  }

  /**
   * @param {() => Promise<any>} work
   * @param {string} done
   */
  async load(work, done) {
    const answer = await attempt(this, work);
    if (answer) {
      this.answer = answer;
      this.form = null;
      this.done = done;
    }
  }

  get loading() {
    return this.busy && !this.answer;
  }

  get rows() {
    return (this.answer ?? []).map((row) => ({
      ...row,
      stepText: STEPS[row.step] ?? row.step,
      countText: row.held ? `${row.entries}, of which ${row.held} held` : `${row.entries}`,
      buttons: [...(row.mayDecide ? ['decide'] : []), ...(row.mayAgree ? ['agree'] : []), ...(row.mayStop ? ['stop'] : [])].map((step) => ({
        step,
        key: `${row.disposalId} ${step}`,
        label: FORMS[step].save,
        spoken: `${FORMS[step].save}: ${row.register}`
      }))
    }));
  }

  get hasRows() {
    return this.rows.length > 0;
  }

  get isEmpty() {
    return Boolean(this.answer) && !this.hasRows;
  }

  get definition() {
    if (!this.form) return null;
    const { title, hint, save } = FORMS[this.form.step];
    return { title: `${title}: ${this.form.row.register}`, hint, save, fields: [REASON] };
  }

  /** @param {any} event */
  open(event) {
    const { step, row } = event.currentTarget.dataset;
    this.form = { step, row: this.rows.find(({ disposalId }) => disposalId === row) };
    this.message = '';
    this.done = '';
  }

  close() {
    this.form = null;
    this.message = '';
  }

  /** @param {any} event */
  save(event) {
    const form = this.form;
    if (!form) return;
    const reason = event.detail.words ?? '';
    this.load(() => takeStep({ disposalId: form.row.disposalId, step: form.step, reason }), FORMS[form.step].done);
  }
}
