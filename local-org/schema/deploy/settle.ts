import { createHash } from 'node:crypto';
import { NotSupportedError, PlatformError } from '../../errors.ts';
import type { Org } from '../../org.ts';
import { Problems } from '../../metadata/error.ts';
import { componentsOf, refuse } from '../build/source.ts';
import type { Component } from '../build/source.ts';
import type { FieldDef } from '../types.ts';

/**
 * What a deployment still needs from the services: every formula compiled, and the shares of changed sharing rules computed.
 * @throws MetadataError naming the file of each formula that does not compile.
 */
export function settle(org: Org): void {
  const problems = new Problems(org.metadata);
  problems.each(componentsOf(org.metadata, 'CustomField'), (component) => compileField(org, component));
  problems.each(componentsOf(org.metadata, 'ValidationRule'), (component) => compileRule(org, component));
  problems.raise();
  recalculateSharing(org);
}

function compileField(org: Org, component: Component): void {
  const [object, name] = component.name.split('.') as [string, string];
  const definition = org.schema.object(object)!;
  const field = definition.fields.get(name.toLowerCase())!;
  if (field.formula !== undefined) compiling(component, '<formula>', () => org.formula.compileField(field, definition));
  if (field.defaultValue !== undefined && !isLiteral(field))
    compiling(component, '<defaultValue>', () => org.formula.compile(field.defaultValue!, definition));
}

/** A checkbox states its default as a value, not as a formula; custom metadata and events take theirs when they are written. */
function isLiteral(field: FieldDef): boolean {
  return field.type === 'Checkbox' && /^\s*(true|false)\s*$/i.test(field.defaultValue!);
}

function compileRule(org: Org, component: Component): void {
  const [object, name] = component.name.split('.') as [string, string];
  const definition = org.schema.object(object)!;
  const rule = definition.validationRules.find((each) => each.name === name)!;
  if (rule.active) compiling(component, '<errorConditionFormula>', () => org.formula.compile(rule.formula, definition));
}

function compiling(component: Component, element: string, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (error instanceof PlatformError || error instanceof NotSupportedError) refuse(component, `${element}: ${error.message}`);
    throw error;
  }
}

/** Shares follow the rules and sharing models of the source: computed anew when those changed since the last start. */
function recalculateSharing(org: Org): void {
  const models = [...org.schema.objects()].map((object) => [object.name, object.sharingModel]);
  const rules = ['SharingRules', 'Group', 'Queue', 'Role'].map((type) => [...(org.metadata.components.get(type) ?? [])]);
  const print = createHash('sha256')
    .update(JSON.stringify([models, rules]))
    .digest('hex');
  org.store.run('CREATE TABLE IF NOT EXISTS "_settled" (part TEXT PRIMARY KEY, print TEXT NOT NULL) WITHOUT ROWID');
  if (org.store.all(`SELECT print FROM "_settled" WHERE part = 'sharing'`)[0]?.print === print) return;
  org.store.atomically(() => {
    org.security.recalculateSharing();
    org.store.run(`INSERT OR REPLACE INTO "_settled" (part, print) VALUES ('sharing', ?)`, [print]);
  });
}
