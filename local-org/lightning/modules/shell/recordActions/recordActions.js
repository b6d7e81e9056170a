import { LightningElement, api } from 'lwc';
import ActionWindow from 'shell/actionWindow';
import { messageOf, shellCall } from 'localorg/http';

/** Buttons of the quick actions that the page or the layout gives to a record. */
export default class RecordActions extends LightningElement {
  @api recordId;
  actions = [];
  problem = '';
  /** Dynamic actions of the page, separated by commas; those of the layout when left out. */
  @api named;
  @api objectApiName;

  connectedCallback() {
    const { objectApiName, named } = this;
    shellCall('actions', named === undefined ? { objectApiName } : { objectApiName, named }).then(
      ({ actions }) => (this.actions = actions),
      (error) => (this.problem = messageOf(error))
    );
  }

  async open({ target }) {
    const { label, dataset } = target;
    await ActionWindow.open({
      label,
      size: 'medium',
      component: dataset.component,
      recordId: this.recordId,
      objectApiName: this.objectApiName
    });
    target.focus();
  }
}
