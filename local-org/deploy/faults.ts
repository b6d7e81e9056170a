/** Brings what a rehearsal found to the components of a deployment. */
import path from 'node:path';
import type { DeployedSource } from '../metadata/types.ts';
import type { Org } from '../org.ts';
import { labelOf } from './catalogue.ts';
import { componentsIn, packagePath } from './inventory.ts';
import type { Known } from './inventory.ts';
import type { Fault, Item } from './plan.ts';
import type { Findings } from './rehearse.ts';

interface Found {
  readonly root: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly problem: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** @returns a fault for each problem, on the component that has it, or on what is deleted although others need it. */
export function faultsOf(org: Org, candidate: DeployedSource, items: readonly Item[], findings: Findings): Fault[] {
  const byPath = new Map<string, Item>();
  for (const item of items) for (const file of item.paths) byPath.set(path.join(candidate.dir, file), item);
  const present = [...componentsIn(org.metadata).values()];
  const found: Found[] = [];
  for (const { path: file, problem, line, column } of [...findings.metadata, ...findings.bundles]) {
    const item = byPath.get(path.resolve(file)) ?? itemIn(byPath, file);
    const text = problem.replaceAll(candidate.dir + path.sep, '');
    found.push({ ...(item ?? elsewhere(present, file)), problem: text, line, column });
  }
  for (const { unit, line, column, message } of findings.apex) {
    const isOf = (each: { root: string; fullName: string }): boolean =>
      (each.root === 'ApexClass' || each.root === 'ApexTrigger') && each.fullName === unit;
    const item = items.find((each) => isOf(each) && !each.deleted);
    const other = present.find(isOf);
    if (item) found.push({ ...pick(item), problem: message, line, column });
    else if (other)
      found.push({
        ...pick({ ...other, fileName: packagePath(other) }),
        problem: `Dependent class is invalid and needs recompilation:\n Class ${unit} : ${message}`,
        line,
        column
      });
  }
  return blamed(items, found);
}

function pick({ root, fullName, fileName }: Pick<Found, 'root' | 'fullName' | 'fileName'>): Pick<Found, 'root' | 'fullName' | 'fileName'> {
  return { root, fullName, fileName };
}

function itemIn(byPath: ReadonlyMap<string, Item>, file: string): Pick<Found, 'root' | 'fullName' | 'fileName'> | undefined {
  const inside = [...byPath].find(([own]) => own.startsWith(path.resolve(file) + path.sep))?.[1];
  return inside && pick(inside);
}

function elsewhere(present: readonly Known[], file: string): Pick<Found, 'root' | 'fullName' | 'fileName'> {
  const known = present.find(
    (each) =>
      path.resolve(each.file) === path.resolve(file) ||
      (path.dirname(path.resolve(each.file)) === path.dirname(path.resolve(file)) && each.root === 'LightningComponentBundle')
  );
  return known
    ? pick({ ...known, fileName: packagePath(known) })
    : { root: '', fullName: path.basename(file), fileName: path.basename(file) };
}

/** A problem of something that was not sent, which names what is deleted, is a refusal of the deletion. */
function blamed(items: readonly Item[], found: readonly Found[]): Fault[] {
  const gone = items.filter((item) => item.deleted);
  const sent = new Set(items.filter((item) => !item.deleted).map((item) => `${item.root}:${item.fullName}`));
  return found.map(({ line, column, ...rest }) => {
    const place = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
    const of = sent.has(`${rest.root}:${rest.fullName}`)
      ? undefined
      : (gone.find((item) => mentions(rest.problem, item)) ?? (gone.length === 1 ? gone[0] : undefined));
    if (!of) return { ...rest, ...place };
    const label = labelOf(of.root);
    return {
      ...pick(of),
      problem: `This ${label} is referenced elsewhere in Salesforce. Remove the usage and try again. : ${rest.root} - ${rest.fullName}: ${rest.problem}`
    };
  });
}

function mentions(problem: string, { fullName }: Item): boolean {
  const short = fullName.slice(fullName.indexOf('.') + 1);
  return problem.includes(fullName) || problem.includes(short);
}
