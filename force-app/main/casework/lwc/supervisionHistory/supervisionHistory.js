// @ts-check
import { api, LightningElement } from 'lwc';
import notes from '@salesforce/apex/SupervisionHistoryController.notes';
import sessions from '@salesforce/apex/SupervisionHistoryController.sessions';
import { attempt } from 'c/errors';

/** The sessions she may read, by code, newest first; what was said opens one session at a time and closes by itself. */
export default class SupervisionHistory extends LightningElement {
  /** @type {any[] | null} */
  sessions = null;
  message = '';
  busy = false;
  /** @type {{ sessionId: string, notes: any[] } | null} */
  opened = null;
  /** @type {any} */
  timer;

  connectedCallback() {
    window.addEventListener('blur', this.close);
    return this.load();
  }

  disconnectedCallback() {
    window.removeEventListener('blur', this.close);
    this.close();
  }

  /** Reads the list again: after one was recorded. */
  @api
  async load() {
    await attempt(this, async () => {
      this.sessions = await sessions();
    });
  }

  /** @param {any} event */
  async open(event) {
    const { id: sessionId } = event.target.dataset;
    this.close();
    await attempt(this, async () => {
      const answer = await notes({ sessionId });
      if (!answer.opened) this.message = answer.message;
      else if (this.isConnected && document.visibilityState !== 'hidden') this.show(sessionId, answer);
    });
  }

  /**
   * @param {string} sessionId
   * @param {any} answer
   */
  show(sessionId, answer) {
    this.opened = { sessionId, notes: answer.notes.map((one) => ({ ...one, text: one.note || 'Nothing was written down.' })) };
    this.timer = setTimeout(this.close, answer.closesAfterSeconds * 1000);
  }

  close = () => {
    clearTimeout(this.timer);
    this.opened = null;
  };

  get loading() {
    return !this.sessions && !this.message;
  }

  get none() {
    return this.sessions?.length === 0;
  }

  get rows() {
    return (this.sessions ?? []).map((one) => {
      const isOpen = this.opened?.sessionId === one.sessionId;
      return {
        ...one,
        isOpen,
        named: isOpen ? [] : one.families,
        notes: isOpen ? this.opened?.notes : [],
        mayOpen: one.families.length > 0 && !isOpen,
        othersText: othersOf(one.others, one.families.length)
      };
    });
  }
}

/**
 * @param {number} others families discussed that are closed to her
 * @param {number} named families named before
 */
function othersOf(others, named) {
  if (others === 0) return named === 0 ? 'No family was named.' : '';
  const more = named === 0 ? '' : 'and ';
  return others === 1 ? `${more}1 family that is closed to you now` : `${more}${others} families that are closed to you now`;
}
