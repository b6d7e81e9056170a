import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { PlatformError } from '../errors.ts';
import { GARDEN, gardenOrg } from '../fixtures/index.ts';
import { loadMetadata } from '../metadata/index.ts';
import type { XmlNode } from '../metadata/types.ts';
import { buildSchema } from '../schema/index.ts';
import type { Value } from '../schema/types.ts';
import { createStore, Database, StoredPrefixes } from './index.ts';
import type { Store } from './types.ts';

function file(t: TestContext): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'store-'));
  t.after(() => rmSync(dir, { recursive: true }));
  return path.join(dir, 'org.db');
}

function crop(store: Store, name: string): Map<string, Value> {
  return new Map<string, Value>([
    ['Id', store.nextId('Crop__c')],
    ['Name', name],
    ['IsDeleted', false]
  ]);
}

const names = (store: Store): unknown[] => store.all('SELECT "Name" FROM "Crop__c" ORDER BY "Name"').map((row) => row.Name);

/** A store over the garden with one field changed. */
function storeWith(database: string, field: string, change: XmlNode): Store {
  const garden = loadMetadata([GARDEN]);
  const fields = new Map(garden.components.get('CustomField'));
  fields.set(field, { ...fields.get(field), ...change });
  const open = new Database(database);
  try {
    return createStore(
      open,
      buildSchema({ ...garden, components: new Map([...garden.components, ['CustomField', fields]]) }, new StoredPrefixes(open))
    );
  } catch (error) {
    open.close();
    throw error;
  }
}

test('rows come back as they were written, checkboxes as Booleans', () => {
  const { store } = gardenOrg();
  const id = store.nextId('Garden__c');
  store.insert('Garden__c', [
    new Map<string, Value>([
      ['Id', id],
      ['Name', 'East'],
      ['Shared__c', true],
      ['Area__c', 12.5],
      ['IsDeleted', false]
    ])
  ]);
  store.update('Garden__c', [
    new Map<string, Value>([
      ['Id', id],
      ['Area__c', 13],
      ['Opened_On__c', '2026-04-06']
    ])
  ]);
  const row = store.read('Garden__c', [id])[0]!;
  assert.deepEqual(
    ['Name', 'Shared__c', 'Area__c', 'Opened_On__c', 'Code__c'].map((name) => row.get(name)),
    ['East', true, 13, '2026-04-06', null]
  );
  store.remove('Garden__c', [id]);
  assert.equal(store.read('Garden__c', [id]).length, 0);
});

test('work that throws leaves nothing behind, nested work only its own part', () => {
  const { store } = gardenOrg();
  store.atomically(() => {
    store.insert('Crop__c', [crop(store, 'Bean')]);
    assert.throws(
      () =>
        store.atomically(() => {
          store.insert('Crop__c', [crop(store, 'Leek')]);
          throw new Error('no');
        }),
      /no/
    );
    assert.equal(store.depth, 1);
  });
  assert.deepEqual(names(store), ['Bean']);
  assert.throws(
    () =>
      store.atomically(() => {
        store.insert('Crop__c', [crop(store, 'Kale')]);
        throw new Error('no');
      }),
    /no/
  );
  assert.deepEqual(names(store), ['Bean']);
  assert.equal(store.depth, 0);
});

test('a savepoint can be returned to more than once', () => {
  const { store } = gardenOrg();
  store.atomically(() => {
    const savepoint = store.savepoint();
    store.insert('Crop__c', [crop(store, 'Bean')]);
    savepoint.rollback();
    store.insert('Crop__c', [crop(store, 'Leek')]);
    savepoint.rollback();
    store.insert('Crop__c', [crop(store, 'Kale')]);
    savepoint.release();
  });
  assert.deepEqual(names(store), ['Kale']);
});

test('a return to a savepoint from inside nested work undoes that work too', () => {
  const { store } = gardenOrg();
  store.atomically(() => {
    const savepoint = store.savepoint();
    store.atomically(() => {
      store.insert('Crop__c', [crop(store, 'Bean')]);
      savepoint.rollback();
    });
    assert.equal(store.depth, 2);
    savepoint.release();
    assert.throws(() => savepoint.rollback(), /no longer there/);
  });
  assert.deepEqual(names(store), []);
  assert.equal(store.depth, 0);
});

test('ids and numbers are never handed out twice: not after a rollback, not after a restart', (t) => {
  const database = file(t);
  const first = gardenOrg({ database }).store;
  let lost = '';
  assert.throws(() =>
    first.atomically(() => {
      lost = first.nextId('Crop__c');
      assert.equal(first.nextNumber('Plot__c', 'Name'), 1);
      throw new Error('no');
    })
  );
  assert.notEqual(first.nextId('Crop__c'), lost);
  const last = first.nextId('Crop__c');
  first.close();
  const second = gardenOrg({ database }).store;
  assert.ok(second.nextId('Crop__c') > last);
  assert.equal(second.nextNumber('Plot__c', 'Name'), 2);
  second.close();
});

test('a unique field refuses a second row without regard to case, a deleted row frees its value', () => {
  const { store } = gardenOrg();
  const row = (code: string, deleted = false): Map<string, Value> =>
    new Map<string, Value>([
      ['Id', store.nextId('Garden__c')],
      ['Code__c', code],
      ['IsDeleted', deleted]
    ]);
  store.insert('Garden__c', [row('north', true), row('north')]);
  assert.throws(
    () => store.insert('Garden__c', [row('NORTH')]),
    (error: Error) => error instanceof PlatformError && error.statusCode === 'DUPLICATE_VALUE' && error.fields[0] === 'Code__c'
  );
});

test('a field that is not there is refused', () => {
  const { store } = gardenOrg();
  assert.throws(
    () =>
      store.insert('Crop__c', [
        new Map<string, Value>([
          ['Id', store.nextId('Crop__c')],
          ['Taste__c', 'x']
        ])
      ]),
    /No stored field Taste__c on Crop__c/
  );
});

test('a second process on the same data is told so', (t) => {
  const database = file(t);
  const first = gardenOrg({ database });
  assert.throws(() => new Database(database), /in use by another process/);
  first.store.close();
});

test('a field added later gets its column, and the rows stay', (t) => {
  const database = file(t);
  const first = gardenOrg({ database }).store;
  first.insert('Crop__c', [crop(first, 'Bean')]);
  first.close();
  const second = storeWith(database, 'Crop__c.Taste__c', { label: ['Taste'], type: ['Text'], length: ['20'] });
  const id = second.all('SELECT "Id" FROM "Crop__c"')[0]!.Id as string;
  second.update('Crop__c', [
    new Map<string, Value>([
      ['Id', id],
      ['Taste__c', 'mild']
    ])
  ]);
  assert.equal(second.read('Crop__c', [id])[0]!.get('Taste__c'), 'mild');
  second.close();
});

test('a type that changed is kept while no row has a value, and refused with the remedy when one has', (t) => {
  const database = file(t);
  gardenOrg({ database }).store.close();
  const second = storeWith(database, 'Crop__c.Price__c', { type: ['Text'], length: ['20'], precision: [], scale: [] });
  second.insert('Crop__c', [new Map<string, Value>([...crop(second, 'Bean'), ['Price__c', 'dear']])]);
  second.close();
  assert.throws(() => gardenOrg({ database }), /Crop__c\.Price__c is now Currency.*--reset/);
});

test('a field that becomes unique over rows that share a value is refused with the remedy', (t) => {
  const database = file(t);
  const first = storeWith(database, 'Crop__c.Taste__c', { label: ['Taste'], type: ['Text'], length: ['20'] });
  first.insert(
    'Crop__c',
    ['Bean', 'Leek'].map((name) => new Map<string, Value>([...crop(first, name), ['Taste__c', 'mild']]))
  );
  first.close();
  const unique = { label: ['Taste'], type: ['Text'], length: ['20'], unique: ['true'] };
  assert.throws(
    () => storeWith(database, 'Crop__c.Taste__c', unique),
    /Crop__c\.Taste__c is now unique, but stored rows share a value\. Start with --reset/
  );
});

test('a file that is no data of an org is refused with the remedy', (t) => {
  const database = file(t);
  writeFileSync(database, 'tomatoes '.repeat(1000));
  assert.throws(() => new Database(database), /is damaged or is no data of an org\. Start with --reset/);
});

test('a process killed in the middle of writing leaves whole transactions only', async (t) => {
  const database = file(t);
  gardenOrg({ database }).store.close();
  for (let round = 0; round < 5; round++) {
    await killWhileWriting(database, 20 + round * 17);
    const { store } = gardenOrg({ database });
    const batches = store.all('SELECT "Name" AS batch, count(*) AS rows FROM "Crop__c" GROUP BY 1');
    assert.ok(
      batches.every((batch) => batch.rows === 50),
      JSON.stringify(batches)
    );
    assert.equal(store.all('PRAGMA integrity_check')[0]!.integrity_check, 'ok');
    if (round === 4) assert.ok(batches.length > 0, 'no transaction was ever committed');
    store.close();
  }
});

/** Starts a process that writes batches of 50 rows, each a transaction, and kills it some milliseconds after its first commit. */
function killWhileWriting(database: string, milliseconds: number): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', new URL('fixtures/writer.ts', import.meta.url).pathname, database],
    { stdio: ['ignore', 'pipe', 'inherit'] }
  );
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), milliseconds));
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

test('data that cannot be opened for writing is refused with the remedy', (t) => {
  const database = file(t);
  mkdirSync(database);
  assert.throws(() => new Database(database), /cannot be written to\. Choose another --data directory/);
});

test('each commit waits for the disk, unless the org was started for tests', (t) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'store-synced-'));
  t.after(() => rmSync(dir, { recursive: true }));
  const synced = (unsynced?: boolean): unknown => {
    const { store } = gardenOrg({ database: path.join(dir, `${unsynced}.db`), unsynced });
    const [row] = store.all('PRAGMA synchronous');
    store.close();
    return row?.['synchronous'];
  };
  assert.deepEqual([synced(), synced(true)], [2, 1], 'FULL and NORMAL');
});
