import { LightningElement, api } from 'lwc';

/** Rows of records in columns; heads sort. */
export default class Table extends LightningElement {
  @api label;
  @api columns = [];
  @api records = [];
  /** Field, with `-` in front for descending. */
  @api sortedBy = '';
  @api loading = false;

  get busy() {
    return String(this.loading);
  }
  get heads() {
    return this.columns.map((column) => {
      const down = this.sortedBy === `-${column.fieldApiName}`;
      const up = this.sortedBy === column.fieldApiName;
      const sort = down ? 'descending' : up ? 'ascending' : null;
      return {
        ...column,
        key: column.fieldApiName,
        sort,
        arrow: down ? 'utility:arrowdown' : up ? 'utility:arrowup' : null,
        headClass: column.sortable ? 'slds-is-sortable' : ''
      };
    });
  }
  get rows() {
    return this.records.map((record) => ({
      id: record.id,
      record,
      cells: this.columns.map((column, index) => ({
        key: column.fieldApiName,
        path: column.fieldApiName,
        dataType: column.dataType,
        isRowHead: index === 0,
        linkId: column.lookupId ? record.fields[column.lookupId]?.value : index === 0 ? record.id : undefined
      }))
    }));
  }

  sort({ currentTarget }) {
    const { field } = currentTarget.dataset;
    this.dispatchEvent(new CustomEvent('sort', { detail: this.sortedBy === field ? `-${field}` : field }));
  }
}
