import { text, texts } from '../../metadata/xml.ts';
import { componentsOf, refuse } from '../build/source.ts';
import { fieldOf } from '../types.ts';
import { has } from './groups.ts';
import type { DeployTarget } from './index.ts';

/** Sees to it that tabs, applications, list views and event subscribers name things that exist. */
export function checkUserInterface(target: DeployTarget): void {
  const bundles = new Set(target.metadata.lwcBundles.map((bundle) => bundle.name));
  for (const tab of componentsOf(target.metadata, 'CustomTab')) {
    const component = text(tab.node, 'lwcComponent');
    if (component !== undefined && !bundles.has(component)) refuse(tab, `there is no Lightning web component ${component}`);
    const page = text(tab.node, 'flexiPage');
    if (page !== undefined && !has(target, 'FlexiPage', page)) refuse(tab, `there is no FlexiPage ${page}`);
    if (text(tab.node, 'customObject') === 'true' && !target.schema.object(tab.name)) refuse(tab, `there is no object ${tab.name}`);
  }
  for (const app of componentsOf(target.metadata, 'CustomApplication')) {
    for (const tab of texts(app.node, 'tabs')) if (!tab.startsWith('standard-') && !has(target, 'CustomTab', tab)) refuse(app, `there is no tab ${tab}`);
  }
  for (const view of componentsOf(target.metadata, 'ListView')) {
    const name = view.name.slice(0, view.name.indexOf('.'));
    const object = target.schema.object(name) ?? refuse(view, `there is no object ${name}`);
    for (const column of texts(view.node, 'columns')) {
      if (column.endsWith('__c') && !fieldOf(object, column)) refuse(view, `there is no field ${column} on ${object.name}`);
    }
  }
  const triggers = new Set(target.metadata.apexTriggers.map((each) => each.name));
  for (const config of componentsOf(target.metadata, 'PlatformEventSubscriberConfig')) {
    const consumer = text(config.node, 'platformEventConsumer') ?? '';
    if (!triggers.has(consumer)) refuse(config, `there is no trigger ${consumer}`);
  }
}
