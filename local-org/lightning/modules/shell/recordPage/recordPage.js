import { LightningElement, api } from 'lwc';
import { messageOf, shellCall } from 'localorg/http';
import { completeRecord } from 'shell/router';

/** A record: the Lightning page assigned to its object, or details and related lists. */
export default class RecordPage extends LightningElement {
  info = null;
  gone = false;
  problem = '';
  _recordId;

  @api
  get recordId() {
    return this._recordId;
  }
  set recordId(value) {
    this._recordId = value;
    this.show(value);
  }

  get heading() {
    return `${this.info.objectLabel} ${this.info.name ?? ''}`;
  }

  async show(recordId) {
    Object.assign(this, { info: null, gone: false, problem: '' });
    try {
      const info = await shellCall('recordPage', { recordId });
      if (recordId !== this._recordId) return;
      this.info = info;
      completeRecord(info.objectApiName);
      this.dispatchEvent(
        new CustomEvent('pagetitle', {
          detail: info.name ? `${info.name} | ${info.objectLabel}` : info.objectLabel,
          bubbles: true,
          composed: true
        })
      );
    } catch (error) {
      if (recordId !== this._recordId) return;
      this.gone = error.status === 404;
      this.problem = this.gone ? '' : messageOf(error);
    }
  }
}
