// @ts-check
import { LightningElement } from 'lwc';
import digest from '@salesforce/apex/LooksController.digest';
import { attempt } from 'c/errors';

const LEFT_OUT = 'There were too many looks to show them all. The oldest are left out.';

/** Who opened details lately, as far as the person at the screen may know it. */
export default class LooksDigest extends LightningElement {
  /** @type {any} */
  digest = null;
  message = '';
  busy = false;

  connectedCallback() {
    this.load();
  }

  async load() {
    this.digest = (await attempt(this, () => digest())) ?? null;
  }

  get loading() {
    return this.busy && !this.digest;
  }

  get nothingForHer() {
    return this.digest && this.parts.length === 0;
  }

  get parts() {
    const { everybody, team, concerns, overseen } = this.digest ?? {};
    return [
      ...(everybody ? [findingsPart('everybody', 'Looks to ask about', everybody)] : []),
      ...(team ? [teamPart(team), findingsPart('findings', 'To ask your team about', team)] : []),
      ...(concerns ? [concernsPart(concerns)] : []),
      ...(overseen ? [overseenPart(overseen)] : [])
    ];
  }
}

/**
 * @param {string} key
 * @param {string} title
 * @param {{ findings: any[], leftOut: boolean }} week
 */
function findingsPart(key, title, { findings, leftOut }) {
  const rows = findings.map((one) => ({
    key: one.key,
    name: one.userName,
    day: one.day,
    cells: cells({ What: one.kind, Times: one.looks })
  }));
  const lead = 'What stood out in the last seven days. It accuses nobody: please ask her.';
  return part(key, title, lead, 'Day', ['What', 'Times'], rows, leftOut, 'Nothing stood out in the last seven days.');
}

/** @param {any} team */
function teamPart({ people, leftOut }) {
  const rows = people.map((one) => ({
    key: one.userId,
    name: one.userName,
    day: null,
    cells: cells({ Opened: one.opened, Refused: one.refused })
  }));
  const lead = 'How often each of your team opened name and contact details in the last seven days.';
  return part('team', 'Your team', lead, '', ['Opened', 'Refused'], rows, leftOut, 'Nobody in your team yet.');
}

/** @param {any} concerns */
function concernsPart({ rows: openings, leftOut }) {
  const rows = openings.map((one) => ({
    key: one.key,
    name: one.userName,
    day: one.day,
    cells: cells({ Family: one.code, Times: one.times })
  }));
  const lead = 'Who opened a family’s details in the last seven days because of a concern.';
  return part('concerns', 'Opened because of a concern', lead, 'Day', ['Family', 'Times'], rows, leftOut, 'Nobody opened any.');
}

/** @param {any[]} overseen */
function overseenPart(overseen) {
  const rows = overseen.map((one) => ({
    key: one.key,
    name: one.userName,
    day: one.week,
    cells: cells({ Opened: one.opened, Refused: one.refused })
  }));
  const lead = 'How often the data protection officer and the safeguarding leads opened details, by week. It does not say whose.';
  return part(
    'overseen',
    'Data protection officer and leads',
    lead,
    'Week from',
    ['Opened', 'Refused'],
    rows,
    false,
    'They opened nothing in four weeks.'
  );
}

/** @param {Record<string, any>} values */
function cells(values) {
  return Object.entries(values).map(([label, value]) => ({ label, value }));
}

/**
 * @param {string} key
 * @param {string} title
 * @param {string} lead
 * @param {string} dayHead none when the rows have no day
 * @param {string[]} heads
 * @param {any[]} rows
 * @param {boolean} leftOut
 * @param {string} nothing
 */
function part(key, title, lead, dayHead, heads, rows, leftOut, nothing) {
  return { key, title, lead, dayHead, heads, rows, note: leftOut ? LEFT_OUT : '', some: rows.length > 0, nothing };
}
