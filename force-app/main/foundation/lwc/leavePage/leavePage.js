// @ts-check
import { LightningElement } from 'lwc';
import neutralPage from '@salesforce/label/c.Confide_Neutral_Page';
import { leaveFor } from './leave';

const PRESSES = 3;
/** Presses further apart than this, in milliseconds, are no call to leave. */
const APART = 5000;

/** The way out when somebody comes into the room (RULES ACC-05): an everyday page in the place of this one. */
export default class LeavePage extends LightningElement {
  /** @type {number[]} */
  presses = [];
  /** Whether Shift is down and nothing else was pressed with it. */
  alone = false;

  connectedCallback() {
    window.addEventListener('keydown', this.onDown);
    window.addEventListener('keyup', this.onUp);
  }

  disconnectedCallback() {
    window.removeEventListener('keydown', this.onDown);
    window.removeEventListener('keyup', this.onUp);
  }

  /** @param {KeyboardEvent} event */
  onDown = ({ key }) => {
    this.alone = key === 'Shift';
    if (!this.alone) this.presses = [];
  };

  /** @param {KeyboardEvent} event */
  onUp = ({ key }) => {
    if (key !== 'Shift' || !this.alone) return;
    this.alone = false;
    const now = Date.now();
    this.presses = [...this.presses.filter((press) => now - press < APART), now];
    if (this.presses.length >= PRESSES) this.leave();
  };

  leave() {
    this.presses = [];
    leaveFor(neutralPage);
  }
}
