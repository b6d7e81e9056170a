// @ts-check
import { LightningElement } from 'lwc';
import keep from '@salesforce/apex/NoticePublishingController.draft';
import nextNotice from '@salesforce/apex/PromisesController.nextNotice';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

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
  version = '';
  kept = false;

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

  get mayKeep() {
    return this.draft?.mayKeep === true && !this.kept;
  }

  /** @param {any} event */
  setVersion(event) {
    this.version = event.detail.value;
  }

  /** Keeps it among the notices as a draft: nothing is published, and no family is told. */
  async keep() {
    if (!valid(this.template)) return;
    const body = this.sections.map(({ head, sentences }) => [head, ...sentences.map(({ words }) => words)].join('\n')).join('\n\n');
    await attempt(this, async () => {
      await keep({ version: this.version, effectiveFrom: null, summary: null, body });
      this.kept = true;
    });
  }

  get loading() {
    return this.busy && !this.draft;
  }
}
