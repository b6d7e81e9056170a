// @ts-check
import { api, LightningElement } from 'lwc';
import page from '@salesforce/apex/ComplaintDeskController.page';
import take from '@salesforce/apex/ComplaintDeskController.take';
import { today } from 'c/days';
import { attempt, sentence } from 'c/errors';
import { daysLeft } from 'c/timeLeft';
import { OUTSIDE } from 'c/words';
import { LATER, NOW, STEPS } from './steps';

const DAY = 86_400_000;

/** One complaint: their words, what is due, the safe ways to reply, and the steps. */
export default class ComplaintPage extends LightningElement {
  outside = OUTSIDE;
  /** @type {string} */
  @api complaintId = '';

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

  connectedCallback() {
    this.load();
  }

  async load() {
    this.fault = '';
    try {
      this.view = await page({ complaintId: this.complaintId });
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
    await attempt(this, async () => {
      await take({ complaintId: this.complaintId, step: { ...event.detail, kind: this.kind } });
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
    return this.view.complaint;
  }

  get isOpen() {
    return !this.row.Outcome_On__c;
  }

  get facts() {
    const { Complainant__c: name, Complainant_Kind__c: who, Reply_To__c: reply, Paper__c: paper, Outcome__c: outcome } = this.row;
    return [
      { label: 'Who', text: [who, name].filter(Boolean).join(', ') },
      { label: 'How to reply', text: reply },
      { label: 'Where the letter is', text: paper },
      { label: 'Looked into by', text: this.view.handlerName },
      { label: 'Outcome', text: outcome }
    ].filter(({ text }) => text);
  }

  get dues() {
    const row = this.row;
    const acknowledged = Boolean(row.Acknowledged_On__c);
    return [
      { label: 'We aim to say that we have it', day: acknowledged ? null : row.Acknowledge_Target_On__c },
      { label: 'The law: say that we have it', day: acknowledged ? null : row.Acknowledge_Safely_By__c },
      { label: 'Give news', day: row.Next_Update_On__c },
      { label: 'We aim to answer', day: row.Target_On__c },
      { label: 'Unanswered, it goes up', day: row.Passed_Up_On__c ? null : row.Escalate_On__c }
    ]
      .filter(({ day }) => day)
      .map((due) => {
        const days = Math.round((Date.parse(due.day) - Date.parse(today())) / DAY);
        return { ...due, left: daysLeft(days), pill: `pill ${days < 0 ? 'pill_error' : ''}` };
      });
  }

  get ways() {
    return this.view.ways.map((way) => ({
      ...way,
      words: way.open ? (way.askFirst ? 'only if; ask who supports her' : 'yes') : 'no',
      pill: `pill ${way.open ? (way.askFirst ? 'pill_warning' : 'pill_good') : 'pill_error'}`
    }));
  }

  get actions() {
    if (!this.isOpen) return [{ ...STEPS.Note, kind: 'Note', label: STEPS.Note.button, variant: 'neutral' }];
    const first = NOW(this.row);
    // A name is written once, and afterwards put right by those who may.
    const left = this.view.mayCorrect ? 'About' : 'Correct';
    return LATER.filter((kind) => kind !== left).map((kind) => ({
      kind,
      label: STEPS[kind].button,
      variant: kind === first ? 'brand' : 'neutral'
    }));
  }

  get step() {
    return this.kind ? { ...STEPS[this.kind], letter: this.kind === 'Acknowledged' } : null;
  }

  get lists() {
    const { handlers, workers, outcomes, ways } = this.view;
    return {
      handlers,
      workers,
      outcomes,
      ways: ways.filter(({ open }) => open).map(({ channel }) => ({ value: channel, label: channel })),
      kinds: ['Service', 'Data', 'Both'].map((value) => ({ value, label: value }))
    };
  }

  get steps() {
    return (this.view.steps ?? []).map((one) => ({ ...one, who: one.By__r?.Name ?? '', named: this.view.corrections?.[one.Id] ?? '' }));
  }

  get noSteps() {
    return this.steps.length === 0;
  }
}
