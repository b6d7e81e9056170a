import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { erase as words } from '../messages/erase.ts';
import { ask } from '../retention/door.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { stateFolder, wholeLines, writeAtomic } from '../shared/state.ts';
import { log } from './events.ts';

/** A mark of what was erased, as the org gives it: nobody can be read from it. */
interface Mark {
  readonly id?: string;
  readonly hash: string;
  readonly kind: string;
  readonly disposedAt: string;
}
export interface Verified {
  readonly families: number;
  readonly marks: number;
  readonly setAgain: number;
  readonly returned: number;
  /** Whether there was no list before. */
  readonly fresh: boolean;
}
export interface Ears {
  marks(count: number): void;
  families(count: number): void;
}

const A_CALL = 200;
const HEAD = 'confide-marks-1';

/** Keeps the list of marks whole on both sides, then asks for every family whether she had been erased and came back. */
export async function verify(org: OrgConnection, given: string | undefined, ears: Ears): Promise<Verified> {
  const own = path.join(stateFolder('erase', org.identity.orgId), 'marks.jsonl');
  const fresh = !existsSync(given ?? own);
  const { mark: secret } = await ask<{ mark: string }>(org, 'GET', '/secret');
  const kept = new Map([...read(given, secret), ...read(existsSync(own) ? own : undefined, secret)]);
  const standing = await marksOf(org, ears.marks);
  const setAgain = await setLost(
    org,
    [...kept.values()].filter(({ hash }) => !standing.has(hash))
  );
  const all = new Map([...kept, ...standing]);
  keep(own, secret, all.values());
  const { families, returned } = await returnedOnes(org, ears.families);
  const marks = all.size;
  log('erase.verified', { families, marks, setAgain, returned });
  return { families, marks, setAgain, returned, fresh };
}

/** @throws ToolError when the list is none, or was made with another secret */
function read(file: string | undefined, secret: string): Map<string, Mark> {
  if (file === undefined) return new Map();
  try {
    const [head, ...lines] = wholeLines(readFileSync(file, 'utf8'));
    const { shape, secret: made } = JSON.parse(head!) as { shape: string; secret: string };
    if (shape !== HEAD) throw new Error('shape');
    if (made !== secret) throw new ToolError(words.otherSecret, EXIT.blocked, 'ERASE_OTHER_SECRET');
    return new Map(lines.map((line) => JSON.parse(line) as Mark).map((mark) => [mark.hash, mark]));
  } catch (error) {
    throw error instanceof ToolError ? error : new ToolError(words.noList, EXIT.usage);
  }
}

async function marksOf(org: OrgConnection, seen: (count: number) => void): Promise<Map<string, Mark>> {
  const marks = new Map<string, Mark>();
  for (let after = ''; ;) {
    const part = await ask<Mark[]>(org, 'GET', `/marks${after ? `?after=${after}` : ''}`);
    if (part.length === 0) return marks;
    for (const { hash, kind, disposedAt } of part) marks.set(hash, { hash, kind, disposedAt });
    after = part.at(-1)!.id!;
    seen(marks.size);
  }
}

async function setLost(org: OrgConnection, lost: readonly Mark[]): Promise<number> {
  let count = 0;
  for (let at = 0; at < lost.length; at += A_CALL)
    count += await ask<number>(org, 'POST', '/marks', { marks: lost.slice(at, at + A_CALL) });
  return count;
}

/** Whole or not at all: a kill leaves the list as it was. */
function keep(file: string, secret: string, marks: Iterable<Mark>): void {
  const lines = [...marks].map(({ hash, kind, disposedAt }) => JSON.stringify({ hash, kind, disposedAt }));
  writeAtomic(file, `${[JSON.stringify({ shape: HEAD, secret }), ...lines].join('\n')}\n`);
}

async function returnedOnes(org: OrgConnection, seen: (count: number) => void): Promise<{ families: number; returned: number }> {
  let [families, returned] = [0, 0];
  for (let after: string | null = null; ;) {
    const part: { looked: number; putUp: number; last?: string | null } = await ask(org, 'POST', '/returned', { after });
    families += part.looked;
    returned += part.putUp;
    seen(families);
    if (!part.last) return { families, returned };
    after = part.last;
  }
}
