// @ts-check
import { api, LightningElement } from 'lwc';
import endProcessor from '@salesforce/apex/DataRegistersController.endProcessor';
import keepProcessor from '@salesforce/apex/RegistersController.keepProcessor';
import keepStore from '@salesforce/apex/RegistersController.keepStore';
import loadChoices from '@salesforce/apex/RegistersController.choices';
import processorLeft from '@salesforce/apex/DataRegistersController.processorLeft';
import renewProcessor from '@salesforce/apex/DataRegistersController.renewProcessor';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { plain } from 'c/sharedDetails';

const HEADINGS = {
  processor: 'Who handles data for us',
  renew: 'The new agreement',
  store: 'A place where data is kept',
  end: 'It stops working for us',
  left: 'What it gave back'
};
const WHAT_HAPPENS = {
  processor: 'It opens nothing yet: the data protection officer approves it when all eight terms are found in the agreement.',
  renew: 'It is approved with your name. If a term or a day is missing, nothing is saved.',
  store: 'It is written down as not approved. The data protection officer approves it.',
  end: 'After that day nothing is shared with them, and their logins see no family.',
  left: 'It is kept with their entry in the register.'
};

/** One entry of a register, typed in or changed: a processor, its end, or a place for data. */
export default class RegisterEntry extends LightningElement {
  /** 'processor', 'renew', 'store', 'end' or 'left' */
  @api mode = 'processor';
  /** @type {any} the row as the register shows it; nothing for a new one */
  @api row = null;

  /** @type {any} */
  choices = null;
  message = '';
  busy = false;
  /** @type {any} */
  form = {};
  focusPending = true;

  async connectedCallback() {
    this.form = this.isStore ? storeForm(this.row) : processorForm(this.row);
    await attempt(this, async () => {
      this.choices = await loadChoices();
    });
  }

  get loading() {
    return !this.choices && !this.message;
  }
  get isProcessor() {
    return this.mode === 'processor' || this.mode === 'renew';
  }
  get isStore() {
    return this.mode === 'store';
  }
  get isEnd() {
    return this.mode === 'end';
  }
  get heading() {
    return this.row ? `${HEADINGS[this.mode]}: ${this.row.Name}` : HEADINGS[this.mode];
  }
  get whatHappens() {
    return WHAT_HAPPENS[this.mode];
  }
  get saveLabel() {
    return this.mode === 'renew' ? 'Write it down and approve' : 'Write it down';
  }
  get parts() {
    return this.choices.parts.map(plain);
  }
  get categories() {
    return this.choices.categories.map(plain);
  }
  get terms() {
    return this.choices.terms.map(plain);
  }
  get storeKinds() {
    return this.choices.storeKinds.map(plain);
  }
  get holders() {
    return this.choices.holders.map(plain);
  }

  /** @param {any} event */
  change(event) {
    const { name, type } = event.target;
    this.form = { ...this.form, [name]: type === 'checkbox' ? event.detail.checked : event.detail.value };
  }

  async save() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      await this.send();
      this.dispatchEvent(new CustomEvent('saved'));
    });
  }

  send() {
    if (this.isStore) return keepStore({ store: storeRow(this.row, this.form) });
    if (this.isEnd) return endProcessor({ organisationId: this.row.Id, endsOn: this.form.endsOn });
    if (this.mode === 'left') return processorLeft({ organisationId: this.row.Id, evidence: this.form.evidence });
    const entry = { ...this.form, organisationId: this.row?.Id ?? null };
    for (const key of Object.keys(entry)) if (entry[key] === '') entry[key] = null;
    entry.breachHours = entry.breachHours === null ? null : Number(entry.breachHours);
    delete entry.evidence;
    return this.mode === 'renew' ? renewProcessor({ entry }) : keepProcessor({ entry });
  }

  leave() {
    this.dispatchEvent(new CustomEvent('leave'));
  }

  /** The form opens with its heading: the keyboard follows to it. */
  renderedCallback() {
    if (!this.focusPending) return;
    const target = /** @type {any} */ (this.template?.querySelector('.step'));
    if (!target) return;
    this.focusPending = false;
    target.focus();
  }
}

/** @param {any} row */
function processorForm(row) {
  return {
    name: row?.Name ?? '',
    work: row?.Work_Done__c ?? '',
    part: row?.Part_Played__c ?? '',
    people: row?.People__c ?? '',
    categories: split(row?.Data_Categories__c),
    terms: split(row?.Article_28_Terms__c),
    location: row?.Location__c ?? '',
    transferTool: row?.Transfer_Tool__c ?? '',
    subProcessors: row?.Sub_Processors__c ?? '',
    subProcessorList: row?.Sub_Processor_List__c ?? '',
    figurePlaces: row?.Figure_Places__c ?? '',
    breachHours: row?.Breach_Notice_Hours__c ?? '',
    kept: row?.Agreement_Kept__c ?? '',
    signedOn: row?.Agreement_Signed_On__c ?? '',
    endsOn: row?.Agreement_Ends_On__c ?? '',
    reviewOn: row?.Agreement_Review_On__c ?? ''
  };
}

/** @param {any} row */
function storeForm(row) {
  return {
    name: row?.Name ?? '',
    kind: row?.Kind__c ?? '',
    holder: row?.Holder__c ?? '',
    reviewOn: row?.Review_On__c ?? '',
    encrypted: row?.Encrypted__c ?? false,
    categories: split(row?.Data_Categories__c)
  };
}

/**
 * @param {any} row
 * @param {any} form
 */
function storeRow(row, form) {
  const store = {
    Name: form.name,
    Kind__c: form.kind,
    Holder__c: form.holder,
    Review_On__c: form.reviewOn || null,
    Encrypted__c: form.encrypted,
    Data_Categories__c: form.categories.join(';') || null
  };
  return row ? { ...store, Id: row.Id } : store;
}

/** @param {string | undefined} values */
function split(values) {
  return (values ?? '').split(';').filter(Boolean);
}
