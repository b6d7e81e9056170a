// @ts-check
import { LightningElement } from 'lwc';
import record from '@salesforce/apex/TrainingRecordController.record';
import register from '@salesforce/apex/TrainingController.register';
import { sentence } from 'c/errors';

/** Most pressing first: each band in words, so that colour only repeats them. */
const BANDS = {
  Lapsed: { words: 'Has run out', pill: 'pill pill_error', dayWord: 'on' },
  Never: { words: 'Not done yet', pill: 'pill pill_error', dayWord: '' },
  Days3: { words: 'Ends within 3 days', pill: 'pill pill_warning', dayWord: 'holds until' },
  Days14: { words: 'Ends within 14 days', pill: 'pill pill_warning', dayWord: 'holds until' },
  Days30: { words: 'Ends within 30 days', pill: 'pill pill_new', dayWord: 'holds until' },
  Fine: { words: 'Fine', pill: 'pill pill_good', dayWord: 'holds until' }
};
const ORDER = Object.keys(BANDS);
/** @type {Record<string, { lead: string, emptyTitle: string, emptyHint: string }>} */
const SCOPES = {
  All: {
    lead: 'Everybody who works with us. When training runs out, her families close to her and go to her supervisor until it is renewed.',
    emptyTitle: 'Nobody on the register yet',
    emptyHint: 'When an administrator adds a worker, she appears here. Record her training before she supports a family.'
  },
  Team: {
    lead: 'Your team and you. When training runs out, her families close to her and come to you until it is renewed.',
    emptyTitle: 'Nobody in your team yet',
    emptyHint: 'Who names you as supervisor appears here. A coordinator records the training.'
  },
  Leads: {
    lead: 'The safeguarding leads and you. A lead can still protect families when her training runs out, so please see that it is renewed.',
    emptyTitle: 'No safeguarding lead on the register',
    emptyHint: 'Please ask an administrator: a charity needs one.'
  },
  Own: {
    lead: 'Your own training. When it runs out, your families close to you until it is renewed.',
    emptyTitle: 'You are not on the register yet',
    emptyHint: 'Ask your coordinator to add you, then she can record your training.'
  }
};

/** Until when each worker's training and agreement hold, and a form for those who record it. */
export default class TrainingRegister extends LightningElement {
  /** @type {any} */
  register = null;
  wish = blank();
  until = '';
  message = '';
  busy = false;

  async connectedCallback() {
    await this.attempt(() => this.load());
  }

  async load() {
    this.register = await register();
  }

  /** @param {any} event */
  write(event) {
    this.wish = { ...this.wish, [event.target.name]: event.detail.value };
  }

  async save() {
    const fields = /** @type {any[]} */ ([...(this.template?.querySelectorAll('.field') ?? [])]);
    const wrong = fields.filter((field) => !field.reportValidity());
    wrong[0]?.focus();
    if (wrong.length > 0) return;
    await this.attempt(async () => {
      const until = await record({ wish: this.wish });
      this.wish = blank();
      await this.load();
      this.until = until;
    });
  }

  /** @param {() => Promise<void>} work */
  async attempt(work) {
    this.busy = true;
    this.message = '';
    this.until = '';
    try {
      await work();
    } catch (error) {
      this.message = sentence(error);
    } finally {
      this.busy = false;
    }
  }

  get loading() {
    return !this.register && !this.message;
  }

  get mayRecord() {
    return this.register?.mayRecord && this.others.length > 0;
  }

  get empty() {
    return this.register?.rows.length === 0;
  }

  get some() {
    return (this.register?.rows.length ?? 0) > 0;
  }

  get words() {
    return SCOPES[this.register?.scope ?? 'Own'] ?? SCOPES.Own;
  }

  get lead() {
    return this.register ? this.words.lead : '';
  }

  get emptyTitle() {
    return this.words.emptyTitle;
  }

  get emptyHint() {
    return this.words.emptyHint;
  }

  get today() {
    return today();
  }

  get kinds() {
    return this.register?.kinds ?? [];
  }

  /** Whom she may record for: everybody but herself. */
  get others() {
    return (this.register?.rows ?? []).filter(({ mine }) => !mine).map(({ workerId, name }) => ({ value: workerId, label: name }));
  }

  get rows() {
    return [...(this.register?.rows ?? [])]
      .sort((a, b) => urgency(a) - urgency(b) || a.name.localeCompare(b.name))
      .map((row) => ({
        ...row,
        name: row.mine ? `${row.name} (you)` : row.name,
        training: { ...row.training, ...BANDS[row.training.band] },
        agreement: { ...row.agreement, ...BANDS[row.agreement.band] }
      }));
  }

  /** How many cannot work now, in a sentence. */
  get pressing() {
    const out = (this.register?.rows ?? []).filter(({ training }) => ORDER.indexOf(training.band) < 2).length;
    if (out === 0) return '';
    return out === 1 ? '1 person has no training that holds today.' : `${out} people have no training that holds today.`;
  }
}

/** @param {any} row */
function urgency(row) {
  return ORDER.indexOf(row.training.band) * ORDER.length + ORDER.indexOf(row.agreement.band);
}

function blank() {
  return { workerId: '', kind: '', completedOn: today() };
}

function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}
