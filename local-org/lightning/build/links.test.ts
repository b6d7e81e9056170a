import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { bench } from '../testing.ts';
import { Bundles } from './bundles.ts';
import { Links } from './links.ts';
import { checkSalesforceImport } from './salesforce.ts';
import type { VendorBuild } from './vendor.ts';

const { org } = bench();
const scratch = mkdtempSync(path.join(tmpdir(), 'links-'));
after(() => {
  org.store.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** In place of the base components: an engine, a button that stands in a file with others, a table in a file of its own. */
const vendor = vendorBuild({
  'lwc.js': 'export const LightningElement = 1;',
  'chunks/everywhere-1.js': "import '../lwc.js'; export const button$1 = 2, toast = 3;",
  'button.js': "import './lwc.js';\nexport { button$1 as default } from './chunks/everywhere-1.js';\n",
  'toast.js': "export { toast as default } from './chunks/everywhere-1.js';\n",
  'table.js': "import button from './chunks/everywhere-1.js'; export default button;"
});

const SEED = {
  'seed.js': `import { LightningElement } from 'lwc';
import welcome from '@salesforce/label/c.Greenhouse_Welcome';
import mayOpen from '@salesforce/customPermission/Open_Gate';
import me from '@salesforce/user/Id';
import Table from 'lightning/table';
import { grow } from 'c/soil';
import { words } from './words';
export default class Seed extends LightningElement { all = [welcome, mayOpen, me, Table, grow, words]; }`,
  'seed.html': '<template><p>{all}</p><lightning-button></lightning-button></template>',
  'seed.css': 'p { color: darkgreen; }',
  'words.js': "export const words = 'from beside';"
};
const SOIL = { 'soil.js': "import { getRecord } from 'lightning/uiRecordApi'; export const grow = getRecord;" };

test('a component is one file, with its templates, sheets and what it takes from the org, and names only what is not in it', async () => {
  const { links } = made({ seed: SEED, soil: SOIL });
  const { code, current } = await ask(links, 'c/seed');
  assert.equal(current, true);
  for (const part of [/Welcome to the greenhouse/, /darkgreen/, /from beside/, /customPermissions\.includes\("Open_Gate"\)/])
    assert.match(code, part);
  const [, own] = /'(\/lightning\/m\/\w+\/)beneath\.js'/.exec(code) ?? [];
  assert.deepEqual(imports(code), [
    `${own}beneath.js`,
    '/lightning/vendor/v/chunks/everywhere-1.js',
    '/lightning/vendor/v/lwc.js',
    '/lightning/vendor/v/table.js',
    '@salesforce/user/Id',
    'c/soil'
  ]);
});

test('a page fetches what its components import, through others too, and the shell', async () => {
  const { links } = made({ seed: SEED, soil: SOIL, stone: { 'stone.js': 'export default 1;' } });
  const names = (await links.preloads(['c/seed', 'c/none'])).map((address) => address.replace(/^\/lightning\/(m|vendor)\/\w+\//, ''));
  for (const name of ['c/seed.js', 'c/soil.js', 'lwc.js', 'chunks/everywhere-1.js', 'table.js', 'beneath.js', 'shell/start.js'])
    assert.ok(names.includes(name), name);
  assert.ok(!names.includes('c/stone.js'));
  assert.equal(new Set(names).size, names.length);
  for (const address of await links.preloads(['c/seed']))
    if (address.startsWith('/lightning/m/')) assert.ok(await at(links, address), address);
});

test('an edit shows under another address; the old one gives the file as it is now, not to be kept', async () => {
  const { links, write } = made({ soil: SOIL });
  const before = (await links.importMap())['c/soil']!;
  write('soil', { 'soil.js': "export const grow = 'taller';" });
  const after = (await links.importMap())['c/soil']!;
  assert.notEqual(after, before);
  assert.match((await at(links, after))!.code, /taller/);
  const old = await at(links, before);
  assert.match(old!.code, /taller/);
  assert.equal(old!.current, false);
});

test('a file that is added or taken away shows too, in a folder of its own as well', async () => {
  const { links, write, remove } = made({ plain: { 'plain.js': 'export default 1;', 'plain.html': '<template><p>Hello</p></template>' } });
  const first = (await ask(links, 'c/plain')).code;
  write('plain', { 'parts/more.js': 'export const more = 2;', 'plain.js': "export { more as default } from './parts/more';" });
  const second = (await ask(links, 'c/plain')).code;
  assert.match(second, /more = 2/);
  write('plain', { 'parts/more.js': 'export const more = 33;' });
  assert.match((await ask(links, 'c/plain')).code, /more = 33/);
  remove('plain', 'parts/more.js');
  await assert.rejects(ask(links, 'c/plain'), /There is no file c\/plain\/parts\/more/);
  write('plain', { 'plain.js': 'export default 1;' });
  assert.equal((await ask(links, 'c/plain')).code, first);
});

test('a component that cannot be made says why, and the others are there', async () => {
  const { links } = made({ bad: { 'bad.js': "import x from '@salesforce/label/c.Nope'; export default x;" }, soil: SOIL });
  assert.ok((await links.preloads(['c/bad', 'c/soil'])).some((address) => address.endsWith('c/soil.js')));
  await assert.rejects(ask(links, 'c/bad'), /Couldn't find the label c\.Nope/);
  const missing = made({ bad: { 'bad.js': "import { x } from './gone'; export default x;" } });
  await assert.rejects(ask(missing.links, 'c/bad'), /There is no file c\/bad\/gone/);
  const outside = made({ bad: { 'bad.js': "import x from '../../../../secret'; export default x;" } });
  await assert.rejects(ask(outside.links, 'c/bad'), /There is no file/);
});

test('what was made before is refused once a name that it takes is gone', async () => {
  const { links, cacheDir } = made({ seed: SEED, soil: SOIL }, mkdtempSync(path.join(scratch, 'cache-')));
  await ask(links, 'c/seed');
  const kept = (await links.importMap())['c/seed']!.split('/')[3]!;
  const file = path.join(cacheDir, `${kept}.json`);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('@salesforce/label/c.Greenhouse_Welcome', '@salesforce/label/c.Taken_Away'));
  await assert.rejects(ask(made({ seed: SEED, soil: SOIL }, cacheDir).links, 'c/seed'), /Couldn't find the label c\.Taken_Away/);
});

test('names that no page was given lead nowhere', async () => {
  const { links } = made({ soil: SOIL });
  assert.equal(await links.file('0123456789abcdef', 'c/none.js'), undefined);
  assert.equal(await links.file('0123456789abcdef', '../../package.json'), undefined);
  assert.equal(await links.file('0123456789abcdef', 'constructor'), undefined);
});

type Sources = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A package of these components, on disk. */
function made(sources: Sources, cacheDir = path.join(scratch, 'cache')) {
  const dir = mkdtempSync(path.join(scratch, 'lwc-'));
  const write = (name: string, files: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(dir, name, file)), { recursive: true });
      writeFileSync(path.join(dir, name, file), text);
    }
  };
  const remove = (name: string, file: string) => rmSync(path.join(dir, name, file));
  for (const [name, files] of Object.entries(sources)) write(name, files);
  const lwcBundles = Object.keys(sources).map((name) => ({ name, dir: path.join(dir, name), meta: {} }));
  const bundles = new Bundles({ ...org.metadata, lwcBundles }, cacheDir, (specifier) => checkSalesforceImport(org, specifier));
  return { links: new Links(org, bundles, vendor, cacheDir), write, remove, cacheDir };
}

async function ask(links: Links, specifier: string): Promise<{ code: string; current: boolean }> {
  return (await at(links, (await links.importMap())[specifier]!))!;
}

async function at(links: Links, address: string): Promise<{ code: string; current: boolean } | undefined> {
  const [, key, name] = /^\/lightning\/m\/(\w+)\/(.+)$/.exec(address)!;
  const found = await links.file(key!, name!);
  return found && { code: found.code.toString(), current: found.current };
}

function imports(code: string): string[] {
  return [...code.matchAll(/^import (?:.* from )?'([^']+)'/gm)].map(([, name]) => name!).sort();
}

function vendorBuild(files: Readonly<Record<string, string>>): VendorBuild {
  const dir = path.join(scratch, 'vendor');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  }
  return {
    key: 'v',
    dir,
    files: {
      lwc: 'lwc.js',
      '@lwc/synthetic-shadow': 'lwc.js',
      'lightning/button': 'button.js',
      'lightning/toast': 'toast.js',
      'lightning/table': 'table.js'
    },
    graph: { 'chunks/everywhere-1.js': ['lwc.js'], 'table.js': ['chunks/everywhere-1.js', 'lwc.js'] },
    built: false
  };
}
