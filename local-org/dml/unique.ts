import type { FieldDef } from '../schema/types.ts';
import { factsOf } from './facts.ts';
import { alive, fail } from './statement.ts';
import type { Row, Statement } from './statement.ts';
import { idsByKey } from './upsert.ts';

/** Unique fields, against the store (one query a field) and within the chunk. Names the other row only to who may read it. */
export function checkUnique(statement: Statement): void {
  for (const field of factsOf(statement.object).unique) {
    const rows = alive(statement).filter((row) => row.next.values.get(field.name) != null && row.changed.includes(field.name));
    if (rows.length > 0) checkField(statement, field, rows);
  }
}

function checkField(statement: Statement, field: FieldDef, rows: readonly Row[]): void {
  const { org, object, options } = statement;
  const fold = (value: unknown): string => (field.caseSensitive ? String(value) : String(value).toLowerCase());
  const stored = idsByKey(
    org,
    object,
    field.name,
    rows.map((row) => row.next.values.get(field.name) as string | number),
    field.caseSensitive,
    fold
  );
  // A row of this very chunk that gives the value up does not hold it any more.
  const freed = new Set(statement.rows.filter((row) => row.old && row.changed.includes(field.name)).map((row) => row.old!.id));
  const taken = new Set<string>();
  for (const row of rows) {
    const key = fold(row.next.values.get(field.name));
    const others = (stored.get(key) ?? []).filter((id) => id !== row.next.id && !freed.has(id));
    if (others.length === 0 && !taken.has(key)) {
      taken.add(key);
      continue;
    }
    const visible = others[0] !== undefined && org.security.reachable(options.userId, object.name, [others[0]], 'read').size > 0;
    const [what, which] = visible ? [field.name, others[0]] : ['<unknown>', '<unknown>'];
    fail(
      row,
      'DUPLICATE_VALUE',
      `duplicate value found: ${what} duplicates value on record with id: ${which}`,
      visible ? [field.name] : []
    );
  }
}
