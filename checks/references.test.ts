import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { children, components, packageDir, text, type Node } from './source.ts';

const apex = globSync('**/*.{cls,trigger}', { cwd: packageDir }).map((file) => ({
  file,
  source: readFileSync(path.join(packageDir, file), 'utf8')
}));
const lwc = globSync('**/lwc/*/*.{js,html}', { cwd: packageDir }).map((file) => ({
  file,
  source: readFileSync(path.join(packageDir, file), 'utf8')
}));
const classes = new Set(apex.map(({ file }) => path.basename(file).replace(/\.(cls|trigger)$/, '')));
const bundleMeta = new Map(
  globSync('**/lwc/*/*.js-meta.xml', { cwd: packageDir }).map((file) => [
    path.basename(path.dirname(file)),
    readFileSync(path.join(packageDir, file), 'utf8')
  ])
);
const bundles = new Set(bundleMeta.keys());
const labels = components('labels').flatMap(({ node }) => children(node, 'labels').map((label) => text(label, 'fullName')!));
const permissions = new Set(components('customPermission').map(({ name }) => name));
const sets = components('permissionset');

/** @returns the components that a page shows */
function shownOn(page: Node): string[] {
  const items = children(page, 'flexiPageRegions').flatMap((region) => children(region, 'itemInstances'));
  return items.flatMap((item) => children(item, 'componentInstance').map((one) => text(one, 'componentName')!));
}

/** @returns all first groups of a pattern, each with its file */
function uses(sources: readonly { file: string; source: string }[], pattern: RegExp): { file: string; name: string }[] {
  return sources.flatMap(({ file, source }) => [...source.matchAll(pattern)].map((match) => ({ file, name: match[1]! })));
}

test('every label that code names exists, once, and every label is used', () => {
  const used = [...uses(apex, /System\.Label\.(\w+)/g), ...uses(lwc, /@salesforce\/label\/c\.(\w+)/g)];
  assert.deepEqual(
    used.filter(({ name }) => !labels.includes(name)),
    []
  );
  assert.deepEqual(
    labels.filter((name, index) => labels.indexOf(name) !== index),
    []
  );
  assert.deepEqual(
    labels.filter((name) => !used.some((use) => use.name === name)),
    []
  );
});

test('every custom permission that code asks for exists and is granted', () => {
  const asked = uses(apex, /checkPermission\('(\w+)'\)/g);
  const granted = new Set(sets.flatMap(({ node }) => children(node, 'customPermissions').map((grant) => text(grant, 'name')!)));
  assert.deepEqual(
    asked.filter(({ name }) => !permissions.has(name)),
    []
  );
  assert.deepEqual(
    [...permissions].filter((name) => !granted.has(name)),
    []
  );
  assert.deepEqual(
    [...granted].filter((name) => !permissions.has(name)),
    []
  );
});

test('no custom permission is idle', () => {
  const pages = globSync('**/*.flexipage-meta.xml', { cwd: packageDir })
    .map((file) => readFileSync(path.join(packageDir, file), 'utf8'))
    .join('\n');
  const asked = new Set(uses(apex, /checkPermission\('(\w+)'\)/g).map(({ name }) => name));
  for (const [, name] of pages.matchAll(/CustomPermission\.(\w+)\}/g)) asked.add(name!);
  assert.deepEqual(
    [...permissions].filter((name) => !asked.has(name)),
    []
  );
});

test('every Apex class that a permission set grants exists, and every controller and REST door is granted', () => {
  const granted = new Set(sets.flatMap(({ node }) => children(node, 'classAccesses').map((grant) => text(grant, 'apexClass')!)));
  const doors = apex
    .filter(({ source, file }) => /@RestResource/.test(source) || /Controller\.cls$/.test(file))
    .map(({ file }) => path.basename(file, '.cls'));
  assert.deepEqual(
    [...granted].filter((name) => !classes.has(name)),
    []
  );
  assert.deepEqual(
    doors.filter((name) => !granted.has(name)),
    []
  );
});

test('every Apex method that a component calls exists', () => {
  const missing = uses(lwc, /@salesforce\/apex\/(\w+\.\w+)/g).filter(({ name }) => {
    const [owner, method] = name.split('.');
    const source = apex.find(({ file }) => path.basename(file) === `${owner}.cls`)?.source ?? '';
    return !new RegExp(`@AuraEnabled(\\([^)]*\\))?\\s+public static \\S+(<[^>]*>)? ${method}\\(`).test(
      source.replace(/\/\*[\s\S]*?\*\//g, '')
    );
  });
  assert.deepEqual(missing, []);
});

test('tabs and pages show components that exist, and the app shows tabs that exist', () => {
  const tabs = components('tab');
  const shown = [
    ...tabs.flatMap(({ node }) => text(node, 'lwcComponent') ?? []),
    ...components('flexipage').flatMap(({ node }) => shownOn(node))
  ];
  assert.deepEqual(
    shown.filter((name) => !name.includes(':') && !bundles.has(name)),
    []
  );
  const inApp = components('app').flatMap(({ node }) => children(node, 'tabs').map(String));
  assert.deepEqual(
    inApp.filter((name) => !['standard-home', 'standard-report'].includes(name) && !tabs.some((tab) => tab.name === name)),
    []
  );
});

const PLACES: Record<string, string> = { HomePage: 'lightning__HomePage<', UtilityBar: 'lightning__UtilityBar<' };

test('a component shown on a tab, home page, record page or utility bar is made for that place', () => {
  const targets = (bundle: string): string => bundleMeta.get(bundle) ?? '';
  const faults = [
    ...components('tab')
      .flatMap(({ node }) => text(node, 'lwcComponent') ?? [])
      .filter((name) => !targets(name).includes('lightning__Tab<')),
    ...components('flexipage').flatMap(({ node }) => {
      const place = PLACES[text(node, 'type') ?? ''] ?? 'lightning__RecordPage<';
      return shownOn(node).filter((name) => !name.includes(':') && !targets(name).includes(place));
    })
  ];
  assert.deepEqual(faults, []);
});

test('purposes in the list of values are the Purpose records', () => {
  const values = children(components('globalValueSet').find(({ name }) => name === 'Confide_Purpose')!.node, 'customValue').map((value) =>
    text(value, 'fullName')
  );
  const records = components('md')
    .filter(({ name }) => name.startsWith('Purpose.'))
    .map(({ name }) => name.slice('Purpose.'.length));
  assert.deepEqual([...values].sort(), records.sort());
});

test('the notice has forty-one promises; each that claims some proof names tests that exist', () => {
  const promises = components('md').filter(({ name }) => name.startsWith('Notice_Promise.'));
  assert.equal(promises.length, 41);
  const faults = promises.flatMap(({ name, node }) => {
    const value = (field: string): string =>
      text(children(node, 'values').find((one) => text(one, 'field') === field) ?? '', 'value') ?? '';
    if (value('Evidence__c') === 'Not yet') return [];
    const tests = value('Test__c').split(', ');
    return tests.filter((one) => !classes.has(one) && !existsSync(path.join(packageDir, '..', '..', one))).map((one) => `${name}: ${one}`);
  });
  assert.deepEqual(faults, []);
});
