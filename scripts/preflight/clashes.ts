import type { Source } from './source.ts';

/** What the org has under the names of the source. */
export interface Found {
  readonly objects: ReadonlyMap<string, ReadonlySet<string>>;
  readonly classes: ReadonlyMap<string, string>;
  readonly triggers: ReadonlyMap<string, string>;
  readonly permissionSets: ReadonlySet<string>;
}

/** What only Confide has; an org that has them all has had a deployment of it. */
const MARKS = { objects: ['Notice_Promise__mdt', 'Access_Log__c', 'Client_Identity__c'], classes: ['PersonalDetails', 'AccessLogSeal'] };
/** The part of an object's fields in the org that must be ours, and of a class's words that must stand in ours too, to be an earlier version. */
const LIKE = { fields: 0.5, words: 0.3 };

export const isFirst = (found: Found): boolean =>
  !MARKS.objects.every((name) => found.objects.has(name)) || !MARKS.classes.every((name) => found.classes.has(name));

/** @returns `object X`, `class X`, `trigger X`, `permission set X` that a deployment would take from somebody else */
export function clashes(source: Source, found: Found): string[] {
  const first = isFirst(found);
  const foreignObjects = [...found.objects].filter(([name, fields]) => first || !isOurs(fields, source.objects.get(name)!));
  const foreignCode = (there: ReadonlyMap<string, string>, ours: ReadonlyMap<string, string>) =>
    [...there].filter(([name, body]) => first || !isLike(body, ours.get(name)!));
  return [
    ...foreignObjects.map(([name]) => `object ${name}`),
    ...foreignCode(found.classes, source.classes).map(([name]) => `class ${name}`),
    ...foreignCode(found.triggers, source.triggers).map(([name]) => `trigger ${name}`),
    ...(first ? [...found.permissionSets].map((name) => `permission set ${name}`) : [])
  ].sort();
}

function isOurs(there: ReadonlySet<string>, ours: ReadonlySet<string>): boolean {
  const shared = [...there].filter((name) => ours.has(name)).length;
  return there.size === 0 ? ours.size === 0 : shared / there.size >= LIKE.fields;
}

function isLike(there: string, ours: string): boolean {
  const [theirs, own] = [words(there), words(ours)];
  const shared = [...theirs].filter((word) => own.has(word)).length;
  return theirs.size > 0 && shared / theirs.size >= LIKE.words;
}

/** The names in a source, without the words of Apex itself, which every source has. */
const words = (source: string): Set<string> =>
  new Set((source.match(/[A-Za-z_]\w{3,}/g) ?? []).filter((word) => !APEX.has(word.toLowerCase())));
const APEX = new Set(
  (
    'public private global protected static final class interface enum extends implements virtual abstract override with without inherited sharing ' +
    'void return null true false this super else while throw catch finally switch when break continue instanceof trigger before after insert ' +
    'update delete undelete upsert select from where limit order group having system user mode boolean integer long decimal double string date ' +
    'datetime time blob object sobject list map istest assert test exception account contact opportunity case'
  ).split(' ')
);
