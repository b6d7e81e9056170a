// @ts-check
import { LightningElement } from 'lwc';
import families from '@salesforce/apex/HandOverController.families';
import give from '@salesforce/apex/HandOverController.give';
import people from '@salesforce/apex/HandOverController.people';
import { today } from 'c/days';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { codeOf } from 'c/words';

/** The families of one worker go to another: all or some, now or from a day on, for good or as cover. */
export default class HandOver extends LightningElement {
  /** @type {any[] | null} */
  people = null;
  /** @type {any[] | null} */
  families = null;
  /** @type {string[]} */
  chosen = [];
  wish = blank();
  message = '';
  note = '';
  busy = false;

  async connectedCallback() {
    await attempt(this, () => this.load());
  }

  async load() {
    this.people = await people();
  }

  /** @param {any} event */
  write(event) {
    this.note = '';
    this.wish = { ...this.wish, [event.target.name]: event.detail.value };
  }

  /** @param {any} event */
  async chooseGiver(event) {
    this.write(event);
    const workerId = event.detail.value;
    this.families = null;
    await attempt(this, async () => {
      const found = await families({ workerId });
      if (workerId !== this.wish.fromWorkerId) return;
      this.families = found;
      this.chosen = found.map(({ clientId }) => clientId);
    });
  }

  /** @param {any} event */
  tick(event) {
    const { id } = event.target.dataset;
    this.chosen = event.detail.checked ? [...this.chosen, id] : this.chosen.filter((one) => one !== id);
  }

  async give() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      const { coverUntil, ...rest } = this.wish;
      const count = await give({ wish: { ...rest, coverUntil: coverUntil || null, clientIds: this.chosen } });
      this.wish = blank();
      this.families = null;
      this.chosen = [];
      await this.load();
      this.note = count === 1 ? 'Saved: 1 family.' : `Saved: ${count} families.`;
    });
  }

  get today() {
    return today();
  }

  get loading() {
    return !this.people && !this.message;
  }

  get hasPeople() {
    return (this.people?.length ?? 0) > 0;
  }

  get noPeople() {
    return this.people?.length === 0;
  }

  get hasFamilies() {
    return (this.families?.length ?? 0) > 0;
  }

  get noFamilies() {
    return this.families?.length === 0;
  }

  get givers() {
    return (this.people ?? []).map(({ workerId, name, openCases }) => ({ value: workerId, label: `${name} (${openCases})` }));
  }

  /** Who may take them: trained, and somebody else. */
  get takers() {
    return (this.people ?? [])
      .filter(({ workerId, available }) => available && workerId !== this.wish.fromWorkerId)
      .map(({ workerId, name, openCases }) => ({ value: workerId, label: `${name} (${openCases})` }));
  }

  get choices() {
    return (this.families ?? []).map((family) => ({
      clientId: family.clientId,
      label: codeOf(family),
      checked: this.chosen.includes(family.clientId)
    }));
  }

  get action() {
    return this.wish.coverUntil ? 'Give cover' : 'Hand over';
  }

  get closed() {
    return this.busy || this.chosen.length === 0;
  }
}

function blank() {
  return { fromWorkerId: '', toWorkerId: '', startsOn: today(), coverUntil: '', reason: '' };
}
