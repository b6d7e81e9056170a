import { LightningElement, api } from 'lwc';

const STANDARD = {
  'force:highlightsPanel': 'isHighlights',
  'force:detailPanel': 'isDetail',
  'force:relatedListContainer': 'isRelatedLists',
  'force:relatedListSingleContainer': 'isRelatedList',
  'flexipage:filterListCard': 'isListCard',
  'flexipage:tabset': 'isTabset',
  'flexipage:richText': 'isText',
  'runtime_sales_pathassistant:pathAssistant': 'isPath'
};
const TAB_LABELS = {
  'Standard.Tab.detail': 'Details',
  'Standard.Tab.relatedLists': 'Related',
  'Standard.Tab.activity': 'Activity',
  'Standard.Tab.home': 'Home'
};

/** The components of one region of a Lightning page, one below the other. */
export default class Region extends LightningElement {
  @api regions;
  @api name;
  @api recordId;
  @api objectApiName;

  get items() {
    return (this.regions?.[this.name] ?? []).map((component, index) => ({
      ...component,
      key: `${component.name} ${index}`,
      [component.isLwc ? 'lwc' : (STANDARD[component.name] ?? 'unknown')]: true,
      actions: String(component.properties?.enableActionsConfiguration) === 'true' ? (component.properties.actionNames ?? '') : undefined,
      tabs: component.name === 'flexipage:tabset' ? this.tabsOf(component) : []
    }));
  }

  tabsOf({ properties }) {
    const tabs = this.regions[properties.tabs] ?? [];
    return tabs.map((tab, index) => ({
      key: `${index}`,
      label: TAB_LABELS[tab.properties.title] ?? tab.properties.title,
      region: tab.properties.body
    }));
  }
}
