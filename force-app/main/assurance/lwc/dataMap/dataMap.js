// @ts-check
import { LightningElement } from 'lwc';
import today from '@salesforce/apex/DataMapController.today';
import record from '@salesforce/apex/DataMapController.record';
import { attempt } from 'c/errors';

/** @type {Readonly<Record<string, string>>} */
const ABOUT = { parent: 'The parent', relative: 'Her family', professional: 'A professional', worker: 'One of us' };
/** @type {Readonly<Record<string, string>>} */
const COPY = {
  yes: 'Yes',
  no: 'No',
  'third-party': 'Yes, what is about others blacked out',
  lead: 'As the safeguarding lead decides',
  worker: 'No: it is about one of us',
  log: 'Who looked, and when'
};
/** @type {Readonly<Record<string, string>>} */
const ERASED = { delete: 'Goes with the file', blank: 'The words go, the bare code stays', keep: 'Stays as proof' };
/** @type {Readonly<Record<string, string>>} */
const CATEGORIES = { health: 'health or background', words: 'free words', professional: 'about a professional' };

/** @type {Readonly<Record<string, string>>} */
const KEPT = {
  general: 'three years after the last contact, or as a contract says',
  evidence: 'as proof, for the time of its own rule',
  log: 'as long as the access log',
  worker: 'while she works with us, and the time after that by law'
};

/** What we hold, about whom, why, until when and who may open it, as the org has it today; the Article 30 record for the officer. */
export default class DataMap extends LightningElement {
  /** @type {any[] | null} */
  objects = null;
  /** @type {any} */
  record = null;
  message = '';
  busy = false;
  recordAsked = false;

  connectedCallback() {
    this.load();
  }

  async load() {
    this.objects = (await attempt(this, () => today())) ?? null;
  }

  get loading() {
    return this.busy && !this.objects;
  }

  get nothing() {
    return this.objects?.length === 0;
  }

  get rows() {
    return (this.objects ?? []).map((one) => ({
      key: one.name,
      label: one.label,
      about: ABOUT[one.about] ?? one.about,
      why: [one.purpose, one.basis].filter(Boolean).join('; ') || 'Not written down',
      keptFor: keptWords(one.keptFor),
      inCopy: COPY[one.inCopy] ?? one.inCopy,
      erased: ERASED[one.erasure] ?? one.erasure,
      who: one.roles.length > 0 ? one.roles.join(', ') : 'No role: only by the recorded way to details',
      fieldsTitle: `${one.fields.length} fields of ${one.label}`,
      fields: one.fields.map((field) => ({
        key: field.name,
        words: field.category ? `${field.label} (${CATEGORIES[field.category] ?? field.category})` : field.label
      }))
    }));
  }

  async showRecord() {
    this.record = (await attempt(this, () => record())) ?? null;
    this.recordAsked = !this.message;
  }

  get recordRefused() {
    return this.recordAsked && !this.record;
  }

  get recordRows() {
    return (this.record?.rows ?? []).map((row, index) => ({
      ...row,
      key: `r${index}`,
      basisAll: [row.basis, row.condition].filter(Boolean).join('; ')
    }));
  }

  print() {
    window.print();
  }
}

/** @param {string | null} rules words of the manifest, with `; ` between them */
function keptWords(rules) {
  const words = (rules ?? '').split(';').map((rule) => KEPT[rule.trim()] ?? rule.trim());
  return words.filter(Boolean).join('; ') || 'Not written down';
}
