import { LightningElement, api } from 'lwc';
import ActionWindow from 'shell/actionWindow';
import { messageOf, shellCall } from 'localorg/http';

/** Buttons of the quick actions that the layout gives to a record. */
export default class RecordActions extends LightningElement {
  @api recordId;
  actions = [];
  problem = '';
  _objectApiName;

  @api
  get objectApiName() {
    return this._objectApiName;
  }
  set objectApiName(value) {
    this._objectApiName = value;
    shellCall('actions', { objectApiName: value }).then(
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
