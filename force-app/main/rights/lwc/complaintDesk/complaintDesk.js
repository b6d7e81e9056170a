// @ts-check
import { LightningElement } from 'lwc';
import desk from '@salesforce/apex/ComplaintDeskController.desk';
import { attempt } from 'c/errors';
import { daysLeft } from 'c/timeLeft';

const ANSWERED = 'answered';
const LISTS = [
  { value: 'open', label: 'Open' },
  { value: ANSWERED, label: 'Answered' }
];
const KINDS = { Service: 'Our service', Data: 'Her data', Both: 'Service and data' };
const STEPS = {
  'take up': 'Say who looks into it',
  acknowledge: 'Say that we have it',
  news: 'Give news',
  answer: 'Give the answer',
  nothing: 'Answered'
};
const SOON = 3;

/** The complaints that reach her, each with its next step and the time left in words. */
export default class ComplaintDesk extends LightningElement {
  list = 'open';
  listOptions = LISTS;
  /** @type {any[] | null} */
  rows = null;
  /** @type {any} */
  counts = null;
  openId = '';
  message = '';
  busy = false;

  connectedCallback() {
    this.load();
  }

  async load() {
    this.rows = null;
    await attempt(this, async () => {
      const data = await desk({ answered: this.list === ANSWERED });
      this.counts = data.counts;
      this.rows = data.rows.map(present);
    });
  }

  /** @param {any} event */
  switchList(event) {
    this.list = event.detail.value;
    this.load();
  }

  /** @param {any} event */
  open(event) {
    this.openId = event.currentTarget.dataset.id;
  }

  back() {
    this.openId = '';
    this.load();
  }

  get loading() {
    return !this.rows && !this.message;
  }

  get hasRows() {
    return (this.rows ?? []).length > 0;
  }

  get isEmpty() {
    return this.rows?.length === 0;
  }

  get emptyText() {
    return this.list === ANSWERED ? 'None has been answered yet.' : 'No complaint waits for you.';
  }

  get countsHint() {
    return this.counts.whole
      ? 'Every complaint is counted. The numbers stay inside.'
      : 'Those that you may see. The numbers stay inside; a trustee has the whole count.';
  }

  get numbers() {
    const { received, aboutData, acknowledgedInTime, answered, upheld } = this.counts;
    return [
      { label: 'Received', value: received },
      { label: 'About data', value: aboutData },
      { label: 'Told in time that we have it', value: acknowledgedInTime },
      { label: 'Answered', value: answered },
      { label: 'We were wrong, at least in part', value: upheld }
    ];
  }
}

/** @param {any} row */
function present(row) {
  const late = row.daysLeft < 0;
  const soon = row.daysLeft <= SOON;
  return {
    ...row,
    kindWords: KINDS[row.kind] ?? row.kind,
    stepWords: STEPS[row.nextStep] ?? '',
    left: row.nextStep === 'nothing' ? 'Answered' : daysLeft(row.daysLeft),
    pill: `pill ${late ? 'pill_error' : soon && row.nextStep !== 'nothing' ? 'pill_warning' : ''}`
  };
}
