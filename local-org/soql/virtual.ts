/** Objects without a table: rows computed for the query that asks. */
import { NotSupportedError } from '../errors.ts';
import type { RecordLevel, SqlFragment } from '../security/types.ts';
import { quoted } from '../security/sql.ts';
import { invalidOperator } from './errors.ts';
import type { Condition, Plan } from './plan.ts';
import type { RunContext } from './run-context.ts';
import { listOf, operandOf } from './values.ts';

/** @returns a sub-select that stands for the table. @throws NotSupportedError for an object nobody computes. */
export function virtualTable(context: RunContext, plan: Plan): SqlFragment {
  const { object } = plan.root;
  if (object.name !== 'UserRecordAccess') throw new NotSupportedError(`queries of ${object.name}`);
  const columns = [...object.fields.values()].map((field) => `json_extract(value, '$.${field.name}') AS ${quoted(field.name)}`);
  return { sql: `(SELECT ${columns.join(', ')} FROM json_each(?))`, params: [JSON.stringify(recordAccess(context, plan))] };
}

/** Object reference, UserRecordAccess: one user and up to 200 records must be named. */
function recordAccess(context: RunContext, plan: Plan): Record<string, string | number | null>[] {
  const users = wanted(context, plan.where, 'UserId');
  const records = wanted(context, plan.where, 'RecordId');
  if (users?.length !== 1 || !records)
    throw invalidOperator('Can only do an equals comparison on UserId and filter by RecordId in a query of UserRecordAccess');
  if (records.length > 200) throw invalidOperator('A query of UserRecordAccess takes at most 200 records');
  const userId = users[0]!;
  const rights = new Map<string, Set<RecordLevel>>(records.map((id) => [id, new Set()]));
  const { schema, security } = context.org;
  for (const [prefix, ids] of Map.groupBy(records, (id) => id.slice(0, 3))) {
    const object = schema.byKeyPrefix(prefix);
    if (!object || object.virtual) continue;
    const access = security.objectAccess(userId, object.name);
    const levels: [RecordLevel, boolean][] = [
      ['read', access.read],
      ['edit', access.edit],
      ['delete', access.delete],
      ['all', access.delete]
    ];
    for (const [level, allowed] of levels)
      if (allowed) for (const id of security.reachable(userId, object.name, ids, level)) rights.get(id)!.add(level);
  }
  return [...rights].map(([id, levels]) => accessRow(userId, id, levels));
}

function accessRow(userId: string, id: string, levels: ReadonlySet<RecordLevel>): Record<string, string | number | null> {
  const all = levels.has('all');
  const most = all ? 'All' : levels.has('delete') ? 'Delete' : levels.has('edit') ? 'Edit' : levels.has('read') ? 'Read' : 'None';
  const flag = (level: RecordLevel): number => Number(levels.has(level));
  return {
    Id: id,
    UserId: userId,
    RecordId: id,
    HasReadAccess: flag('read'),
    HasEditAccess: flag('edit'),
    HasDeleteAccess: flag('delete'),
    HasTransferAccess: Number(all),
    HasAllAccess: Number(all),
    MaxAccessLevel: most
  };
}

/** @returns the values that a field must equal, when the conditions joined by AND say so. */
function wanted(context: RunContext, condition: Condition | null, field: string): string[] | null {
  if (condition?.kind === 'and') return condition.items.map((item) => wanted(context, item, field)).find((each) => each !== null) ?? null;
  if (condition?.kind !== 'compare' && condition?.kind !== 'in') return null;
  if (condition.typed.name !== field) return null;
  if (condition.kind === 'compare') {
    const operand = operandOf(context, condition.typed, condition.value);
    return condition.operator === '=' && operand.kind === 'value' && typeof operand.value === 'string' ? [operand.value] : null;
  }
  if (condition.negated) return null;
  const { values, typed } = condition;
  const found =
    'kind' in values
      ? listOf(typed, context.bind(values))
      : values.map((value) => (operandOf(context, typed, value) as { value: string }).value);
  return [...new Set(found.filter((each) => typeof each === 'string'))];
}
