import type { Store } from '../../store/types.ts';
import type { Schema, Value } from '../types.ts';

export type Values = Readonly<Record<string, Value | undefined>>;

/**
 * Setup rows that come from source. Each has a key of its own (a developer name); the row keeps its id from one start to the next,
 * is written only when something differs, and goes when its source is gone.
 */
export class DeployedRows {
  private readonly store: Store;
  private readonly schema: Schema;
  private readonly stamp: string;
  private readonly ids = new Map<string, string>();
  private readonly wanted = new Map<string, Map<string, Map<string, Value>>>();
  /** Who the rows were made by; set once the users are known. */
  author: string | null = null;

  constructor(store: Store, schema: Schema, now: number) {
    this.store = store;
    this.schema = schema;
    this.stamp = new Date(now).toISOString();
    store.run(
      'CREATE TABLE IF NOT EXISTS "_deployed" (object TEXT NOT NULL, key TEXT NOT NULL COLLATE NOCASE, id TEXT NOT NULL, PRIMARY KEY (object, key)) WITHOUT ROWID'
    );
    for (const row of store.all('SELECT object, key, id FROM "_deployed"'))
      this.ids.set(slot(row.object as string, row.key as string), row.id as string);
  }

  /** @returns the id of the row with that key, new or known. */
  id(object: string, key: string): string {
    const known = this.ids.get(slot(object, key));
    if (known !== undefined) return known;
    const id = this.store.nextId(object);
    this.ids.set(slot(object, key), id);
    this.store.run('INSERT INTO "_deployed" (object, key, id) VALUES (?, ?, ?)', [object, key, id]);
    return id;
  }

  /** Says that a row with that key is to be there. @returns its id. */
  put(object: string, key: string, values: Values): string {
    const id = this.id(object, key);
    const row = new Map<string, Value>([['Id', id]]);
    for (const [name, value] of Object.entries(values)) if (value !== undefined) row.set(name, value);
    const rows = this.wanted.get(object) ?? new Map<string, Map<string, Value>>();
    this.wanted.set(object, rows.set(id, row));
    return id;
  }

  /** Writes what differs and removes what is no longer wanted. */
  finish(): void {
    for (const [object, rows] of this.wanted) this.write(object, rows);
    this.removeForgotten();
  }

  private write(object: string, rows: ReadonlyMap<string, Map<string, Value>>): void {
    const definition = this.schema.object(object)!;
    const present = new Map(this.store.read(object, [...rows.keys()]).map((row) => [row.get('Id') as string, row]));
    const added: Map<string, Value>[] = [];
    const changed: Map<string, Value>[] = [];
    for (const [id, row] of rows) {
      const before = present.get(id);
      if (!before) added.push(new Map([...this.audit(definition.fields, true), ...row]));
      else if ([...row].some(([name, value]) => !same(before.get(name), value)))
        changed.push(new Map([...this.audit(definition.fields, false), ...row]));
    }
    if (added.length) this.store.insert(object, added);
    if (changed.length) this.store.update(object, changed);
  }

  private audit(fields: ReadonlyMap<string, unknown>, created: boolean): Map<string, Value> {
    const names = created
      ? ['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp']
      : ['LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];
    return new Map(
      names.filter((name) => fields.has(name.toLowerCase())).map((name) => [name, name.endsWith('Id') ? this.author : this.stamp])
    );
  }

  private removeForgotten(): void {
    for (const [place, id] of this.ids) {
      const [object, key] = place.split('\u0000') as [string, string];
      if (this.wanted.get(object)?.has(id)) continue;
      this.store.run('DELETE FROM "_deployed" WHERE object = ? AND id = ?', [object, id]);
      this.ids.delete(slot(object, key));
      if (this.schema.object(object)) this.store.remove(object, [id]);
    }
  }
}

function slot(object: string, key: string): string {
  return `${object}\u0000${key.toLowerCase()}`;
}

function same(before: Value | undefined, value: Value): boolean {
  return value instanceof Uint8Array ? before instanceof Uint8Array && Buffer.compare(before, value) === 0 : before === value;
}
