// @ts-check
import { LightningElement } from 'lwc';
import choices from '@salesforce/apex/PaperController.choices';
import desk from '@salesforce/apex/PaperController.desk';
import { attempt } from 'c/errors';
import { standing } from 'c/paperWords';

const ENDED = 'ended';
const LISTS = [
  { value: 'here', label: 'Still there' },
  { value: ENDED, label: 'Shredded or lost' }
];

/** Paper that she may see: where it is, who has it. From here it is registered, labelled and counted. */
export default class PaperDesk extends LightningElement {
  list = 'here';
  listOptions = LISTS;
  /** @type {any[] | null} */
  rows = null;
  /** @type {any} */
  choices = null;
  /** Which part is open: '', 'new', 'labels', 'count' or 'paper'. */
  part = '';
  openId = '';
  /** @type {string[]} */
  chosen = [];
  message = '';
  note = '';
  busy = false;

  connectedCallback() {
    this.load();
  }

  async load() {
    this.rows = null;
    await attempt(this, async () => {
      this.choices ??= await choices();
      this.rows = (await desk({ endedOnes: this.list === ENDED })).map((row) => ({ ...row, ...standing(row) }));
      this.chosen = this.chosen.filter((id) => this.rows?.some(({ paperId }) => paperId === id));
    });
  }

  /** @param {any} event */
  switchList(event) {
    this.list = event.detail.value;
    this.chosen = [];
    this.load();
  }

  /** @param {any} event */
  choose(event) {
    const { id } = event.target.dataset;
    this.chosen = event.target.checked ? [...this.chosen, id] : this.chosen.filter((one) => one !== id);
  }

  /** @param {any} event */
  open(event) {
    this.openId = event.currentTarget.dataset.id;
    this.note = '';
    this.part = 'paper';
  }

  /** @param {any} event */
  start(event) {
    this.note = '';
    this.part = event.currentTarget.dataset.part;
  }

  back() {
    this.part = '';
    this.load();
  }

  /** @param {any} event */
  registered(event) {
    this.openId = event.detail;
    this.part = 'paper';
  }

  get showsList() {
    return this.part === '';
  }

  get showsPaper() {
    return this.part === 'paper';
  }

  get showsNew() {
    return this.part === 'new';
  }

  get showsLabels() {
    return this.part === 'labels';
  }

  get showsCount() {
    return this.part === 'count';
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
    return this.list === ENDED ? 'Nothing is shredded or lost yet.' : 'There is no paper of the families you work with.';
  }

  get labelButton() {
    const count = this.chosen.length;
    return count === 0 ? 'Print all labels' : `Print ${count === 1 ? 'one label' : `${count} labels`}`;
  }

  get toPrint() {
    return this.chosen.length > 0 ? this.chosen : (this.rows ?? []).map(({ paperId }) => paperId);
  }

  get mayPrint() {
    return this.hasRows && this.list !== ENDED;
  }
}
