// @ts-check
import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import choices from '@salesforce/apex/ConcernDeskController.choices';
import open from '@salesforce/apex/ConcernDeskController.open';
import { attempt } from 'c/errors';
import { titleOf } from 'c/concernStep';
import { dueWords, kindWords, statusPill, statusWords } from 'c/concernWords';
import { familyPage } from 'c/pages';
import { stepsOf, referralsOf, reviewOf } from './next';

/** What a concern that nobody has looked after yet waits for. */
const FIRST = ['takeUp', 'secondReview'];

/** One concern: what was written down stays as it was; below it who is in it, what was done, who may know. */
export default class ConcernPage extends NavigationMixin(LightningElement) {
  /** @type {string} */
  @api concernId = '';

  /** @type {any} */
  view = null;
  /** @type {any} */
  lists = {};
  action = '';
  aboutUs = false;
  note = '';
  message = '';
  busy = false;

  async connectedCallback() {
    await attempt(this, async () => {
      [this.view, this.lists] = await Promise.all([open({ concernId: this.concernId }), choices()]);
    });
    /** @type {any} */ (this.template?.querySelector('h2'))?.focus();
  }

  back() {
    this.dispatchEvent(new CustomEvent('back'));
  }

  /** @param {any} event */
  start(event) {
    this.note = '';
    this.aboutUs = false;
    this.action = event.target.dataset.action;
  }

  stop() {
    this.action = '';
  }

  async saved() {
    this.action = '';
    await attempt(this, async () => {
      this.view = await open({ concernId: this.concernId });
      this.note = 'Saved.';
    });
  }

  startAboutUs() {
    this.action = '';
    this.aboutUs = true;
  }

  stopAboutUs() {
    this.aboutUs = false;
  }

  openFamily() {
    this[NavigationMixin.Navigate](familyPage(this.view.clientId));
  }

  get loading() {
    return !this.view && !this.message;
  }

  get statusLabel() {
    return statusWords(this.view.status);
  }

  get statusPill() {
    return statusPill(this.view.status);
  }

  get dues() {
    return this.view.dues.map((due) => ({ ...due, words: dueWords(due.what) }));
  }

  get words() {
    const { said, seen, opinion } = this.view;
    return [
      { key: 'said', title: 'Words that were said', text: said },
      { key: 'seen', title: 'What was seen or heard', text: seen },
      { key: 'opinion', title: 'What the writer thinks', text: opinion }
    ].filter(({ text }) => text);
  }

  get people() {
    return this.view.people.map((person) => ({ ...person, who: [person.kind, person.name].filter(Boolean).join(': ') }));
  }

  get steps() {
    return this.view.steps.map((step) => ({
      ...step,
      title: kindWords(step.kind),
      how: [step.agency, step.agencyPerson, step.method, step.reference, step.outcome].filter(Boolean).join(', ')
    }));
  }

  get knows() {
    return this.view.knows.map((know, index) => ({ ...know, key: String(index) }));
  }

  get decided() {
    return Boolean(this.view.decision);
  }

  get actions() {
    return stepsOf(this.view).map((action) => ({ action, label: titleOf(action), variant: FIRST.includes(action) ? 'brand' : 'neutral' }));
  }

  /** The page's own lists beside those of the org. */
  get choices() {
    const told = this.view.knows.filter(({ holds }) => holds);
    return {
      ...this.lists,
      referrals: referralsOf(this.view.steps),
      told: told.map(({ workerId, worker }) => ({ value: workerId, label: worker }))
    };
  }

  get known() {
    return this.action === 'secondReview' ? { answersId: reviewOf(this.view.steps)?.stepId } : {};
  }

  get noPeople() {
    return this.view.people.length === 0;
  }

  get noSteps() {
    return this.view.steps.length === 0;
  }

  get nobodyKnows() {
    return this.view.knows.length === 0;
  }
}
