// @ts-check
import { LightningElement } from 'lwc';

/** Paper: where it is, who has it. */
export default class PaperDesk extends LightningElement {}
