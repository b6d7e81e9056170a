// @ts-check
import { LightningElement } from 'lwc';
import any from '@salesforce/apex/MayKnowController.any';
import open from '@salesforce/apex/MayKnowController.open';
import { attempt } from 'c/errors';
import { hideWhenLeft } from 'c/hiding';

/** What a lead wrote for her to know. Nothing stands here for anybody else; each opening is recorded. */
export default class ForYourSafety extends LightningElement {
  there = false;
  /** @type {any[]} */
  rows = [];
  message = '';
  busy = false;
  /** @type {(() => void) | undefined} */
  stopWatching;

  async connectedCallback() {
    this.stopWatching = hideWhenLeft(() => this.hide());
    try {
      this.there = await any();
    } catch {
      // Who cannot be told anything is shown nothing, like everybody else.
      this.there = false;
    }
  }

  disconnectedCallback() {
    this.stopWatching?.();
  }

  async show() {
    await attempt(this, async () => {
      this.rows = (await open()).map((row, index) => ({ ...row, key: String(index) }));
    });
  }

  hide() {
    this.rows = [];
  }

  get shown() {
    return this.rows.length > 0;
  }
}
