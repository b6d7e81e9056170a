import { text, texts } from '../../metadata/xml.ts';
import { componentsOf, refuse } from '../build/source.ts';
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
  const triggers = new Set(target.metadata.apexTriggers.map((each) => each.name));
  target.problems.each(componentsOf(target.metadata, 'PlatformEventSubscriberConfig'), (config) => {
    const consumer = text(config.node, 'platformEventConsumer') ?? '';
    if (!triggers.has(consumer)) refuse(config, `there is no trigger ${consumer}`);
  });
}

/** Names of the components on a page, at any depth. */
function componentNames(node: XmlNode): string[] {
  const deeper = Object.values(node).flatMap((children) =>
    children.flatMap((child) => (typeof child === 'string' ? [] : componentNames(child)))
  );
  return [...texts(node, 'componentName'), ...deeper];
}
