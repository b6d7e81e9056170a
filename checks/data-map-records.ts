/**
 * The part of the manifest that the org knows: one Data_Map record an object with what a copy of her information needs.
 * Kept by hand; run with `--write`, it writes the records that are missing or differ, for a person to read.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { children, components, dataMap, packageDir, text, type FieldEntry, type ObjectEntry } from './source.ts';

export type DataMapRecord = Readonly<Record<string, string>>;
/** What says something of her; the rest of a row that stays is who did what and when. */
const EMPTIED = /^(identifier|contact|care|narrative|document|special)/;
const BARE = new Set(['Name', 'Client_Code__c', 'Client__c']);
const folder = path.join(packageDir, 'rights', 'customMetadata');

/** @returns what the manifest asks each record to say, by developer name; empty columns are absent */
export function expectedRecords(): Map<string, DataMapRecord> {
  const records = new Map<string, DataMapRecord>();
  for (const [object, entry] of Object.entries(dataMap)) {
    if (entry.pack) records.set(object.replace(/__[ce]$/, ''), recordOf(object, entry));
  }
  return records;
}

/** @returns what the records of the package say, by developer name */
export function writtenRecords(): Map<string, DataMapRecord> {
  return new Map(
    components('md')
      .filter(({ name }) => name.startsWith('Data_Map.'))
      .map(({ name, node }) => [
        name.slice('Data_Map.'.length),
        Object.fromEntries(children(node, 'values').map((value) => [text(value, 'field')!, text(value, 'value') ?? '']))
      ])
  );
}

function recordOf(object: string, entry: ObjectEntry): DataMapRecord {
  const names = (wanted: (own: FieldEntry) => boolean) =>
    Object.entries(entry.fields)
      .filter(([, own]) => wanted(own))
      .map(([field]) => field)
      .join(',');
  const pack = (word: string) => names((own) => (own.pack ?? entry.pack) === word && entry.pack !== word);
  const columns = {
    Object_Name__c: object,
    Pack__c: entry.pack!,
    Subject__c: entry.subject ?? '',
    Purpose__c: entry.purpose ?? '',
    Portable__c: String(entry.portability === 'yes'),
    Left_Out__c: pack('no'),
    Third_Party__c: pack('third-party'),
    For_The_Lead__c: pack('lead'),
    Professional__c: names((own) => (own.subject ?? entry.subject) === 'professional'),
    Health__c: names((own) => own.category.startsWith('special')),
    Free_Words__c: names((own) => own.category === 'narrative'),
    Erasure__c: entry.erasure ?? '',
    Data_Set__c: entry.set ?? '',
    Blanked__c: emptied(entry),
    Not_Portable__c: entry.portability === 'yes' ? names((own) => own.portability === 'no') : ''
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== ''));
}

/** @returns the fields that are emptied where the row stays: all that says something of her, but the bare code */
function emptied({ erasure, fields }: ObjectEntry): string {
  return Object.entries(fields)
    .filter(([field, own]) => erasure === 'blank' && own.erasure !== 'keep' && EMPTIED.test(own.category) && !BARE.has(field))
    .map(([field]) => field)
    .join(',');
}

function write(name: string, record: DataMapRecord): void {
  const values = Object.entries(record).map(
    ([field, value]) => `    <values>
        <field>${field}</field>
        <value xsi:type="xsd:${field === 'Portable__c' ? 'boolean' : 'string'}">${value}</value>
    </values>
`
  );
  const xml = `<?xml version="1.0" encoding="UTF-8" ?>
<CustomMetadata
  xmlns="http://soap.sforce.com/2006/04/metadata"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:xsd="http://www.w3.org/2001/XMLSchema"
>
    <label>${name.replaceAll('_', ' ')}</label>
    <protected>false</protected>
${values.join('')}</CustomMetadata>
`;
  const file = path.join(folder, `Data_Map.${name}.md-meta.xml`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file) || readFileSync(file, 'utf8') !== xml) {
    writeFileSync(file, xml);
    console.log(`wrote ${path.basename(file)}`);
  }
}

if (process.argv.includes('--write')) for (const [name, record] of expectedRecords()) write(name, record);
