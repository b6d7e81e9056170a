import type { Expected } from '../expected.ts';
import { type Fault, finding, type Found } from '../faults.ts';
import type { Code, Org, Package } from '../types.ts';

/** Programs and addresses to which data may go: each named in config/posture.yaml, with a processor whose agreement is in force. */
export function wayFindings(org: Org, expected: Expected): Found[] {
  const of = (fault: Fault, found: readonly string[], named: Readonly<Record<string, string>>): Found[] =>
    found.flatMap((name) => {
      const processor = named[name];
      if (processor === undefined) return [finding(fault, name, 'NOT_NAMED')];
      return org.processors?.has(processor) ? [] : [finding(fault, name, 'NO_AGREEMENT')];
    });
  return [
    ...of('APP', org.ways.connectedApps, expected.connectedApps),
    ...of('CREDENTIAL', org.ways.namedCredentials, expected.namedCredentials),
    ...of('SITE', org.ways.remoteSites, expected.remoteSites)
  ];
}

/** Every class and trigger of the package, by its seal. */
export function codeFindings(pack: Package, org: Org): Found[] {
  const compared = (wanted: ReadonlyMap<string, Code>, found: ReadonlyMap<string, Code>): Found[] =>
    [...wanted].flatMap(([name, { seal }]) => {
      const there = found.get(name);
      if (!there) return [finding('CLASS_MISSING', name)];
      return [...(there.active ? [] : [finding('TRIGGER_OFF', name)]), ...(there.seal === seal ? [] : [finding('CLASS_CHANGED', name)])];
    });
  return [...compared(pack.classes, org.classes), ...compared(pack.triggers, org.triggers)];
}

/** Shares that no rule, no reason and no owner of ours explains. */
export function shareFindings(pack: Package, org: Org): Found[] {
  if (!org.shares) return [finding('UNSEEN', 'SHARES')];
  const causes = new Set(['Owner', 'ImplicitParent', 'ImplicitChild']);
  return [...org.shares]
    .filter((line) => {
      const [object, what] = line.split(' ') as [string, string];
      return !pack.sharing.has(line) && !pack.sharingReasons.has(line) && !(causes.has(what) && line === `${object} ${what}`);
    })
    .map((line) => finding('SHARED', line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)));
}

/** What the package finds by itself: controls that do not stand, what is late or missing, steps of the set-up. */
export function toldFindings(org: Org): Found[] {
  const steps = org.openSteps.map((step) => finding('STEP', step));
  if (!org.posture) return [finding('UNSEEN', 'PROMISES'), ...steps];
  return [
    ...org.posture.facts
      .filter(({ holds }) => !holds)
      .map(({ kind, name, fault, promises }) => finding('CONTROL', `${kind} ${name}`, fault ?? '', promises)),
    ...org.posture.counts
      .filter(({ breaks, count }) => breaks && (count ?? 0) > 0)
      .map(({ what, count, promises }) => finding('DUTY', what, String(count), promises)),
    ...steps
  ];
}
