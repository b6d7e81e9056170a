// @ts-check
import { LightningElement } from 'lwc';
import today from '@salesforce/apex/PromisesController.today';
import { attempt } from 'c/errors';
import { controlWords, factWords, stateWords } from 'c/promiseWords';

/** Every sentence of the privacy notice: what keeps it, whether it is kept today, and by which evidence. Counts, no person. */
export default class Promises extends LightningElement {
  /** @type {any[] | null} */
  promises = null;
  message = '';
  busy = false;
  /** 'all' or 'open' */
  shown = 'all';
  draftWanted = false;

  connectedCallback() {
    this.load();
  }

  async load() {
    this.promises = (await attempt(this, () => today())) ?? null;
  }

  get loading() {
    return this.busy && !this.promises;
  }

  get summary() {
    const all = this.promises ?? [];
    const kept = all.filter((one) => one.state === 'Kept').length;
    return `${kept} of ${all.length} promises are kept, in deed and in words.`;
  }

  get states() {
    const counts = new Map();
    for (const { state } of this.promises ?? []) counts.set(state, (counts.get(state) ?? 0) + 1);
    return [...counts].map(([state, count]) => {
      const { tone, words } = stateWords(state);
      return { key: state, pill: `pill pill_${tone}`, words: `${words}: ${count}` };
    });
  }

  get choices() {
    return [
      { label: 'All promises', value: 'all' },
      { label: 'What needs attention', value: 'open' }
    ];
  }

  get rows() {
    return (this.promises ?? []).filter((one) => this.shown === 'all' || one.state !== 'Kept').map(rowOf);
  }

  get nothing() {
    return this.promises !== null && this.rows.length === 0;
  }

  /** @param {CustomEvent} event */
  choose(event) {
    this.shown = event.detail.value;
  }

  showDraft() {
    this.draftWanted = !this.draftWanted;
  }

  get draftLabel() {
    return this.draftWanted ? 'Hide the draft' : 'Draft of the next notice';
  }

  print() {
    window.print();
  }
}

/** @param {any} promise */
function rowOf(promise) {
  const { tone, words } = stateWords(promise.state);
  return {
    id: promise.id,
    words: promise.words,
    label: `${promise.id}, ${words}`,
    pill: `pill pill_${tone}`,
    state: words,
    keptBy: promise.keptBy,
    tests: promise.tests,
    gap: promise.gap,
    suggested: promise.suggested,
    wording: promise.wording === 'True' ? '' : promise.wording,
    controls: promise.controls.map((control) => ({
      key: `${control.kind} ${control.name}`,
      words: controlWords(control),
      mark: control.holds ? 'Stands' : 'Off',
      css: control.holds ? 'pill pill_good' : 'pill pill_error',
      lastRun: control.lastRun
    })),
    facts: promise.facts.map((fact) => ({
      key: fact.what,
      words: `${factWords(fact.what)}: ${fact.count}`,
      css: fact.breaks && fact.count > 0 ? 'late' : 'fact'
    }))
  };
}
