// @ts-check
import { api, LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import choices from '@salesforce/apex/ConcernDeskController.choices';
import open from '@salesforce/apex/ConcernDeskController.open';
import { attempt } from 'c/errors';
import { titleOf } from 'c/concernStep';
import { dueWords, kindWords, statusPill, statusWords } from 'c/concernWords';
import { curtain, isStillHere } from 'c/hiding';
import { familyPage } from 'c/pages';
import { stepsOf, referralsOf, reviewOf } from './next';

/** What a concern that nobody has looked after yet waits for. */
const FIRST = ['takeUp', 'secondReview'];

/**
 * One concern: what was written down stays as it was; below it who is in it, what was done, who may know. It closes on blur, on
 * Esc and after its time; a form half filled in waits behind it.
 */
export default class ConcernPage extends NavigationMixin(LightningElement) {
  /** @type {string} */
  @api concernId = '';

  /** @type {any} */
  view = null;
  /** @type {any} */
  lists = {};
  action = '';
  aboutUs = false;
  sharing = false;
  /** What the forms choose from; it outlives the hiding of the page. @type {any} */
  forForms = {};
  hidden = false;
  note = '';
  message = '';
  busy = false;
  focusPending = false;
  /** @type {{ opened: (seconds: number) => void, stop: () => void } | undefined} */
  curtain;

  async connectedCallback() {
    this.curtain = curtain((note) => this.hide(note));
    await attempt(this, async () => {
      this.lists = await choices();
    });
    if (!this.message) await this.look();
  }

  disconnectedCallback() {
    this.curtain?.stop();
    this.view = null;
  }

  /** Each look is recorded by the org. */
  async look(note = '') {
    const view = await attempt(this, () => open({ concernId: this.concernId }));
    if (!view) return;
    this.hidden = !isStillHere(this);
    if (this.hidden) return;
    this.view = view;
    this.forForms = listsOf(view);
    this.note = note;
    this.focusPending = !note;
    this.curtain?.opened(view.closesAfterSeconds);
  }

  again() {
    this.note = '';
    return this.look();
  }

  /** @param {string} note */
  hide(note) {
    if (!this.view) return;
    this.view = null;
    this.hidden = true;
    this.note = note;
  }

  renderedCallback() {
    if (!this.focusPending) return;
    this.focusPending = false;
    /** @type {any} */ (this.template?.querySelector('h2'))?.focus();
  }

  back() {
    this.dispatchEvent(new CustomEvent('back'));
  }

  /** @param {any} event */
  async start(event) {
    const { action } = event.target.dataset;
    this.note = '';
    this.aboutUs = false;
    this.sharing = false;
    this.action = '';
    // The form begins anew for each step: words for one are no words for another.
    await Promise.resolve();
    this.action = action;
  }

  stop() {
    this.action = '';
  }

  async saved() {
    this.action = '';
    await this.look('Saved.');
  }

  startAboutUs() {
    this.action = '';
    this.sharing = false;
    this.aboutUs = true;
  }

  startSharing() {
    this.action = '';
    this.aboutUs = false;
    this.sharing = true;
  }

  /** What was shared stands further down, if she had it shown. */
  async stopSharing() {
    this.sharing = false;
    await /** @type {any} */ (this.template?.querySelector('c-sharing-of-concern'))?.refresh();
  }

  stopAboutUs() {
    this.aboutUs = false;
  }

  openFamily() {
    this[NavigationMixin.Navigate](familyPage(this.view.clientId));
  }

  get loading() {
    return !this.view && !this.hidden && !this.message;
  }

  get noteClass() {
    return this.hidden ? 'note slds-m-top_small' : 'note note_good slds-m-top_small';
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
    return { ...this.lists, ...this.forForms };
  }

  /** What she writes is hidden with the page, and kept. */
  get forms() {
    return this.view ? '' : 'slds-hide';
  }

  get known() {
    return this.action === 'secondReview' ? { answersId: this.forForms.firstHalf } : {};
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

/** @param {any} view */
function listsOf({ clientId, concernNumber, knows, steps }) {
  return {
    clientId,
    concernNumber,
    firstHalf: reviewOf(steps)?.stepId,
    referrals: referralsOf(steps),
    told: knows.filter(({ holds }) => holds).map(({ workerId, worker }) => ({ value: workerId, label: worker }))
  };
}
