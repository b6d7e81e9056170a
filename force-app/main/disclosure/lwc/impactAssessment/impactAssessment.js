// @ts-check
import { api, LightningElement } from 'lwc';
import keep from '@salesforce/apex/ImpactAssessmentController.keep';
import view from '@salesforce/apex/ImpactAssessmentController.view';
import { attempt } from 'c/errors';
import { valid } from 'c/forms';
import { plain } from 'c/sharedDetails';

const FIELDS = [
  'Name',
  'Version__c',
  'Module__c',
  'Residual_Risk__c',
  'Officer_Advice__c',
  'Advice_Followed__c',
  'Advice_Not_Followed_Reason__c',
  'Advice_Decided_By__c',
  'Regulator_Asked_On__c',
  'Regulator_Reference__c',
  'Regulator_Answered_On__c',
  'Regulator_Answer__c',
  'Regulator_Advice__c',
  'Text__c'
];

/** An impact assessment as the data protection officer fills it in: risk that is left, her advice, the regulator’s answer. */
export default class ImpactAssessment extends LightningElement {
  /** @type {string | null} the draft; nothing for a new one */
  @api documentId = null;

  /** @type {any} */
  choices = null;
  message = '';
  busy = false;
  /** @type {Record<string, string>} */
  form = {};
  focusPending = true;

  async connectedCallback() {
    await attempt(this, async () => {
      const found = await view({ documentId: this.documentId });
      this.form = Object.fromEntries(FIELDS.map((field) => [field, found.document[field] ?? '']));
      this.choices = {
        parts: found.parts.map(plain),
        risks: found.risks.map(plain),
        followed: found.followed.map(plain),
        answers: found.answers.map(plain),
        trustees: found.trustees.map(plain)
      };
    });
  }

  get loading() {
    return !this.choices && !this.message;
  }
  get heading() {
    return this.documentId ? `Impact assessment: ${this.form.Name ?? ''}` : 'A new impact assessment';
  }
  get notFollowed() {
    return Boolean(this.form.Advice_Followed__c) && this.form.Advice_Followed__c !== 'Yes';
  }
  get highRisk() {
    return this.form.Residual_Risk__c === 'High';
  }

  /** @param {any} event */
  change(event) {
    this.form = { ...this.form, [event.target.name]: event.detail.value };
  }

  async save() {
    if (!valid(this.template)) return;
    await attempt(this, async () => {
      /** @type {Record<string, string | null>} */
      const document = Object.fromEntries(FIELDS.map((field) => [field, this.form[field] || null]));
      await keep({ document: this.documentId ? { ...document, Id: this.documentId } : document });
      this.dispatchEvent(new CustomEvent('saved'));
    });
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
