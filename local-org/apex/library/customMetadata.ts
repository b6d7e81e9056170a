import type { SRecord } from '../../schema/record.ts';
import type { ObjectDef, Value } from '../../schema/types.ts';
import { SYSTEM } from '../../security/types.ts';
import { current } from '../../transaction.ts';

const CUT = 255;

/**
 * `X__mdt.getAll()`: every record by developer name. No query is counted, and long text is cut to 255 characters, as on the platform.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm
 */
export function metadataRecords(object: ObjectDef): ReadonlyMap<string, SRecord> {
  const fields = [...object.fields.values()].map((field) => field.name);
  const { org, userId } = current();
  const { records } = org.soql.query(`SELECT ${fields.join(', ')} FROM ${object.name}`, { userId, access: SYSTEM });
  return new Map(records.map((record) => [String(record.get('DeveloperName')), cut(record)]));
}

/** `X__mdt.getInstance(developerNameOrId)`. */
export function metadataRecord(object: ObjectDef, name: string | null): SRecord | null {
  if (name === null) return null;
  for (const [developerName, record] of metadataRecords(object)) {
    if (developerName.toLowerCase() === name.toLowerCase() || record.id === name || record.values.get('QualifiedApiName') === name)
      return record;
  }
  return null;
}

function cut(record: SRecord): SRecord {
  for (const [name, value] of record.values) {
    const type = record.object.fields.get(name.toLowerCase())?.type;
    if (type === 'LongTextArea' && typeof value === 'string') record.values.set(name, shortened(value));
  }
  return record;
}

function shortened(value: string): Value {
  return value.slice(0, CUT);
}
