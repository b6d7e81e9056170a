import { readFileSync } from 'node:fs';
import type { Connection } from '@jsforce/jsforce-node';
import { parse } from 'yaml';
import { project } from '../verify/expected.ts';

export interface Told {
  readonly record: { readonly onDay: string; readonly rows: readonly Record<string, unknown>[] } & Record<string, unknown>;
  readonly csv: string;
  readonly html: string;
  /** Purposes whose record in the org says of objects, people, kinds or times something else than the manifest. */
  readonly gaps: readonly { readonly purpose: string; readonly what: string }[];
}

const ADDRESS = '/services/apexrest/confide/v1/article30';

/** The record as the org makes it, held against the manifest. */
export async function article30(connection: Connection): Promise<Told> {
  const { purposes, ...answer } = await connection.request<Omit<Told, 'gaps'> & { purposes: Purpose[] }>(
    `${connection.instanceUrl}${ADDRESS}`
  );
  return { ...answer, gaps: gaps(purposes) };
}

export function inForm({ record, csv, html }: Told, form: 'json' | 'csv' | 'html'): string {
  return form === 'json' ? JSON.stringify(record, null, 2) : form === 'csv' ? csv : html;
}

interface Purpose {
  readonly DeveloperName: string;
  readonly [field: string]: string | null;
}
type Part = 'objects' | 'people' | 'kinds' | 'kept';
type Parts = Record<Part, Set<string>>;
const FIELDS: Readonly<Record<Part, string>> = {
  objects: 'Held_In__c',
  people: 'People__c',
  kinds: 'Kinds_Of_Data__c',
  kept: 'Kept_For__c'
};

function gaps(rows: readonly Purpose[]): Told['gaps'] {
  const wanted = manifest();
  return rows.flatMap((row) =>
    (Object.keys(FIELDS) as Part[]).flatMap((part) => {
      const should = wanted.get(row.DeveloperName)?.[part] ?? new Set<string>();
      const isSame = listed(row[FIELDS[part]]).symmetricDifference(should).size === 0;
      return isSame ? [] : [{ purpose: row.DeveloperName, what: part }];
    })
  );
}

const listed = (text: string | null | undefined): Set<string> =>
  new Set(
    (text ?? '')
      .split(/[;\n]/)
      .map((part) => part.trim())
      .filter(Boolean)
  );

interface Entry {
  readonly category?: string;
  readonly purpose?: string;
  readonly subject?: string;
  readonly retention?: string;
}

/** What the manifest says of each purpose. */
function manifest(): Map<string, Parts> {
  const { objects } = parse(readFileSync(project('config', 'data-map.yaml'), 'utf8')) as {
    objects: Record<string, Entry & { fields: Record<string, Entry> }>;
  };
  const told = new Map<string, Parts>();
  for (const [object, entry] of Object.entries(objects))
    for (const field of Object.values(entry.fields)) {
      const purpose = field.purpose ?? entry.purpose;
      if (!purpose || field.category === 'none') continue;
      const row = told.get(purpose) ?? { objects: new Set(), people: new Set(), kinds: new Set(), kept: new Set() };
      told.set(purpose, row);
      row.objects.add(object);
      row.kinds.add(field.category!);
      const [people, kept] = [field.subject ?? entry.subject, field.retention ?? entry.retention];
      if (people) row.people.add(people);
      if (kept) row.kept.add(kept);
    }
  return told;
}
