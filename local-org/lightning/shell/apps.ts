/** Apps of the package and their navigation items, for one user. */
import type { Org } from '../../org.ts';
import { nodes, text, texts } from '../../metadata/xml.ts';
import type { XmlNode } from '../../metadata/types.ts';
import { navigationAccess } from './access.ts';
import type { NavigationAccess } from './access.ts';

export interface NavItem {
  readonly name: string;
  readonly label: string;
  readonly url: string;
  readonly icon: string;
  readonly kind: 'home' | 'object' | 'component' | 'page' | 'web';
  /** The object, component, FlexiPage or address it shows. */
  readonly target: string | null;
}

export interface App {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly headerColor: string;
  readonly items: readonly NavItem[];
}

/** @returns the Lightning apps that the user may open, each with the tabs she may see; one plain app when the package has none for her. */
export function appsFor(org: Org, userId: string): App[] {
  const access = navigationAccess(org, userId);
  const apps = [...(org.metadata.components.get('CustomApplication') ?? [])].filter(
    ([name, node]) => (text(node, 'uiType') ?? 'Lightning') === 'Lightning' && access.app(name)
  );
  if (apps.length === 0)
    return [{ name: 'standard__Platform', label: 'Platform', description: '', headerColor: '#0070D2', items: [home()] }];
  return apps.map(([name, node]) => ({
    name,
    label: text(node, 'label') ?? name,
    description: text(node, 'description') ?? '',
    headerColor: text(nodes(node, 'brand')[0] ?? {}, 'headerColor') ?? '#0070D2',
    items: texts(node, 'tabs').flatMap((tab) => navItem(org, userId, access, tab, 'Visible'))
  }));
}

/** @returns every tab that the user may open, for the app launcher's list of items. */
export function allItems(org: Org, userId: string): NavItem[] {
  const access = navigationAccess(org, userId);
  const items = [...(org.metadata.components.get('CustomTab') ?? [])].flatMap(([name]) => navItem(org, userId, access, name, 'Available'));
  return items.sort((a, b) => a.label.localeCompare(b.label, 'en-GB'));
}

/** @returns the tab of that name when the user may open it. */
export function openableItem(org: Org, userId: string, name: string): NavItem | null {
  return navItem(org, userId, navigationAccess(org, userId), name, 'Available')[0] ?? null;
}

function navItem(org: Org, userId: string, access: NavigationAccess, name: string, least: 'Visible' | 'Available'): NavItem[] {
  if (name === 'standard-home') return [home()];
  const tab = org.metadata.components.get('CustomTab')?.get(name);
  const objectName =
    text(tab ?? {}, 'customObject') === 'true' ? name : name.startsWith('standard-') ? name.slice('standard-'.length) : undefined;
  const visibility = access.tab(name);
  if (visibility === 'None' || (least === 'Visible' && visibility !== 'Visible')) return [];
  if (name === 'standard-report') return org.security.hasUserPermission(userId, 'RunReports') ? [reports()] : [];
  if (objectName) return objectItem(org, userId, name, objectName, tab);
  if (!tab) throw new Error(`A navigation item names the tab ${name}, which does not exist`);
  return [customItem(name, tab)];
}

function home(): NavItem {
  return { name: 'standard-home', label: 'Home', url: '/lightning/page/home', icon: 'standard:home', kind: 'home', target: null };
}

function reports(): NavItem {
  return {
    name: 'standard-report',
    label: 'Reports',
    url: '/lightning/o/Report/home',
    icon: 'standard:report',
    kind: 'object',
    target: 'Report'
  };
}

function objectItem(org: Org, userId: string, name: string, objectName: string, tab: XmlNode | undefined): NavItem[] {
  const object = org.schema.object(objectName);
  if (!object) throw new Error(`The tab ${name} names the object ${objectName}, which does not exist`);
  if (!org.security.objectAccess(userId, object.name).read) return [];
  return [
    {
      name,
      label: object.labelPlural,
      url: `/lightning/o/${object.name}/list`,
      icon: tab ? motifIcon(tab) : 'standard:record',
      kind: 'object',
      target: object.name
    }
  ];
}

function customItem(name: string, tab: XmlNode): NavItem {
  const label = text(tab, 'label') ?? name;
  const item = { name, label, url: `/lightning/n/${name}`, icon: motifIcon(tab) };
  const component = text(tab, 'lwcComponent');
  const page = text(tab, 'flexiPage');
  const address = text(tab, 'url');
  if (component) return { ...item, kind: 'component', target: component };
  if (page) return { ...item, kind: 'page', target: page };
  if (address) return { ...item, kind: 'web', target: address };
  throw new Error(`The tab ${name} shows neither an object, a Lightning component, a page nor an address`);
}

/** `Custom57: Building Block` of the metadata is the icon custom:custom57. */
function motifIcon(tab: XmlNode): string {
  const motif = /^Custom(\d+)/.exec(text(tab, 'motif') ?? '');
  return motif ? `custom:custom${motif[1]}` : 'standard:record';
}

/** @returns the icon of an object: that of its tab. */
export function objectIcon(org: Org, objectName: string): string {
  const tab = org.metadata.components.get('CustomTab')?.get(objectName);
  if (tab) return motifIcon(tab);
  const standard = objectName.toLowerCase();
  return ['account', 'contact', 'user', 'task', 'event'].includes(standard) ? `standard:${standard}` : 'standard:record';
}
