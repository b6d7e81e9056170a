/** What a plan asks of the org: which keys there are and who changed them last, what a name leads to, which fields may be written. */
import { migrate as words } from '../messages/migrate.ts';
import type { BulkClient } from '../shared/bulk/index.ts';
import { codeOf } from '../shared/failure.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { idRows } from './few.ts';
import { faulty, placeIn, type Step } from './mapping.ts';
import type { Loaded } from './folder.ts';

export interface Writable {
  readonly createable: boolean;
  readonly updateable: boolean;
  /** Name of the relationship, for a lookup by key. */
  readonly relationship: string | null;
}

interface Described {
  readonly fields: readonly { name: string; createable: boolean; updateable: boolean; relationshipName: string | null }[];
}

export class OrgSide {
  readonly #org: OrgConnection;
  readonly #client: BulkClient;
  readonly #keys = new Map<string, Map<string, string>>();
  readonly #names = new Map<string, Map<string, string[]>>();
  readonly #fields = new Map<string, ReadonlyMap<string, Writable> | null>();

  constructor(org: OrgConnection, client: BulkClient) {
    this.#org = org;
    this.#client = client;
  }

  /** Keys of an object, in small letters, with the id of who changed it last; 15 characters. */
  async keys(object: string): Promise<ReadonlyMap<string, string>> {
    let keys = this.#keys.get(object);
    if (!keys) {
      this.#keys.set(object, (keys = new Map()));
      for await (const [key, who] of this.#rows(`SELECT Legacy_Id__c, LastModifiedById FROM ${object} WHERE Legacy_Id__c != null`))
        keys.set(key!.toLowerCase(), who!.slice(0, 15));
    }
    return keys;
  }

  /** Ids by the value of a field, in small letters: several where the value does not tell rows apart. */
  async idsBy(object: string, field: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const at = `${object}.${field}`;
    let ids = this.#names.get(at);
    if (!ids) {
      this.#names.set(at, (ids = new Map()));
      for await (const [id, value] of this.#rows(`SELECT Id, ${field} FROM ${object} WHERE ${field} != null`)) {
        const name = value!.trim().toLowerCase();
        ids.set(name, [...(ids.get(name) ?? []), id!]);
      }
    }
    return ids;
  }

  /** @throws ToolError with line and column of an object or field that the user may not write */
  async check({ mapping, text, name }: Loaded): Promise<void> {
    const faults = [];
    for (const [at, step] of mapping.steps.entries()) {
      const fields = await this.fields(step.object);
      if (!fields) {
        faults.push({ ...placeIn(text, ['steps', at, 'object']), what: words.mapping.noObject(step.object) });
        continue;
      }
      for (const field of Object.keys(step.fields))
        if (!fields.get(field)?.createable && !fields.get(field)?.updateable)
          faults.push({ ...placeIn(text, ['steps', at, 'fields', field]), what: words.mapping.noField(field) });
    }
    if (faults.length > 0) throw faulty(`${name}/mapping.yaml`, faults);
  }

  /** Null for an object that the user does not see. */
  async fields(object: string): Promise<ReadonlyMap<string, Writable> | null> {
    if (!this.#fields.has(object)) this.#fields.set(object, await this.#describe(object));
    return this.#fields.get(object)!;
  }

  async #describe(object: string): Promise<ReadonlyMap<string, Writable> | null> {
    const { connection, apiVersion } = this.#org;
    try {
      const { fields } = await connection.request<Described>(`/services/data/v${apiVersion}/sobjects/${object}/describe`);
      return new Map(
        fields.map(({ name, createable, updateable, relationshipName }) => [
          name,
          { createable, updateable, relationship: relationshipName }
        ])
      );
    } catch (error) {
      if (/NOT_FOUND|INVALID_TYPE|INSUFFICIENT|404/.test(codeOf(error) ?? '')) return null;
      throw error;
    }
  }

  #rows(soql: string): AsyncGenerator<readonly string[]> {
    return idRows(this.#org, this.#client, soql);
  }
}

/** The columns that a step sends: what cannot change after creation is left out of a change. */
export function columnsOf(step: Step, fields: ReadonlyMap<string, Writable>): { create: string[]; update: string[] } {
  const column = (field: string): string => {
    const spec = step.fields[field]!;
    return 'lookup' in spec && 'key' in spec ? `${fields.get(field)!.relationship}.Legacy_Id__c` : field;
  };
  const names = Object.keys(step.fields);
  return {
    create: names.filter((field) => fields.get(field)!.createable).map(column),
    update: names.filter((field) => fields.get(field)!.updateable).map(column)
  };
}
