// @ts-check
import { LightningElement } from 'lwc';
import families from '@salesforce/apex/SupervisionController.families';
import record from '@salesforce/apex/SupervisionController.record';
import team from '@salesforce/apex/SupervisionController.team';
import mayRecord from '@salesforce/customPermission/Confide_Manage_Team';
import { today } from 'c/days';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { codeOf } from 'c/words';

/** Who of her team is due, one form for a session that was held, and below it what was held: for a supporter her own. */
export default class Supervision extends LightningElement {
  mayRecord = Boolean(mayRecord);
  /** @type {any[] | null} */
  team = null;
  /** @type {any[]} */
  families = [];
  /** @type {Record<string, string>} what was said, by family talked about */
  notes = {};
  wish = { supporterId: '', heldOn: '', nextDueOn: '' };
  nextDueOn = '';
  message = '';
  busy = false;

  async connectedCallback() {
    if (this.mayRecord) await attempt(this, () => this.load());
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
      this.families = found.map((family) => ({ clientId: family.clientId, label: codeOf(family) }));
    });
  }

  /** @param {any} event */
  tick(event) {
    const { id } = event.target.dataset;
    const { [id]: before = '', ...others } = this.notes;
    this.notes = event.detail.checked ? { ...others, [id]: before } : others;
  }

  /** @param {any} event */
  note(event) {
    this.notes = { ...this.notes, [event.target.dataset.id]: event.detail.value };
  }

  async save() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      const cases = Object.entries(this.notes).map(([clientId, note]) => ({ clientId, note }));
      const nextDueOn = await record({ wish: { ...this.wish, nextDueOn: this.wish.nextDueOn || null, cases } });
      this.wish = { supporterId: '', heldOn: '', nextDueOn: '' };
      this.families = [];
      this.notes = {};
      await this.load();
      this.nextDueOn = nextDueOn;
      /** @type {any} */ (this.template?.querySelector('c-supervision-history'))?.load();
    });
  }

  get today() {
    return today();
  }

  get loading() {
    return this.mayRecord && !this.team && !this.message;
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

  get choices() {
    return this.families.map((one) => ({
      ...one,
      checked: one.clientId in this.notes,
      noteLabel: `What the next talk needs (${one.label})`
    }));
  }

  get members() {
    return (this.team ?? []).map(({ workerId, name }) => ({ value: workerId, label: name }));
  }
}
