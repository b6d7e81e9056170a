// @ts-check
import { api, LightningElement, wire } from 'lwc';
import { refreshApex } from '@salesforce/apex';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import noNewsletters from '@salesforce/apex/ConsentController.noNewsletters';
import preview from '@salesforce/apex/ConsentController.preview';
import record from '@salesforce/apex/ConsentController.record';
import view from '@salesforce/apex/ConsentController.view';
import withdraw from '@salesforce/apex/ConsentController.withdraw';
import { attempt, sentence } from 'c/errors';
import { valid } from 'c/forms';
import { channelName } from 'c/words';

const STATES = {
  Given: { label: 'Yes', pill: 'pill pill_good' },
  Refused: { label: 'No', pill: 'pill' },
  Withdrawn: { label: 'Taken back', pill: 'pill' },
  'Not asked': { label: 'Not asked yet', pill: 'pill' },
  Ended: { label: 'Too long ago: ask her again', pill: 'pill pill_warning' },
  'Ask again alone': { label: 'Not yet: ask her again, alone', pill: 'pill pill_warning' }
};
/** The ways of saying yes that leave a form. */
const SIGNED = ['Signed form', 'Easy read signed'];
const DECISIONS = { Given: 'Yes', Refused: 'No', Withdrawn: 'Taken back' };
const CHOICES = [
  { value: 'Stop', label: 'Stop using it for this' },
  { value: 'Restrict', label: 'Lock her whole file: nobody uses it' },
  { value: 'Erasure', label: 'Stop, and she asks us to delete it' }
];

/** What she said yes and no to: where it stands, on what day, in which words; taking it back is one step. */
export default class ConsentPanel extends LightningElement {
  /** @type {string} */
  @api recordId = '';

  /** @type {string | null} a past day to look at; today when empty */
  onDay = null;
  /** @type {any} */
  panel;
  message = '';
  busy = false;
  /** @type {any} the line that is asked about or taken back now */
  line = null;
  mode = '';
  /** @type {any} */
  form = {};
  /** @type {any} what taking it back would do */
  effects = null;
  /** @type {string} the receipt to give her */
  letter = '';
  focusPending = false;
  /** @type {any} */
  result;

  @wire(view, { clientId: '$recordId', onDay: '$onDay' })
  wired(result) {
    this.result = result;
    const { data, error } = result;
    if (error) {
      this.message = sentence(error);
      this.panel = undefined;
    }
    if (data) {
      this.message = '';
      this.panel = present(data);
    }
  }

  get loading() {
    return !this.panel && !this.message;
  }

  get mayWrite() {
    return this.panel?.mayRecord && !this.panel.isPast;
  }

  get asking() {
    return this.mode === 'ask';
  }

  get takingBack() {
    return this.mode === 'withdraw' && Boolean(this.effects);
  }

  get answers() {
    return [
      { value: 'Given', label: 'She said yes' },
      { value: 'Refused', label: 'She said no' }
    ];
  }

  get saidYes() {
    return this.form.decision === 'Given';
  }

  get competences() {
    return [{ value: '', label: 'She is 18 or over' }, ...this.panel.competences];
  }

  get saysYoung() {
    return Boolean(this.form.competence);
  }

  get isSigned() {
    return this.saidYes && SIGNED.includes(this.form.method);
  }

  get choices() {
    return CHOICES;
  }

  get channels() {
    return [{ value: '', label: 'All of them' }, ...this.panel.channels];
  }

  get hasHolders() {
    return (this.effects?.holders.length ?? 0) > 0;
  }

  get showNoNews() {
    return this.mayWrite && !this.panel.noNewslettersSince;
  }

  /** @param {any} event */
  look(event) {
    this.close();
    this.onDay = event.detail.value || null;
  }

  /** @param {any} event */
  ask(event) {
    this.begin(event, 'ask');
    this.form = {
      decision: '',
      decidedOn: this.panel.onDay,
      channel: this.line.channel ?? '',
      method: '',
      wording: '',
      language: '',
      witness: '',
      partnerPresent: '',
      competence: '',
      competenceNote: '',
      express: false,
      evidenceId: ''
    };
  }

  /** @param {any} event */
  async takeBack(event) {
    this.begin(event, 'withdraw');
    this.form = { choice: 'Stop', toldOn: this.panel.onDay, method: 'Spoken', wording: '' };
    const { purpose } = this.line;
    await attempt(this, async () => {
      this.effects = await preview({ clientId: this.recordId, purpose });
      this.focusPending = true;
    });
  }

  /**
   * @param {any} event
   * @param {string} mode
   */
  begin(event, mode) {
    this.letter = '';
    this.effects = null;
    this.line = this.panel.lines.find(({ key }) => key === event.currentTarget.dataset.key);
    this.mode = mode;
    this.focusPending = true;
  }

  close() {
    this.mode = '';
    this.line = null;
    this.effects = null;
    this.letter = '';
  }

  /** The form opens above the list: the keyboard follows to it. */
  renderedCallback() {
    if (!this.focusPending) return;
    const target = /** @type {any} */ (this.template?.querySelector('.panel h3'));
    if (!target) return;
    this.focusPending = false;
    target.focus();
  }

  /** @param {any} event */
  change(event) {
    const { name, type } = event.target;
    this.form = { ...this.form, [name]: type === 'checkbox' ? event.detail.checked : event.detail.value };
  }

  /** @param {any} event a form that was chosen among her documents; none when it was taken back */
  chooseForm(event) {
    this.form = { ...this.form, evidenceId: event.detail.id };
  }

  async save() {
    if (!valid(this.template)) return;
    const { purpose } = this.line;
    const evidenceId = this.isSigned ? this.form.evidenceId : '';
    await attempt(this, async () => {
      await record({ request: { ...this.form, evidenceId, clientId: this.recordId, purpose } });
      this.close();
      await this.done('Written down');
    });
  }

  async confirm() {
    if (!valid(this.template)) return;
    const { purpose, channel } = this.line;
    await attempt(this, async () => {
      const receipt = await withdraw({ request: { ...this.form, clientId: this.recordId, purpose, channel } });
      this.close();
      this.showLetter(receipt.letter);
      await this.done('It is taken back');
    });
  }

  async sayNoNews() {
    await attempt(this, async () => {
      const letter = await noNewsletters({ clientId: this.recordId, receivedOn: null });
      this.close();
      this.showLetter(letter);
      await this.done('No more newsletters');
    });
  }

  /** @param {string} letter */
  showLetter(letter) {
    this.letter = letter;
    this.focusPending = true;
  }

  /** @param {string} title */
  async done(title) {
    this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
    await refreshApex(this.result);
  }
}

/** @param {any} data */
function present(data) {
  return {
    ...data,
    lines: data.lines.map((line) => ({
      ...line,
      title: line.channel ? `${line.label}: ${channelName(line.channel).toLowerCase()}` : line.label,
      stateLabel: STATES[line.state]?.label ?? line.state,
      pill: STATES[line.state]?.pill ?? 'pill',
      canTakeBack: ['Given', 'Ask again alone', 'Ended'].includes(line.state)
    })),
    history: data.history.map((entry) => ({
      ...entry,
      title: `${entry.label}${entry.channel ? `: ${channelName(entry.channel).toLowerCase()}` : ''}`,
      answer: DECISIONS[entry.decision] ?? entry.decision,
      how: [
        entry.method,
        entry.formKept && 'signed form kept',
        entry.language,
        entry.witness && `heard by ${entry.witness}`,
        entry.partnerPresent === 'Yes' && 'partner present',
        entry.notice && `notice ${entry.notice}`
      ]
        .filter(Boolean)
        .join(', ')
    })),
    hasHistory: data.history.length > 0,
    channels: data.channels.map(({ value }) => ({ value, label: channelName(value) })),
    methods: copy(data.methods),
    languages: copy(data.languages),
    partnerAnswers: copy(data.partnerAnswers)
  };
}

/** @param {any[]} list what a wire gave is frozen, and a combobox wants plain objects */
function copy(list) {
  return (list ?? []).map(({ value, label }) => ({ value, label }));
}
