// @ts-check
import { LightningElement } from 'lwc';
import families from '@salesforce/apex/SupervisionController.families';
import record from '@salesforce/apex/SupervisionController.record';
import team from '@salesforce/apex/SupervisionController.team';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';

/** Who of her team is due, and one form for a session that was held. */
export default class Supervision extends LightningElement {
  /** @type {any[] | null} */
  team = null;
  /** @type {any[]} */
  families = [];
  /** @type {Record<string, string>} notes by family */
  notes = {};
  wish = { supporterId: '', heldOn: '', nextDueOn: '' };
  nextDueOn = '';
  message = '';
  busy = false;

  async connectedCallback() {
    await attempt(this, () => this.load());
  }

  async load() {
    this.team = await team();
  }

  /** @param {any} event */
  write(event) {
    this.nextDueOn = '';
    this.wish = { ...this.wish, [event.target.name]: event.detail.value };
  }

  /** @param {any} event */
  async choose(event) {
    this.write(event);
    const workerId = event.detail.value;
    this.families = [];
    this.notes = {};
    await attempt(this, async () => {
      const found = await families({ workerId });
      if (workerId !== this.wish.supporterId) return;
      this.families = found.map(({ clientId, code, wordCode }) => ({ clientId, label: wordCode ? `${code}, ${wordCode}` : code }));
    });
  }

  /** @param {any} event */
  note(event) {
    this.notes = { ...this.notes, [event.target.dataset.id]: event.detail.value };
  }

  async save() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      const cases = Object.entries(this.notes)
        .filter(([, note]) => note.trim() !== '')
        .map(([clientId, note]) => ({ clientId, note }));
      const nextDueOn = await record({ wish: { ...this.wish, nextDueOn: this.wish.nextDueOn || null, cases } });
      this.wish = { supporterId: '', heldOn: '', nextDueOn: '' };
      this.families = [];
      this.notes = {};
      await this.load();
      this.nextDueOn = nextDueOn;
    });
  }

  get loading() {
    return !this.team && !this.message;
  }

  get noTeam() {
    return this.team?.length === 0;
  }

  get hasTeam() {
    return (this.team?.length ?? 0) > 0;
  }

  get hasFamilies() {
    return this.families.length > 0;
  }

  get due() {
    const late = (this.team ?? []).filter((one) => one.late);
    return late.map(({ name }) => name).join(', ');
  }

  get members() {
    return (this.team ?? []).map(({ workerId, name }) => ({ value: workerId, label: name }));
  }
}
