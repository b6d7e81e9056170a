import { LightningElement, api } from 'lwc';

const HEADER = /^(header|top|subheader)$/i;
const SIDE = /sidebar|^right/i;

/** A Lightning page: its header above, its main column, its side column. Facets are shown by the components that name them. */
export default class FlexiPage extends LightningElement {
  @api page;
  /** What the page is, for those who hear it: shown by the highlights panel where there is one. */
  @api heading;
  @api recordId;
  @api objectApiName;

  get names() {
    return Object.keys(this.page.regions).filter((name) => !/^Facet-/i.test(name) && !this.isFacet(name));
  }
  get headers() {
    return this.names.filter((name) => HEADER.test(name));
  }
  get sides() {
    return this.names.filter((name) => SIDE.test(name));
  }
  get mains() {
    return this.names.filter((name) => !HEADER.test(name) && !SIDE.test(name));
  }
  get unnamed() {
    return (
      Boolean(this.heading) &&
      !Object.values(this.page.regions).some((components) => components.some(({ name }) => name === 'force:highlightsPanel'))
    );
  }
  get hasHeader() {
    return this.headers.length > 0;
  }
  get hasSide() {
    return this.sides.some((name) => this.page.regions[name].length > 0);
  }
  get columnsClass() {
    return `org-page__columns${this.hasSide ? ' org-page__columns_two' : ''}`;
  }

  isFacet(name) {
    return Object.values(this.page.regions).some((components) =>
      components.some(({ properties }) => Object.values(properties).includes(name))
    );
  }
}
