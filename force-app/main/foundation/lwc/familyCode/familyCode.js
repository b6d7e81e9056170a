// @ts-check
import { api, LightningElement } from 'lwc';

/** A family's code, to read and to say aloud: never a name. */
export default class FamilyCode extends LightningElement {
  /** @type {string} */
  @api code = '';
  /** Two neutral words for saying aloud. @type {string} */
  @api words = '';
}
