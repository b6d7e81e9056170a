import { LightningElement, api } from 'lwc';
import { messageOf, shellCall } from 'localorg/http';

const cellsOf = (values) => values.map((value, at) => ({ key: String(at), value, isHead: at === 0 }));
const rowsOf = (rows) => rows.map((values, at) => ({ key: String(at), cells: cellsOf(values), rowClass: '' }));

/** A report as it runs now, in the rights of who looks: its groups with counts and totals, and its rows. */
export default class Report extends LightningElement {
  report = null;
  problem = '';
  gone = false;
  _reportId;

  @api
  get reportId() {
    return this._reportId;
  }
  set reportId(value) {
    this._reportId = value;
    this.run(value);
  }

  async run(id) {
    Object.assign(this, { report: null, problem: '', gone: false });
    try {
      const report = await shellCall('report', { id });
      if (id !== this._reportId) return;
      this.report = report;
      this.dispatchEvent(new CustomEvent('pagetitle', { detail: `${report.label} | Reports`, bubbles: true, composed: true }));
    } catch (error) {
      this.gone = error.status === 404;
      this.problem = this.gone ? '' : messageOf(error);
    }
  }

  get isSummary() {
    return this.report.groupings.length > 0;
  }
  get count() {
    const { count } = this.report.total;
    return `${count} ${count === 1 ? 'record' : 'records'}`;
  }
  get empty() {
    return this.report.total.count === 0;
  }
  get tables() {
    return this.isSummary ? [this.summary, ...this.details] : [this.table];
  }
  get table() {
    return { key: 'rows', label: this.report.label, heads: this.report.columns, rows: rowsOf(this.report.total.rows) };
  }
  get summary() {
    const { groupings, groups, total, label } = this.report;
    const numbers = ({ count, totals }) => [String(count), ...totals.map(({ value }) => value)];
    const rows = rowsOf(groups.map((group) => [...group.keys, ...numbers(group)]));
    const last = ['Total', ...groupings.slice(1).map(() => ''), ...numbers(total)];
    return {
      key: 'summary',
      label,
      heads: [...groupings, 'Record Count', ...total.totals.map((one) => one.label)],
      rows: [...rows, { key: 'total', cells: cellsOf(last), rowClass: 'org-total' }]
    };
  }
  get details() {
    if (!this.report.showDetails) return [];
    return this.report.groups.map((group, at) => {
      const label = group.keys.join(', ');
      return { key: String(at), label, heading: label, heads: this.report.columns, rows: rowsOf(group.rows) };
    });
  }
}
