/**
 * Fills the org's store with families quickly: a few are saved through every trigger, and their rows are copied with ids and
 * unique values of their own, by the store that the save order writes with.
 */
import type { Org } from '../local-org/org.ts';
import type { ObjectDef, Value } from '../local-org/schema/types.ts';

const A_TIME = 2000;
/** After so many times somebody is told. */
const A_WORD = 10;
const DAY = 24 * 3600 * 1000;
const PATTERNS = 5;
/** More values that are unique than a family has. */
const MOST_UNIQUE = 100;
/** Fields by which a row hangs at its family or at another row of hers. */
const HANGING: ReadonlySet<string> = new Set(['Client__c', 'ParentId']);
const HER_NAME: ReadonlySet<string> = new Set(['First_Name__c', 'Last_Name__c']);
/** Made anew by what is measured. */
const LEFT_OUT: ReadonlySet<string> = new Set(['Retention_State__c']);

const PATTERN = `Client__c family = new Client__c();
insert as system family;
insert as system new Client_Identity__c(Client__c = family.Id, First_Name__c = 'Invented', Last_Name__c = 'Benchmark', Postcode__c = 'ZZ1 1AA');
`;
const REFERRED = `Programme__c programme = [SELECT Id FROM Programme__c WITH SYSTEM_MODE LIMIT 1];
insert as system new Referral__c(Client__c = family.Id, Programme__c = programme.Id, Received_On__c = Date.today().addDays(-2), Source__c = 'Midwife');
`;
const CONTACTED = `List<Support_Contact__c> contacts = new List<Support_Contact__c>();
for (Integer i = 0; i < 3; i++) {
  contacts.add(new Support_Contact__c(Client__c = family.Id, Happened_At__c = Datetime.now().addHours(-i - 1), Kind__c = 'Message',
    Direction__c = 'To us', With__c = 'Parent', Summary__c = 'She wrote to us.'));
}
insert as system contacts;`;

interface Row {
  readonly object: ObjectDef;
  readonly values: ReadonlyMap<string, Value>;
}

/**
 * Goes on where an earlier filling of this store broke off.
 * @param say told now and then how many families are there
 */
export function fillWith(org: Org, families: number, userId: string, say: (done: number) => void): void {
  org.store.run('CREATE TABLE IF NOT EXISTS "_bench" ("Filled" INTEGER NOT NULL)');
  const before = filled(org);
  if (before >= families) return;
  const patterns = Array.from({ length: PATTERNS }, (_, i) => pattern(org, userId, i > 0));
  for (let done = before; done < families; done += A_TIME) {
    org.store.atomically(() => {
      const byObject = new Map<string, Map<string, Value>[]>();
      for (let i = done; i < Math.min(done + A_TIME, families); i++)
        for (const copy of copied(org, patterns[i % PATTERNS]!, i)) {
          if (!byObject.has(copy.object.name)) byObject.set(copy.object.name, []);
          byObject.get(copy.object.name)!.push(copy.values as Map<string, Value>);
        }
      for (const [object, list] of byObject) org.store.insert(object, list);
      org.store.run('DELETE FROM "_bench"');
      org.store.run('INSERT INTO "_bench" VALUES (?)', [Math.min(done + A_TIME, families)]);
    });
    if ((done / A_TIME) % A_WORD === 0) say(done);
  }
  org.store.run('ANALYZE');
}

/** @returns how many families an earlier filling left in this store */
export function filled(org: Org): number {
  return Number(org.store.all('SELECT MAX("Filled") AS n FROM "_bench"')[0]?.['n'] ?? 0);
}

/** A family as the triggers make it, with all that hangs at her. */
function pattern(org: Org, userId: string, referred: boolean): Row[] {
  const before = newest(org);
  const result = org.apex.executeAnonymous(userId, PATTERN + (referred ? REFERRED : '') + CONTACTED);
  if (!result.success) throw new Error(result.compileProblem ?? result.exceptionMessage ?? 'The pattern was not saved.');
  org.async.drain();
  const id = newest(org)!;
  if (id === before) throw new Error('The pattern was not saved.');
  const found = new Map<string, Row>();
  take(org, org.schema.object('Client__c')!, [id], found);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const object of org.schema.objects()) {
      if (object.virtual || object.kind === 'platformEvent' || LEFT_OUT.has(object.name)) continue;
      for (const field of object.fields.values())
        if (HANGING.has(field.name) && field.referenceTo.length > 0)
          take(org, object, idsBy(org, object, field.name, [...found.keys()]), found);
    }
  }
  return [...found.values()];
}

const newest = (org: Org): string | undefined =>
  org.store.all('SELECT "Id" AS id FROM "Client__c" ORDER BY "Id" DESC LIMIT 1')[0]?.['id'] as string | undefined;

function idsBy(org: Org, object: ObjectDef, field: string, ids: readonly string[]): string[] {
  return org.store
    .all(`SELECT "Id" AS id FROM "${object.name}" WHERE "${field}" IN (SELECT value FROM json_each(?))`, [JSON.stringify(ids)])
    .map((row) => row['id'] as string);
}

function take(org: Org, object: ObjectDef, ids: readonly string[], found: Map<string, Row>): void {
  for (const values of org.store.read(
    object.name,
    ids.filter((id) => !found.has(id))
  ))
    found.set(values.get('Id') as string, { object, values });
}

/** The same family once more, with ids and unique values of her own, some years back. */
function copied(org: Org, rows: readonly Row[], number: number): Row[] {
  const ids = new Map(rows.map(({ object, values }) => [values.get('Id') as string, org.store.nextId(object.name)]));
  const back = (number * 7919) % 1800;
  let place = number * MOST_UNIQUE;
  return rows.map(({ object, values }) => {
    const copy = new Map<string, Value>();
    for (const [name, value] of values) {
      const field = object.fields.get(name.toLowerCase())!;
      if (typeof value !== 'string') copy.set(name, value);
      else if (HER_NAME.has(name)) copy.set(name, value + letters(number));
      else if (ids.has(value)) copy.set(name, ids.get(value)!);
      else if (field.custom && (field.type === 'Date' || field.type === 'DateTime')) copy.set(name, earlier(value, back));
      else if (field.unique || field.type === 'AutoNumber') copy.set(name, own(value, place++));
      else copy.set(name, value);
    }
    return { object, values: copy };
  });
}

/** A name of her own: one that stands with another family would rightly be asked about when she is deleted. */
const letters = (number: number): string => number.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 26)));

function earlier(value: string, days: number): string {
  return new Date(Date.parse(value) - days * DAY).toISOString().slice(0, value.length);
}

/** As long as it was, and nobody else's, however often the filling began anew. */
function own(value: string, place: number): string {
  return `~${place.toString(36).padStart(Math.max(value.length - 1, 7), '0')}`;
}
