import { fieldOf } from '../schema/types.ts';
import type { FieldDef } from '../schema/types.ts';
import { factsOf } from './facts.ts';
import { alive, fail, listOf, quote } from './statement.ts';
import type { Row, Statement } from './statement.ts';

interface Use {
  readonly row: Row;
  readonly field: FieldDef;
  readonly id: string;
}

/** Changed lookups must point at rows that exist, of an object the field allows; one query an object. */
export function checkReferences(statement: Statement): void {
  const { org, object } = statement;
  const byObject = new Map<string, Use[]>();
  const { references } = factsOf(object);
  for (const row of alive(statement)) {
    for (const name of row.changed) {
      if (!references.has(name)) continue;
      const field = fieldOf(object, name)!;
      const id = row.next.values.get(name);
      if (typeof id !== 'string') continue;
      const parent = org.schema.byKeyPrefix(id.slice(0, 3));
      if (!parent || !allows(field, parent.name))
        fail(row, 'FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`, [field.name]);
      else {
        const uses = byObject.get(parent.name);
        if (uses) uses.push({ row, field, id });
        else byObject.set(parent.name, [{ row, field, id }]);
      }
    }
  }
  for (const [parent, uses] of byObject) checkExistence(statement, parent, uses);
}

/** A lookup to any object (`ParentId` of a share, `LinkedEntityId`) names none. */
function allows(field: FieldDef, parent: string): boolean {
  return field.referenceTo.length === 0 || field.referenceTo.includes(parent);
}

function checkExistence({ org, object }: Statement, parent: string, uses: readonly Use[]): void {
  const definition = org.schema.object(parent)!;
  const undeleted = definition.fields.has('isdeleted') ? ' AND "IsDeleted" = 0' : '';
  const active = parent === 'User' ? ', "IsActive" AS active' : '';
  const rows = org.store.all(
    `SELECT "Id" AS id${active} FROM ${quote(parent)} WHERE "Id" IN (SELECT value FROM json_each(?))${undeleted}`,
    [listOf(new Set(uses.map((use) => use.id)))]
  );
  const found = new Map(rows.map((row) => [row['id'] as string, row['active']]));
  for (const { row, field, id } of uses) {
    if (!found.has(id)) fail(row, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [field.name]);
    else if (field.name === 'OwnerId' && parent === 'User' && found.get(id) === 0)
      fail(row, 'INACTIVE_OWNER_OR_USER', 'operation performed with inactive user', ['OwnerId']);
  }
  if (parent === 'Group')
    checkQueues(
      { org, object },
      uses.filter((use) => use.field.name === 'OwnerId' && found.has(use.id))
    );
}

/** A group owns rows only as a queue that is made for the object. */
function checkQueues({ org, object }: Pick<Statement, 'org' | 'object'>, uses: readonly Use[]): void {
  if (uses.length === 0) return;
  const queues = new Set(
    org.store.all('SELECT "QueueId" AS id FROM "QueueSobject" WHERE "SobjectType" = ?', [object.name]).map((row) => row['id'] as string)
  );
  for (const { row, id } of uses)
    if (!queues.has(id)) fail(row, 'INVALID_CROSS_REFERENCE_KEY', 'Queue not associated with this SObject type', ['OwnerId']);
}
