/** Sees to it, when the org starts, that each report can be run as it is meant and stands in a folder of its own. */
import { NotSupportedError } from '../errors.ts';
import { nodes, text } from '../metadata/xml.ts';
import { componentsOf, refuse } from '../schema/build/source.ts';
import type { Component } from '../schema/build/source.ts';
import type { DeployTarget } from '../schema/deploy/index.ts';
import { fieldOf } from '../schema/types.ts';
import { definitionOf } from './definition.ts';

const NUMBERS: ReadonlySet<string> = new Set(['Number', 'Currency', 'Percent']);

export function checkReports(target: DeployTarget): void {
  target.problems.each(componentsOf(target.metadata, 'ReportType'), (type) => checkType(target, type));
  target.problems.each(componentsOf(target.metadata, 'ReportFolder'), (folder) => checkFolder(target, folder));
  target.problems.each(componentsOf(target.metadata, 'Report'), (report) => checkReport(target, report));
}

function checkType({ metadata, schema }: DeployTarget, type: Component): void {
  const base = text(type.node, 'baseObject') ?? '';
  if (text(metadata.components.get('CustomObject')?.get(base) ?? {}, 'enableReports') !== 'true')
    refuse(type, `reports are off for ${base}`);
  for (const column of nodes(type.node, 'sections').flatMap((section) => nodes(section, 'columns'))) {
    const table = text(column, 'table') ?? '';
    const field = text(column, 'field') ?? '';
    if (table !== base || field.includes('.'))
      throw new NotSupportedError(`a report column of another object, ${table}.${field} (${type.path})`);
    const object = schema.object(table);
    if (!object || (field !== 'Name' && !fieldOf(object, field))) refuse(type, `there is no field ${table}.${field}`);
  }
}

function checkFolder({ metadata }: DeployTarget, folder: Component): void {
  const access = text(folder.node, 'accessType');
  if (access !== 'Shared' && access !== 'Public') throw new NotSupportedError(`report folder of access ${access} (${folder.path})`);
  for (const share of nodes(folder.node, 'folderShares')) {
    const kind = text(share, 'sharedToType');
    const level = text(share, 'accessLevel');
    if (kind !== 'Group') throw new NotSupportedError(`a report folder shared with ${kind} (${folder.path})`);
    if (level !== 'View') throw new NotSupportedError(`a report folder shared to ${level} (${folder.path})`);
    const group = text(share, 'sharedTo') ?? '';
    if (!metadata.components.get('Group')?.has(group)) refuse(folder, `there is no group ${group}`);
  }
}

function checkReport({ metadata, schema }: DeployTarget, report: Component): void {
  const folder = report.name.split('/')[0]!;
  if (!metadata.components.get('ReportFolder')?.has(folder)) refuse(report, `there is no report folder ${folder}`);
  const definition = readable(() => definitionOf(metadata, report.node, report.path), report);
  const object = schema.object(definition.objectName)!;
  for (const { field, aggregates } of definition.columns) {
    const type = field === 'NAME' ? 'Text' : fieldOf(object, field)!.type;
    if (aggregates.length > 0 && !NUMBERS.has(type)) refuse(report, `${field} is no number to summarise`);
  }
  const grouped = definition.groupings.length > 0;
  if (grouped !== (text(report.node, 'format') === 'Summary')) refuse(report, 'a summary has groups, a table has none');
}

/** A refusal of the definition becomes one about this component; what is not supported keeps its own words. */
function readable<T>(read: () => T, component: Component): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotSupportedError) throw error;
    return refuse(component, (error as Error).message);
  }
}
