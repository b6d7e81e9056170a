/** What others may see: over a shoulder, on a locked phone, in a letter box (RULES ACC-04, ACC-05). */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { children, components, packageDir, text } from './source.ts';

const read = (pattern: string) =>
  globSync(pattern, { cwd: packageDir, exclude: (file) => /__tests__|Test\.cls/.test(file) }).map((file) => ({
    file,
    words: readFileSync(path.join(packageDir, file), 'utf8')
  }));
const apex = read('**/*.cls').filter(({ words }) => !/^@IsTest$/im.test(words));
const screens = read('**/lwc/*/*.{js,html}');
const labels = new Map(
  components('labels').flatMap(({ node }) =>
    children(node, 'labels').map((label) => [text(label, 'fullName')!, text(label, 'value')!] as const)
  )
);

test('ACC-04: a notification of ours shows on no locked phone', () => {
  const types = components('notiftype');
  assert.ok(types.length > 0);
  assert.deepEqual(
    types.filter(({ node }) => text(node, 'mobile') !== 'false').map(({ name }) => name),
    []
  );
});

test('ACC-04: the words of a notification say nothing of a family', () => {
  const sent = new Set(
    apex.flatMap(({ words }) => [
      ...[...words.matchAll(/Notices\.send(?:To)?\(([\s\S]*?)\);/g)].flatMap(([, call]) =>
        [...call!.matchAll(/System\.Label\.(\w+)/g)].map(([, label]) => label!)
      )
    ])
  );
  assert.ok(sent.size >= 10, [...sent].join(', '));
  const telling = /\b(?:baby|babies|born|pregnan\w*|mother|partner|abuse\w*|violen\w*|police|harm|loss|died|health|child\w*)\b/i;
  assert.deepEqual(
    [...sent].filter((label) => telling.test(labels.get(label) ?? label)),
    []
  );
});

/** Labels of paper in our own cabinets: printed in the office, posted to nobody, and the code holds the label alone. */
const LABELS = { screen: 'paper/lwc/paperLabels/paperLabels.js', library: 'Confide_QR' };

test('ACC-04: nothing of ours sends e-mail, invites to a calendar or makes a code to scan, but for labels of our own cabinets', () => {
  const outside = /\bMessaging\.(?:SingleEmail|MassEmail|sendEmail|reserve)|\bnew (?:Event|CalendarEvent)\s*\(|\btext\/calendar\b/i;
  assert.deepEqual(
    apex.filter(({ words }) => outside.test(words)).map(({ file }) => file),
    []
  );
  assert.deepEqual(
    screens.filter(({ words }) => /\bqr[- ]?code\b|\bmailto:|text\/calendar/i.test(words)).map(({ file }) => file),
    [LABELS.screen]
  );
  assert.deepEqual(globSync('**/{email,emailservices,letterhead}/**', { cwd: packageDir }), []);
  for (const file of globSync('**/staticresources/**/*.*', { cwd: packageDir })) assert.ok(file.includes(`/${LABELS.library}.`), file);
  assert.ok(outside.test('Messaging.sendEmail(mails);') && outside.test('insert new Event(Subject = x)'), 'the check can find one');
});

test('ACC-05: no screen of ours writes the window’s title', () => {
  const writes = /document\.title\s*=/;
  assert.deepEqual(
    screens.filter(({ words }) => writes.test(words)).map(({ file }) => file),
    []
  );
});

test('ACC-05: the way out stands at the foot of every page, and works before its panel is opened', () => {
  const app = components('app').find(({ name }) => name === 'Confide')!;
  const bar = components('flexipage').find(({ name }) => name === text(app.node, 'utilityBar'))!;
  const items = children(bar.node, 'flexiPageRegions')
    .flatMap((region) => children(region, 'itemInstances'))
    .flatMap((item) => children(item, 'componentInstance'));
  const wayOut = items.find((item) => text(item, 'componentName') === 'leavePage');
  assert.ok(wayOut);
  const eager = children(wayOut, 'componentInstanceProperties').find((property) => text(property, 'name') === 'eager');
  assert.equal(eager && text(eager, 'value'), 'true');
  assert.match(labels.get('Confide_Neutral_Page') ?? '', /^https:\/\/\S+$/);
});
