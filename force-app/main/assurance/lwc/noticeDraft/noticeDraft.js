// @ts-check
import { LightningElement } from 'lwc';
import nextNotice from '@salesforce/apex/PromisesController.nextNotice';
import { attempt } from 'c/errors';

/** @type {Readonly<Record<string, string>>} */
const HEADS = {
  who: 'Who we are',
  why: 'Why we use your information',
  processors: 'Who handles it for us',
  recipients: 'With whom we have shared it',
  kept: 'How long we keep it',
  words: 'Sentences to change'
};
const NOTHING = 'Nothing is written down for this yet.';

/** A draft of the next privacy notice, made from the registers as they stand today: a person reads and decides. */
export default class NoticeDraft extends LightningElement {
  /** @type {any} */
  draft = null;
  message = '';
  busy = false;

  connectedCallback() {
    this.load();
  }

  async load() {
    this.draft = (await attempt(this, () => nextNotice())) ?? null;
  }

  get sections() {
    return (this.draft?.sections ?? []).map(({ key, sentences }) => ({
      key,
      head: HEADS[key] ?? key,
      sentences: (sentences.length > 0 ? sentences : [NOTHING]).map((words, index) => ({ key: `${key}${index}`, words }))
    }));
  }

  get loading() {
    return this.busy && !this.draft;
  }
}
