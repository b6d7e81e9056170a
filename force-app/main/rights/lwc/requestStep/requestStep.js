// @ts-check
import { api, LightningElement } from 'lwc';
import step from '@salesforce/apex/RequestDeskController.step';
import { today } from 'c/days';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { DETAILS, FORMS, stepOf, WEIGHED } from 'c/requestForms';

const LABELS = {
  text: 'Note',
  dayOf: 'On which day?',
  value: 'The family’s code',
  question: 'A short name for the question, such as “which years”',
  openQuestion: 'Which question?',
  everything: 'She wants everything',
  systems: 'Where did you look?',
  terms: 'For which words?',
  rangeFrom: 'From which day on?',
  rangeTo: 'Until which day?',
  hours: 'How many hours did it take?',
  leftOut: 'What was left out, and why is that fair?',
  recipientId: 'Who?',
  decision: 'What did you decide?',
  channel: 'By which safe way?',
  competence: 'What did you find?',
  ground: 'Why may it be used?',
  lockGround: 'On which ground?',
  dataSet: 'Which set?',
  result: 'What becomes of it?',
  setGround: 'Why does it go, or stay?',
  childWeighed: 'It was given when the person was a child, and I gave that extra weight',
  reviewOn: 'If it is kept: look again on',
  weighed: 'What do you decide?',
  purpose: 'Which use?',
  method: 'How did she say it?',
  detailName: 'Which detail?',
  detailValue: 'What is right?',
  where: 'Where does the opinion stand?',
  alone: 'She was alone when I asked her',
  role: 'In what role does this person ask?'
};
const LONG = ['text', 'systems', 'terms', 'leftOut'];
const TICKS = ['everything', 'alone', 'childWeighed'];
const DAYS = ['dayOf', 'rangeFrom', 'rangeTo', 'reviewOn'];

/** The form of one step of a request. */
export default class RequestStep extends LightningElement {
  /** @type {string} */
  @api requestId = '';
  /** Lists to choose from. @type {any} */
  @api choices = null;
  /** @type {string[]} */
  @api openSets = [];
  /** @type {string[]} */
  @api openQuestions = [];

  kind = '';
  /** @type {Record<string, any> | null} */
  form = null;
  message = '';
  busy = false;
  focusPending = false;

  /** @param {string} kind */
  @api
  ask(kind) {
    this.kind = kind;
    this.form = { dayOf: FORMS[kind].fields.includes('dayOf*') ? today() : '' };
    this.message = '';
    this.focusPending = true;
  }

  renderedCallback() {
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('.panel h3'))?.focus();
  }

  get title() {
    return FORMS[this.kind].label;
  }

  get hint() {
    return FORMS[this.kind].hint;
  }

  get fields() {
    const { fields, names } = FORMS[this.kind];
    return fields.map((written) => {
      const name = written.replace('*', '');
      const options = this.optionsOf(name);
      return {
        name,
        required: written.endsWith('*'),
        label: names?.[name] ?? LABELS[name],
        value: this.form?.[name] ?? (TICKS.includes(name) ? false : ''),
        options,
        isChoice: options !== null,
        isLong: LONG.includes(name),
        isTick: TICKS.includes(name),
        type: DAYS.includes(name) ? 'date' : name === 'hours' ? 'number' : 'text',
        max: DAYS.includes(name) && name !== 'reviewOn' ? today() : undefined
      };
    });
  }

  /** @param {string} name @returns {any[] | null} */
  optionsOf(name) {
    const { recipients, decisions, answerChannels, competences, grounds, lockGrounds, setGrounds, results, roles, purposes, methods } =
      this.choices ?? {};
    const lists = {
      recipientId: recipients,
      decision: decisions,
      channel: answerChannels,
      competence: competences,
      ground: grounds,
      lockGround: lockGrounds,
      setGround: setGrounds,
      result: results,
      role: roles,
      purpose: purposes,
      method: methods,
      weighed: WEIGHED,
      detailName: DETAILS,
      dataSet: this.openSets.map(plain),
      openQuestion: this.openQuestions.map(plain)
    };
    return name in lists ? (lists[name] ?? []) : null;
  }

  /** @param {any} event */
  change(event) {
    const { name } = event.target;
    this.form = { ...this.form, [name]: TICKS.includes(name) ? event.detail.checked : event.detail.value };
  }

  @api
  leave() {
    this.form = null;
  }

  async save() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      const warning = await step({ requestId: this.requestId, step: stepOf(this.kind, this.form ?? {}) });
      this.leave();
      this.dispatchEvent(new CustomEvent('taken', { detail: { warning: warning ?? '' } }));
    });
  }
}

/** @param {string} value */
function plain(value) {
  return { value, label: value };
}
