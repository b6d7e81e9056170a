import { SRecord } from '../schema/record.ts';
import type { FieldDef, Value } from '../schema/types.ts';
import { alive, hasField, sameValue } from './statement.ts';
import type { Row, Statement } from './statement.ts';

const LONGEST = 255;

/** Writes what changed in fields that are tracked. Source: Object Reference, "StandardObjectNameHistory"; of long texts only that they changed. */
export function writeHistory(statement: Statement): void {
  const { org, object, options } = statement;
  const history = object.historyObject === undefined ? undefined : org.schema.object(object.historyObject);
  if (!history) return;
  const now = new Date(Math.floor(org.now() / 1000) * 1000).toISOString();
  const rows = alive(statement).flatMap((row) => entries(statement, row).map((entry) => ({ row, ...entry })));
  org.store.insert(
    history.name,
    rows.map(({ row, name, type, from, to }) => {
      const record = new SRecord(history);
      const values: readonly (readonly [string, Value])[] = [
        ['Id', org.store.nextId(history.name)],
        ['IsDeleted', false],
        ['ParentId', row.next.id],
        ['Field', name],
        ['DataType', type],
        ['OldValue', from],
        ['NewValue', to],
        ['CreatedById', options.userId],
        ['CreatedDate', now]
      ];
      for (const [field, value] of values) if (hasField(history, field)) record.values.set(field, value);
      return record.values;
    })
  );
}

function entries({ object, operation }: Statement, row: Row): { name: string; type: string; from: Value; to: Value }[] {
  if (operation === 'insert') return [{ name: 'created', type: 'Text', from: null, to: null }];
  return row.changed.flatMap((name) => {
    const field = object.fields.get(name.toLowerCase());
    const from = row.old?.values.get(name) ?? null;
    const to = row.next.values.get(name) ?? null;
    if (!field?.trackHistory || sameValue(from, to)) return [];
    return [{ name: field.name, type: field.type, from: kept(field, from), to: kept(field, to) }];
  });
}

function kept(field: FieldDef, value: Value): Value {
  const isLong = (field.length ?? 0) > LONGEST || field.type === 'MultiselectPicklist' || field.type === 'EncryptedText';
  return isLong || value === null || value instanceof Uint8Array ? null : String(value);
}
