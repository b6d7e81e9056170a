// @ts-check
import { LightningElement } from 'lwc';
import families from '@salesforce/apex/HandOverController.families';
import give from '@salesforce/apex/HandOverController.give';
import people from '@salesforce/apex/HandOverController.people';
import { sentence } from 'c/errors';

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
    await this.attempt(() => this.load());
  }

  async load() {
    this.people = await people();
  }

  /** @param {any} event */
  write(event) {
    this.wish = { ...this.wish, [event.target.name]: event.detail.value };
  }

  /** @param {any} event */
  async chooseGiver(event) {
    this.write(event);
    const workerId = event.detail.value;
    this.families = null;
    await this.attempt(async () => {
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
    const fields = /** @type {any[]} */ ([...(this.template?.querySelectorAll('.field') ?? [])]);
    const wrong = fields.filter((field) => !field.reportValidity());
    wrong[0]?.focus();
    if (wrong.length > 0) return;
    await this.attempt(async () => {
      const { coverUntil, ...rest } = this.wish;
      const count = await give({ wish: { ...rest, coverUntil: coverUntil || null, clientIds: this.chosen } });
      this.wish = blank();
      this.families = null;
      this.chosen = [];
      await this.load();
      this.note = count === 1 ? 'Saved: 1 family.' : `Saved: ${count} families.`;
    });
  }

  /** @param {() => Promise<void>} work */
  async attempt(work) {
    this.busy = true;
    this.message = '';
    this.note = '';
    try {
      await work();
    } catch (error) {
      this.message = sentence(error);
    } finally {
      this.busy = false;
    }
  }

  get today() {
    return blank().startsOn;
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
    return (this.families ?? []).map(({ clientId, code, wordCode }) => ({
      clientId,
      label: wordCode ? `${code}, ${wordCode}` : code,
      checked: this.chosen.includes(clientId)
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
  const now = new Date();
  const startsOn = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  return { fromWorkerId: '', toWorkerId: '', startsOn, coverUntil: '', reason: '' };
}
