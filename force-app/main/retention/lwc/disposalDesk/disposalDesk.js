// @ts-check
import { LightningElement } from 'lwc';
import desk from '@salesforce/apex/DisposalDeskController.desk';
import decide from '@salesforce/apex/DisposalDeskController.decide';
import endConsent from '@salesforce/apex/DisposalDeskController.endConsent';
import takeStep from '@salesforce/apex/DisposalDeskController.step';
import setAside from '@salesforce/apex/DisposalDeskController.setAside';
import lookAgain from '@salesforce/apex/DisposalDeskController.lookAgain';
import finish from '@salesforce/apex/DisposalDeskController.finish';
import { attempt } from 'c/errors';

/** What each step asks and does, in words said before it happens. */
const FORMS = {
  decide: {
    title: 'Decide to delete for good',
    lead: 'A second person must agree. Then seven days pass in which it can be stopped. After that everything we hold of this family, or the sets that are named there, is deleted for good.',
    label: 'Your own reason. No names, numbers or codes: it stays when the file is gone.',
    button: 'Decide'
  },
  endConsent: {
    title: 'Decide to delete what stood on her consent',
    lead: 'A second person must agree. Then seven days pass in which it can be stopped. After that only what stood on her consent alone is deleted for good. The rest of the file stays.',
    label: 'Your own reason. No names, numbers or codes: it stays when this is gone.',
    button: 'Decide'
  },
  agree: {
    title: 'Agree to delete for good',
    lead: 'After seven days everything we hold of this family, or the sets that are named there, is deleted for good. Until then it can be stopped.',
    label: 'Your own reason. No names, numbers or codes: it stays when the file is gone.',
    button: 'Agree'
  },
  stop: { title: 'Stop it', lead: 'The file stays. It can be decided again later.', label: 'Why? No names.', button: 'Stop it' },
  setAside: {
    title: 'It is somebody else’s',
    lead: 'You have looked at the place and it is about another person.',
    label: 'How do you know? No names.',
    button: 'Say so'
  },
  finish: {
    title: 'Everything outside is looked through',
    lead: 'Mailboxes, drives, phones, paper, Airtable and every file that Confide cannot read hold nothing more of what was to go.',
    label: 'Which places? One a line.',
    button: 'Close it'
  }
};
const STEPS = {
  Decided: 'Waits for a second person',
  Agreed: 'Seven days run',
  Removed: 'Deleted. Confide looks for what is left',
  Leftovers: 'Something seems to be left',
  'Looked through': 'Nothing is left here. Look outside'
};

/**
 * @param {{ dataSets?: string[] | null }} row
 * @returns {string[]} what goes, where it is not the whole file
 */
function setsText({ dataSets }) {
  return dataSets ? [`Only this goes: ${dataSets.join('; ')}`] : [];
}

/** @type {Record<string, string>} */
const PART_NAMES = {
  files: 'Files',
  entries: 'Old entries',
  holds: 'Claims and inquiries',
  contracts: 'Contracts and grants',
  reviews: 'Reviews by two people',
  oldNotes: 'Old notes'
};

/** Files whose time is up, and deleting them for good: one person decides, another agrees, seven days pass. */
export default class DisposalDesk extends LightningElement {
  /** @type {any} */
  desk = null;
  /** @type {{ kind: string, key: string, requestId?: string | null, files?: number } | null} */
  form = null;
  words = '';
  done = '';
  message = '';
  busy = false;
  part = 'files';

  connectedCallback() {
    this.load(() => desk(), '');
  }

  /**
   * @param {() => Promise<any>} work
   * @param {string} done
   */
  async load(work, done) {
    this.done = '';
    const answer = await attempt(this, work);
    if (answer) {
      this.desk = answer;
      this.form = null;
      this.words = '';
      this.done = done;
    }
  }

  get loading() {
    return this.busy && !this.desk;
  }

  get partOptions() {
    return ['files', 'entries', ...(this.desk?.parts ?? [])].map((value) => ({ value, label: PART_NAMES[value] }));
  }

  get showsFiles() {
    return Boolean(this.desk) && this.part === 'files';
  }

  get showsEntries() {
    return Boolean(this.desk) && this.part === 'entries';
  }

  get showsKeeping() {
    return Boolean(this.desk) && !this.showsFiles && !this.showsEntries;
  }

  /** A deletion that was begun in words is not sent from another part. @param {any} event */
  switchPart(event) {
    this.part = event.detail.value;
    this.form = null;
    this.message = '';
    this.done = '';
    if (this.part === 'files') this.load(() => desk(), '');
  }

  get showsDue() {
    return Boolean(this.desk?.due);
  }

  get due() {
    return (this.desk?.due ?? []).map((/** @type {any} */ file) => ({
      ...file,
      heldText: file.held.join(', '),
      formKind: file.consentEnded ? 'endConsent' : 'decide',
      canDecide: this.desk.mayDecide && file.isOver && file.held.length === 0,
      notes: [
        ...(file.needsLook ? ['Somebody must look at it'] : []),
        ...(file.conflict ? ['A contract asks for deletion earlier'] : []),
        ...(file.numberOfDeleted ? ['Its number in the older system is that of a deleted file. Look before you decide'] : []),
        ...(file.movedBack ? ['The day of last contact was moved back'] : []),
        ...(file.requestId ? ['She asked for it'] : []),
        ...setsText(file)
      ].join('. ')
    }));
  }

  get hasDue() {
    return this.due.length > 0;
  }

  get underWay() {
    return (this.desk?.underWay ?? []).map((/** @type {any} */ row) => ({
      ...row,
      who: row.code ?? row.disposalNumber,
      setsText: setsText(row).join(''),
      stepText: STEPS[/** @type {keyof typeof STEPS} */ (row.step)] ?? row.step,
      triesText: row.tries ? `Tried ${row.tries} times without coming to an end` : '',
      mayLookAgain: this.desk.mayDecide && row.step === 'Leftovers' && row.leftovers.length === 0,
      hasLeft: row.leftovers.length > 0
    }));
  }

  get hasUnderWay() {
    return this.underWay.length > 0;
  }

  get overText() {
    const over = this.desk?.over ?? 0;
    return over === 1 ? 'One file is past its day.' : `${over} files are past their day.`;
  }

  get formWords() {
    return this.form ? FORMS[/** @type {keyof typeof FORMS} */ (this.form.kind)] : null;
  }

  /** @param {any} event */
  open(event) {
    const { kind, id, request, files } = event.currentTarget.dataset;
    this.form = { kind, key: id, requestId: request || null, files: Number(files || 0) };
    this.words = '';
    this.done = '';
    this.message = '';
  }

  close() {
    this.form = null;
  }

  /** @param {any} event */
  type(event) {
    this.words = event.detail.value;
  }

  send() {
    const form = this.form;
    if (!form) return;
    const reason = this.words;
    if (form.kind === 'decide') {
      this.load(() => decide({ clientId: form.key, requestId: form.requestId, reason }), 'Decided. A second person is needed now.');
    } else if (form.kind === 'endConsent') {
      this.load(() => endConsent({ clientId: form.key, reason }), 'Decided. A second person is needed now.');
    } else if (form.kind === 'setAside') {
      this.load(() => setAside({ leftoverId: form.key, reason }), 'Written down.');
    } else if (form.kind === 'finish') {
      const systems = reason.split('\n').filter((line) => line.trim());
      this.load(() => finish({ disposalId: form.key, systems, filesRead: form.files }), 'Closed. The certificate is final.');
    } else {
      const done = form.kind === 'agree' ? 'Agreed. Seven days run from today.' : 'Stopped. The file stays.';
      this.load(() => takeStep({ disposalId: form.key, step: form.kind, reason }), done);
    }
  }

  /** @param {any} event */
  again(event) {
    const disposalId = event.currentTarget.dataset.id;
    this.load(() => lookAgain({ disposalId }), 'Confide looks through everything again this night.');
  }
}
