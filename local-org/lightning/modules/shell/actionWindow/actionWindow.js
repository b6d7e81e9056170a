import { api } from 'lwc';
import LightningModal from 'lightning/modal';

/** A screen action in its window; it closes when its component says so, or with Escape. */
export default class ActionWindow extends LightningModal {
  @api component;
  @api recordId;
  @api objectApiName;

  connectedCallback() {
    this.template.addEventListener('lightning__actionsclosescreen', () => this.close());
  }

  /** The base component names its dialog when it renders a second time, which it never does for who asked for less motion. */
  renderedCallback() {
    this.template.host.closest('[role=dialog]')?.setAttribute('aria-label', this.label);
  }
}
