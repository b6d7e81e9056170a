import { LightningElement } from 'lwc';
import { messageOf, shellCall } from 'localorg/http';

/** The reports in folders that she may open. */
export default class Reports extends LightningElement {
  reports = null;
  problem = '';

  async connectedCallback() {
    this.dispatchEvent(new CustomEvent('pagetitle', { detail: 'Reports', bubbles: true, composed: true }));
    try {
      const { reports } = await shellCall('reports');
      this.reports = reports.map((report) => ({ ...report, url: `/lightning/r/Report/${report.id}/view` }));
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  get none() {
    return this.reports?.length === 0;
  }
}
