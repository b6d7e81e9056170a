// @ts-check
import { LightningElement } from 'lwc';
import leavers from '@salesforce/apex/LeaverReturnsController.leavers';
import listAgain from '@salesforce/apex/LeaverReturnsController.listAgain';
import settle from '@salesforce/apex/LeaverReturnsController.settle';
import { sentence } from 'c/errors';

const RETURNED = 'Returned';
const LOST = 'Lost';
const BACK = 'Works with us again';
const QUESTIONS = {
  [RETURNED]: 'It came back. You cannot take the tick back.',
  'Had none': 'She never had one. You cannot take the tick back.',
  [LOST]: 'It is lost. The data protection officer is told, without a name. You cannot take the tick back.',
  [BACK]: 'She works with us again and keeps it. You cannot take the tick back.'
};

/** What workers who left have to give back: each thing until somebody says what became of it. Empty when there is none. */
export default class LeaverReturns extends LightningElement {
  /** @type {any[]} */
  found = [];
  asked = { itemId: '', outcome: '' };
  returnedOn = '';
  message = '';
  note = '';
  busy = false;

  async connectedCallback() {
    await this.attempt(() => this.load());
  }

  async load() {
    this.found = await leavers();
  }

  /** @param {any} event */
  ask(event) {
    const { id, outcome } = event.currentTarget.dataset;
    this.asked = { itemId: id, outcome };
    this.returnedOn = this.today;
    this.note = '';
  }

  forget() {
    this.asked = { itemId: '', outcome: '' };
  }

  /** @param {any} event */
  changeDay(event) {
    this.returnedOn = event.detail.value;
  }

  async settle() {
    const day = /** @type {any} */ (this.template?.querySelector('lightning-input'));
    if (day && !day.reportValidity()) {
      day.focus();
      return;
    }
    const { itemId, outcome } = this.asked;
    await this.attempt(async () => {
      await settle({ tick: { itemId, outcome, returnedOn: outcome === RETURNED ? this.returnedOn : null } });
      this.forget();
      await this.load();
      this.note = this.open === 0 ? 'Ticked off. Nothing more has to come back.' : `Ticked off. Still to come: ${this.open}.`;
    });
  }

  /** @param {any} event */
  async again(event) {
    const { id } = event.currentTarget.dataset;
    await this.attempt(async () => {
      await listAgain({ itemId: id });
      await this.load();
      this.note = 'It is on the list again.';
    });
  }

  /** @param {() => Promise<void>} work */
  async attempt(work) {
    this.busy = true;
    this.message = '';
    this.note = '';
    try {
      await work();
    } catch (error) {
      this.message = sentence(error);
    } finally {
      this.busy = false;
    }
  }

  get some() {
    return this.found.length > 0;
  }

  get open() {
    return this.found.flatMap(({ items }) => items).filter(({ outcome }) => !outcome).length;
  }

  get today() {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  get leavers() {
    return this.found.map((leaver) => {
      const open = leaver.items.filter(({ outcome }) => !outcome);
      return {
        ...leaver,
        left: open.length === 0 ? '(all settled)' : `(${open.length} still to come)`,
        items: leaver.items.map((item) => this.present(item, leaver, open))
      };
    });
  }

  /**
   * @param {any} item
   * @param {any} leaver
   * @param {any[]} open what she still has to give back
   */
  present(item, leaver, open) {
    const asked = item.itemId === this.asked.itemId;
    const outcomes = [RETURNED, 'Had none', LOST, ...(leaver.backAgain ? [BACK] : [])];
    return {
      ...item,
      stillThere: item.stillThere?.join(', '),
      pill: item.outcome === LOST ? 'pill pill_error' : 'pill pill_good',
      choices: item.outcome || asked ? [] : outcomes.map((value) => ({ value, label: value })),
      mayList: Boolean(item.outcome) && !open.some(({ kind }) => kind === item.kind),
      asked,
      question: QUESTIONS[this.asked.outcome],
      needsDay: this.asked.outcome === RETURNED
    };
  }
}
