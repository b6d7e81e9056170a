import { NotSupportedError } from '../../errors.ts';
import { nodes, text, texts } from '../../metadata/xml.ts';
import { checkReports } from '../../reports/check.ts';
import { componentsOf, refuse } from '../build/source.ts';
import type { Component } from '../build/source.ts';
import { fieldOf } from '../types.ts';
import type { XmlNode } from '../../metadata/types.ts';
import { has } from './groups.ts';
import type { DeployTarget } from './index.ts';

/** Sees to it that tabs, applications, list views and event subscribers name things that exist. */
export function checkUserInterface(target: DeployTarget): void {
  const bundles = new Set(target.metadata.lwcBundles.map((bundle) => bundle.name));
  target.problems.each(componentsOf(target.metadata, 'CustomTab'), (tab) => {
    const component = text(tab.node, 'lwcComponent');
    if (component !== undefined && !bundles.has(component)) refuse(tab, `there is no Lightning web component ${component}`);
    const page = text(tab.node, 'flexiPage');
    if (page !== undefined && !has(target, 'FlexiPage', page)) refuse(tab, `there is no FlexiPage ${page}`);
    if (text(tab.node, 'customObject') === 'true' && !target.schema.object(tab.name)) refuse(tab, `there is no object ${tab.name}`);
  });
  target.problems.each(componentsOf(target.metadata, 'FlexiPage'), (page) => {
    for (const name of componentNames(page.node)) {
      const own = name.replace(/^c:/, '');
      if (!own.includes(':') && !bundles.has(own)) refuse(page, `there is no Lightning web component ${own}`);
    }
  });
  target.problems.each(componentsOf(target.metadata, 'CustomApplication'), (app) => {
    for (const tab of texts(app.node, 'tabs'))
      if (!tab.startsWith('standard-') && !has(target, 'CustomTab', tab)) refuse(app, `there is no tab ${tab}`);
  });
  target.problems.each(componentsOf(target.metadata, 'ListView'), (view) => {
    const name = view.name.slice(0, view.name.indexOf('.'));
    const object = target.schema.object(name) ?? refuse(view, `there is no object ${name}`);
    for (const column of texts(view.node, 'columns')) {
      if (column.endsWith('__c') && !fieldOf(object, column)) refuse(view, `there is no field ${column} on ${object.name}`);
    }
  });
  target.problems.each(componentsOf(target.metadata, 'QuickAction'), (action) => checkQuickAction(target, action));
  target.problems.each(componentsOf(target.metadata, 'Layout'), (layout) => checkLayoutActions(target, layout));
  target.problems.each(componentsOf(target.metadata, 'PathAssistant'), (path) => checkPath(target, path));
  target.problems.each(componentsOf(target.metadata, 'CustomApplication'), (app) => {
    const bar = text(app.node, 'utilityBar');
    const page = bar === undefined ? undefined : target.metadata.components.get('FlexiPage')?.get(bar);
    if (bar !== undefined && text(page ?? {}, 'type') !== 'UtilityBar') refuse(app, `there is no utility bar ${bar}`);
  });
  checkReports(target);
  const triggers = new Set(target.metadata.apexTriggers.map((each) => each.name));
  target.problems.each(componentsOf(target.metadata, 'PlatformEventSubscriberConfig'), (config) => {
    const consumer = text(config.node, 'platformEventConsumer') ?? '';
    if (!triggers.has(consumer)) refuse(config, `there is no trigger ${consumer}`);
  });
}

/** Only components in a window: other kinds of action would be shown and do nothing. */
function checkQuickAction({ metadata }: DeployTarget, action: Component): void {
  const type = text(action.node, 'type') ?? '';
  if (type !== 'LightningWebComponent') throw new NotSupportedError(`quick action type ${type} (${action.path})`);
  if (!action.name.includes('.')) throw new NotSupportedError(`a quick action without an object (${action.path})`);
  const name = text(action.node, 'lightningWebComponent') ?? '';
  const bundle = metadata.lwcBundles.find((candidate) => candidate.name === name);
  if (!bundle) refuse(action, `there is no Lightning web component ${name}`);
  const targets = nodes(bundle.meta, 'targets').flatMap((group) => texts(group, 'target'));
  if (!targets.includes('lightning__RecordAction')) refuse(action, `${name} has no target lightning__RecordAction`);
  const configs = nodes(bundle.meta, 'targetConfigs').flatMap((group) => nodes(group, 'targetConfig'));
  const config = configs.find((candidate) => text(candidate, '@targets') === 'lightning__RecordAction');
  const kind = text(config ?? {}, 'actionType') ?? 'ScreenAction';
  if (kind !== 'ScreenAction') throw new NotSupportedError(`record action of type ${kind} (${action.path})`);
}

function checkLayoutActions(target: DeployTarget, layout: Component): void {
  for (const item of nodes(layout.node, 'platformActionList').flatMap((list) => nodes(list, 'platformActionListItems'))) {
    const type = text(item, 'actionType') ?? '';
    const name = text(item, 'actionName') ?? '';
    if (type !== 'QuickAction') throw new NotSupportedError(`layout action of type ${type} (${layout.path})`);
    if (!has(target, 'QuickAction', name)) refuse(layout, `there is no quick action ${name}`);
  }
}

function checkPath({ schema }: DeployTarget, path: Component): void {
  const objectName = text(path.node, 'entityName') ?? '';
  const object = schema.object(objectName) ?? refuse(path, `there is no object ${objectName}`);
  const fieldName = text(path.node, 'fieldName') ?? '';
  const field = fieldOf(object, fieldName) ?? refuse(path, `there is no field ${fieldName} on ${object.name}`);
  if (text(path.node, 'recordTypeName') !== '__MASTER__') throw new NotSupportedError(`a path for one record type (${path.path})`);
  for (const step of nodes(path.node, 'pathAssistantSteps')) {
    const value = text(step, 'picklistValueName') ?? '';
    if (!field.picklist.some((candidate) => candidate.value === value)) refuse(path, `${fieldName} has no value ${value}`);
    if (texts(step, 'fieldNames').length > 0) throw new NotSupportedError(`key fields of a path (${path.path})`);
  }
}

/** Names of the components on a page, at any depth. */
function componentNames(node: XmlNode): string[] {
  const deeper = Object.values(node).flatMap((children) =>
    children.flatMap((child) => (typeof child === 'string' ? [] : componentNames(child)))
  );
  return [...texts(node, 'componentName'), ...deeper];
}
