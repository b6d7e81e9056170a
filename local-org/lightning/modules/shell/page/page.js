import { LightningElement, api } from 'lwc';

/** Chooses what shows a page reference. */
export default class Page extends LightningElement {
  @api page;

  get isReport() {
    return this.page.type === 'standard__recordPage' && this.page.attributes.objectApiName === 'Report';
  }
  get isReports() {
    return this.page.type === 'standard__objectPage' && this.page.attributes.objectApiName === 'Report';
  }
  get isRecord() {
    return (
      this.page.type === 'standard__recordPage' && this.page.attributes.actionName === 'view' && Boolean(this.page.attributes.recordId)
    );
  }
  get isList() {
    return this.page.type === 'standard__objectPage' && ['list', 'home'].includes(this.page.attributes.actionName);
  }
  get isRelated() {
    return this.page.type === 'standard__recordRelationshipPage';
  }
  get isItem() {
    return this.page.type === 'standard__navItemPage';
  }
  get isHome() {
    return this.page.type === 'standard__namedPage' && this.page.attributes.pageName === 'home';
  }
  get isSearch() {
    return this.page.type === 'standard__search';
  }
  get isComponent() {
    return this.page.type === 'standard__component' && this.page.attributes.componentName?.startsWith('c__');
  }
  get componentName() {
    return this.page.attributes.componentName.replace('__', '/');
  }
}
