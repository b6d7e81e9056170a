import { type DataMap, isPersonal } from '../expected.ts';
import { finding, type Found } from '../faults.ts';
import type { ObjectFacts, Org, Package } from '../types.ts';

/** From closed to open. Details follow their master, whose own model is looked at. */
const OPENNESS = ['ControlledByParent', 'Private', 'Read', 'ReadWrite', 'ReadWriteTransfer', 'FullAccess'];

/** Org-wide defaults, feeds, history and the classification of each field. */
export function objectFindings(pack: Package, org: Org, map: DataMap): Found[] {
  return [...pack.objects].flatMap(([name, wanted]) => {
    const found = org.objects.get(name);
    if (!found) return [finding('OBJECT_MISSING', name)];
    return [...models(name, wanted, found), ...(found.feeds ? [finding('FEED_ON', name)] : []), ...fields(name, wanted, found, map)];
  });
}

function models(name: string, wanted: ObjectFacts, found: ObjectFacts): Found[] {
  const isWider = (is: string, should: string): boolean =>
    is !== should && (!OPENNESS.includes(is) || should === 'ControlledByParent' || OPENNESS.indexOf(is) > OPENNESS.indexOf(should));
  const pairs = [
    ['internal', found.internal, wanted.internal],
    ['external', found.external, wanted.external]
  ] as const;
  return pairs.filter(([, is, should]) => isWider(is, should)).map(([side, is]) => finding('OBJECT_OPEN', name, `${side} ${is}`));
}

function fields(object: string, wanted: ObjectFacts, found: ObjectFacts, map: DataMap): Found[] {
  const missing = [...wanted.fields.keys()]
    .filter((field) => !found.fields.has(field))
    .map((field) => finding('FIELD_MISSING', `${object}.${field}`));
  const there = [...found.fields].flatMap(([field, facts]) => {
    const name = `${object}.${field}`;
    const known = map[object]?.fields[field] !== undefined;
    if (!known && !field.endsWith('__c')) return [];
    const source = wanted.fields.get(field);
    const isTagged = !source || (source.classification === facts.classification && tags(source.compliance) === tags(facts.compliance));
    return [
      ...(known ? [] : [finding('FIELD_UNKNOWN', name)]),
      ...(isTagged ? [] : [finding('FIELD_UNCLASSIFIED', name)]),
      ...(facts.history && isPersonal(map, name) ? [finding('HISTORY_ON', name)] : [])
    ];
  });
  return [...missing, ...there];
}

const tags = (group: string | null): string => (group ?? '').split(/[;,]/).filter(Boolean).sort().join();
