// @ts-check
import { LightningElement } from 'lwc';
import any from '@salesforce/apex/MayKnowController.any';
import open from '@salesforce/apex/MayKnowController.open';
import { attempt } from 'c/errors';
import { curtain, isStillHere } from 'c/hiding';

/** What a lead wrote for her to know. Nothing stands here for anybody else; each opening is recorded. */
export default class ForYourSafety extends LightningElement {
  there = false;
  /** @type {any[]} */
  rows = [];
  message = '';
  busy = false;
  /** @type {{ opened: (seconds: number) => void, stop: () => void } | undefined} */
  curtain;

  async connectedCallback() {
    this.curtain = curtain(() => this.hide());
    try {
      this.there = await any();
    } catch {
      // Who cannot be told anything is shown nothing, like everybody else.
      this.there = false;
    }
  }

  disconnectedCallback() {
    this.curtain?.stop();
  }

  async show() {
    const answer = await attempt(this, () => open());
    if (!answer || !isStillHere(this)) return;
    this.rows = answer.rows.map((row, index) => ({ ...row, key: String(index) }));
    this.curtain?.opened(answer.closesAfterSeconds);
  }

  hide() {
    this.rows = [];
  }

  get shown() {
    return this.rows.length > 0;
  }
}
