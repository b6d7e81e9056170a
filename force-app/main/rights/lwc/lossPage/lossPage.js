// @ts-check
import { api, LightningElement } from 'lwc';
import page from '@salesforce/apex/LossDeskController.page';
import take from '@salesforce/apex/LossDeskController.take';
import { attempt, sentence } from 'c/errors';
import { nextStep } from 'c/lossWords';
import { hoursLeft } from 'c/timeLeft';
import { FIRST, ORDER, STEPS } from './steps';

const MINUTE = 60_000;
const WAYS = ['Phone', 'E-mail', 'Post', 'In person', 'Text'].map((value) => ({ value, label: value }));
const COMMISSION = ['Reported', 'Not reported'].map((value) => ({ value, label: value }));
const FOLLOWS = [
  { value: 'Yes', label: 'Yes: the rest follows' },
  { value: 'No', label: 'No: it is whole' }
];

/** One loss: the hours that run, what happened, and the steps in their order. */
export default class LossPage extends LightningElement {
  /** @type {string} */
  @api lossId = '';

  /** @type {any} */
  view = null;
  kind = '';
  note = '';
  /** What kept the page from loading. */
  fault = '';
  /** What kept a step from being saved. */
  message = '';
  busy = false;
  focusPending = true;
  now = Date.now();
  /** @type {any} */
  ticking;

  connectedCallback() {
    this.ticking = setInterval(() => {
      this.now = Date.now();
    }, MINUTE);
    this.load();
  }

  disconnectedCallback() {
    clearInterval(this.ticking);
  }

  async load() {
    this.fault = '';
    try {
      this.view = await page({ lossId: this.lossId });
    } catch (error) {
      this.view = null;
      this.fault = sentence(error);
    }
  }

  renderedCallback() {
    if (!this.focusPending || !this.view) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('[data-title]'))?.focus();
  }

  /** @param {any} event */
  async start(event) {
    const { kind } = event.target.dataset;
    this.kind = '';
    this.note = '';
    this.message = '';
    // The form begins anew for each step.
    await Promise.resolve();
    this.kind = kind;
  }

  stop() {
    this.kind = '';
  }

  /** @param {any} event */
  async save(event) {
    const { people, records, reached, follows, categories, ...wish } = event.detail;
    await attempt(this, async () => {
      await take({
        lossId: this.lossId,
        step: {
          ...wish,
          kind: this.kind,
          people: people ? Number(people) : null,
          records: records ? Number(records) : null,
          categories: categories?.length ? categories.join(';') : null,
          restFollows: follows === 'Yes',
          reachedFamily: reached === 'Yes'
        }
      });
      this.kind = '';
      this.note = 'Saved.';
      this.focusPending = true;
      await this.load();
    });
  }

  back() {
    this.dispatchEvent(new CustomEvent('back'));
  }

  get loading() {
    return !this.view && !this.fault;
  }

  get row() {
    return this.view.loss;
  }

  get minutes() {
    return Math.floor((Date.parse(this.row.Report_By__c) - this.now) / MINUTE);
  }

  get isDecided() {
    return this.view.row.minutesLeft === null || this.view.row.minutesLeft === undefined;
  }

  get countdown() {
    const { regulator } = this.view;
    if (this.row.Reported__c) return `Reported to the ${regulator}.`;
    if (this.isDecided) return `Decided: not reported to the ${regulator}.`;
    const hint = 'Nights, weekends and holidays count.';
    return this.minutes < 0
      ? `${hoursLeft(this.minutes)}. Report it to the ${regulator} now, and say why it is late.`
      : `${hoursLeft(this.minutes)} to report it to the ${regulator}. ${hint}`;
  }

  get countdownNote() {
    if (this.isDecided) return 'note note_good';
    return this.minutes < 0 ? 'note note_error' : 'note note_warning';
  }

  get waitsForLead() {
    return this.row.Reached_Family__c && !this.row.Lead_At__c;
  }

  get facts() {
    const row = this.row;
    return [
      { label: 'We knew', at: row.Aware_At__c },
      { label: 'Report by', at: row.Report_By__c },
      { label: 'Found by', text: row.Processor__r?.Name },
      { label: 'Locked with a code', text: row.Code_Locked__c },
      { label: 'Kinds of data', text: row.Data_Categories__c?.split(';').join(', ') },
      { label: 'People, about', text: row.People_Affected__c },
      { label: 'Records, about', text: row.Records_Affected__c },
      { label: 'What was done', text: row.Action__c },
      { label: 'What may come of it', text: row.Effects__c },
      { label: 'Risk', text: row.Risk__c },
      { label: 'What the lead decided', text: row.Lead_Action__c },
      { label: 'Charity Commission', text: row.Charity_Commission__c }
    ].filter(({ text, at }) => (text !== undefined && text !== null) || at);
  }

  get next() {
    return nextStep(this.view.row.nextStep);
  }

  get actions() {
    const { decides, leads, row } = this.view;
    const kinds = ORDER.filter((kind) => (kind === 'Lead' ? leads && this.row.Reached_Family__c : decides));
    const first = row.nextStep === 'lead' && !leads ? 'Risk' : FIRST[row.nextStep];
    const open = row.nextStep === 'nothing' ? kinds.filter((kind) => kind === 'Note') : kinds;
    return open.map((kind) => ({ kind, label: STEPS[kind].button, variant: first === kind ? 'brand' : 'neutral' }));
  }

  get step() {
    return this.kind ? STEPS[this.kind] : null;
  }

  get lists() {
    return {
      risks: this.view.risks,
      categories: this.view.categories,
      ways: WAYS,
      commission: COMMISSION,
      follows: FOLLOWS,
      yes: [{ value: 'Yes', label: 'Yes, or it may have' }]
    };
  }

  get steps() {
    return (this.view.steps ?? []).map((one) => ({ ...one, who: one.By__r?.Name ?? '' }));
  }

  get noSteps() {
    return this.steps.length === 0;
  }
}
