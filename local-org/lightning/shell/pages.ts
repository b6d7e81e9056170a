/** FlexiPages as the browser needs them: regions of components, with their properties, filtered by their visibility rules. */
import { NotSupportedError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import { nodes, text } from '../../metadata/xml.ts';
import type { XmlNode } from '../../metadata/types.ts';
import type { UiRecord } from '../../api/ui/shape.ts';

export interface PageComponent {
  /** `c/caseHeader`, `force:detailPanel`. */
  readonly name: string;
  readonly isLwc: boolean;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}
export interface Page {
  readonly name: string;
  readonly label: string;
  readonly template: string;
  readonly regions: Readonly<Record<string, readonly PageComponent[]>>;
}
export interface PageContext {
  readonly org: Org;
  readonly userId: string;
  readonly record: UiRecord | null;
}

/** @returns the FlexiPage that shows a record of the object, by the app's overrides and then the object's own; null for the standard page. */
export function recordPageName(org: Org, appName: string | null, objectName: string): string | null {
  return (
    overriddenPage(appOf(org, appName), 'View', objectName) ??
    overriddenPage(org.metadata.components.get('CustomObject')?.get(objectName), 'View', null)
  );
}

/** @returns the FlexiPage of the app's home, or null for the standard one. */
export function homePageName(org: Org, appName: string | null): string | null {
  return overriddenPage(appOf(org, appName), 'Tab', 'standard-home') ?? overriddenPage(appOf(org, appName), 'View', 'standard-home');
}

/** @returns the page for one user. @throws when it does not exist or uses what this org does not have. */
export function pageFor(context: PageContext, name: string): Page {
  const node = context.org.metadata.components.get('FlexiPage')?.get(name);
  if (!node) throw new Error(`There is no Lightning page ${name}`);
  const regions: Record<string, PageComponent[]> = {};
  for (const region of nodes(node, 'flexiPageRegions')) {
    const items = [
      ...nodes(region, 'itemInstances').map((item) => item),
      ...nodes(region, 'componentInstances').map((instance) => ({ componentInstance: [instance] }))
    ];
    (regions[text(region, 'name') ?? 'main'] ??= []).push(...items.flatMap((item) => componentOf(context, item)));
  }
  return { name, label: text(node, 'masterLabel') ?? name, template: text(nodes(node, 'template')[0] ?? {}, 'name') ?? '', regions };
}

function appOf(org: Org, appName: string | null): XmlNode | undefined {
  return appName === null ? undefined : org.metadata.components.get('CustomApplication')?.get(appName);
}

function overriddenPage(node: XmlNode | undefined, action: string, target: string | null): string | null {
  for (const entry of nodes(node ?? {}, 'actionOverrides')) {
    const desktop = (text(entry, 'formFactor') ?? 'Large') === 'Large';
    const same = text(entry, 'actionName') === action && (target === null || text(entry, 'pageOrSobjectType') === target);
    if (desktop && same && text(entry, 'type')?.toLowerCase() === 'flexipage') return text(entry, 'content') ?? null;
  }
  return null;
}

function componentOf(context: PageContext, item: XmlNode): PageComponent[] {
  const field = nodes(item, 'fieldInstance')[0];
  if (field)
    return [{ name: 'record:field', isLwc: false, properties: { field: (text(field, 'fieldItem') ?? '').replace(/^Record\./, '') } }];
  const instance = nodes(item, 'componentInstance')[0];
  if (!instance || !isVisible(context, nodes(instance, 'visibilityRule')[0])) return [];
  const written = text(instance, 'componentName') ?? '';
  const bundle = written.replace(/^c:/, '');
  const isLwc = context.org.metadata.lwcBundles.some((candidate) => candidate.name === bundle);
  if (!isLwc && !written.includes(':')) throw new Error(`A Lightning page names the component ${written}, which does not exist`);
  return [{ name: isLwc ? `c/${bundle}` : written, isLwc, properties: propertiesOf(context, instance, isLwc ? bundle : null) }];
}

function propertiesOf(context: PageContext, instance: XmlNode, bundle: string | null): PageComponent['properties'] {
  const types = bundle === null ? new Map<string, string>() : propertyTypes(context.org, bundle);
  return Object.fromEntries(
    nodes(instance, 'componentInstanceProperties').map((property) => {
      const name = text(property, 'name') ?? '';
      const listed = nodes(property, 'valueList')
        .flatMap((list) => nodes(list, 'valueListItems'))
        .filter((item) => isVisible(context, nodes(item, 'visibilityRule')[0]));
      const value = text(property, 'value') ?? listed.map((item) => text(item, 'value') ?? '').join(',');
      const type = types.get(name);
      return [name, type === 'Boolean' ? value === 'true' : type === 'Integer' ? Number(value) : value];
    })
  );
}

/** Types of the design properties, from the bundle's targetConfigs. */
function propertyTypes(org: Org, bundle: string): Map<string, string> {
  const meta = org.metadata.lwcBundles.find((candidate) => candidate.name === bundle)?.meta ?? {};
  const configs = nodes(meta, 'targetConfigs').flatMap((group) => nodes(group, 'targetConfig'));
  return new Map(
    configs
      .flatMap((config) => nodes(config, 'property'))
      .map((property) => [text(property, '@name') ?? '', text(property, '@type') ?? 'String'])
  );
}

function isVisible(context: PageContext, rule: XmlNode | undefined): boolean {
  if (!rule) return true;
  const results = nodes(rule, 'criteria').map((criterion) => matches(context, criterion));
  const logic = text(rule, 'booleanFilter');
  return logic ? combine(logic, results) : results.every(Boolean);
}

function matches(context: PageContext, criterion: XmlNode): boolean {
  const left = String(leftValue(context, text(criterion, 'leftValue') ?? '') ?? '');
  const right = text(criterion, 'rightValue') ?? '';
  const operator = text(criterion, 'operator') ?? 'EQUAL';
  switch (operator) {
    case 'EQUAL':
      return left === right;
    case 'NE':
      return left !== right;
    case 'CONTAINS':
      return left.includes(right);
    case 'GT':
      return Number(left) > Number(right);
    case 'GE':
      return Number(left) >= Number(right);
    case 'LT':
      return Number(left) < Number(right);
    case 'LE':
      return Number(left) <= Number(right);
    default:
      throw new NotSupportedError(`visibility rule operator ${operator}`);
  }
}

function leftValue({ org, userId, record }: PageContext, expression: string): unknown {
  const path = /^\{!(.+)\}$/.exec(expression)?.[1]?.split('.') ?? [];
  if (path[0] === 'Record' && path.length === 2) return record?.fields[path[1]!]?.value ?? null;
  if (path[0] === '$Permission' && path[1] === 'CustomPermission' && path[2]) return org.security.hasCustomPermission(userId, path[2]);
  if (path[0] === '$Permission' && path[1] === 'StandardPermission' && path[2]) return org.security.hasUserPermission(userId, path[2]);
  if (path[0] === '$Client' && path[1] === 'FormFactor') return 'Large';
  throw new NotSupportedError(`visibility rule on ${expression}`);
}

/** `1 AND (2 OR 3)` over the criteria's results. */
function combine(logic: string, results: readonly boolean[]): boolean {
  const tokens = logic.toUpperCase().match(/\d+|AND|OR|NOT|[()]/g) ?? [];
  let at = 0;
  const atom = (): boolean => {
    const token = tokens[at++];
    if (token === 'NOT') return !atom();
    if (token === '(') {
      const inner = either();
      at++;
      return inner;
    }
    return results[Number(token) - 1] ?? false;
  };
  const both = (): boolean => {
    let value = atom();
    while (tokens[at] === 'AND') {
      at++;
      const next = atom();
      value &&= next;
    }
    return value;
  };
  const either = (): boolean => {
    let value = both();
    while (tokens[at] === 'OR') {
      at++;
      const next = both();
      value ||= next;
    }
    return value;
  };
  return either();
}

/** @returns record fields that the page's visibility rules look at. */
export function ruleFields(org: Org, name: string): string[] {
  const found = JSON.stringify(org.metadata.components.get('FlexiPage')?.get(name) ?? {}).matchAll(/\{!Record\.(\w+)\}/g);
  return [...new Set([...found].map((match) => match[1]!))];
}
