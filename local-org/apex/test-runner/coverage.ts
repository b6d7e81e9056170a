import type { Org } from '../../org.ts';
import type { Apex } from '../service.ts';
import type { TestRun } from '../types.ts';

type Coverage = TestRun['coverage'][number];

/** @returns covered and uncovered lines of every class and trigger that is not a test; units that were never loaded are uncovered. */
export function coverageOf(org: Org, tests: ReadonlySet<string>): Coverage[] {
  const apex = org.apex as Apex;
  const ran = apex.coverage() ?? new Map<string, never>();
  const found: Coverage[] = [];
  for (const { name } of org.metadata.apexClasses) {
    if (!tests.has(name) && !isTestHelper(apex, name))
      found.push(linesOf(name, 'Class', ran.get(name), () => apex.program.unit(name).statements));
  }
  for (const trigger of apex.program.triggers) {
    const { name } = trigger.node;
    found.push(linesOf(name, 'Trigger', ran.get(name), () => apex.program.trigger(trigger).statements));
  }
  return found;
}

function isTestHelper(apex: Apex, name: string): boolean {
  return apex.typeNamed(name)?.user?.annotations.some((annotation) => annotation.name.toLowerCase() === 'istest') ?? false;
}

function linesOf(
  name: string,
  kind: Coverage['kind'],
  ran: { readonly lines: readonly number[]; readonly hits: readonly number[] } | undefined,
  all: () => readonly number[]
): Coverage {
  if (!ran) return { name, kind, covered: [], uncovered: compiledLines(all) };
  const ordered = ran.lines.map((line, i) => ({ line, hit: (ran.hits[i] ?? 0) > 0 })).sort((a, b) => a.line - b.line);
  return {
    name,
    kind,
    covered: ordered.filter(({ hit }) => hit).map(({ line }) => line),
    uncovered: ordered.filter(({ hit }) => !hit).map(({ line }) => line)
  };
}

/** A unit that does not compile has no lines to count; that it does not compile is told elsewhere. */
function compiledLines(all: () => readonly number[]): number[] {
  try {
    return [...all()].sort((a, b) => a - b);
  } catch (error) {
    if (error instanceof Error && error.name === 'CompileErrors') return [];
    throw error;
  }
}
