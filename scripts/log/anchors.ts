import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { log as words } from '../messages/log.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { keyedHash, keyFor, masterKey } from '../shared/seal.ts';
import { appendDurable, stateFolder, wholeLines } from '../shared/state.ts';

/** A place in the chain that was seen to be right. */
export interface Place {
  readonly sequence: number;
  readonly hash: string;
}

const kept = z.strictObject({
  sequence: z.number().int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string(),
  proof: z.string()
});

/** @returns the anchors of an org that this machine keeps, oldest first @throws ToolError when one was changed */
export function anchors(orgId: string): Place[] {
  const file = fileOf(orgId);
  if (!existsSync(file)) return [];
  const key = anchorKey(orgId);
  return wholeLines(readFileSync(file, 'utf8')).map((line) => {
    const anchor = kept.safeParse(parsed(line));
    if (!anchor.success || anchor.data.proof !== proofOf(anchor.data, anchor.data.at, key))
      throw new ToolError(words.badAnchorFile, EXIT.blocked);
    return { sequence: anchor.data.sequence, hash: anchor.data.hash };
  });
}

/** Keeps one more anchor. */
export function keep(orgId: string, place: Place, at = new Date().toISOString()): void {
  appendDurable(fileOf(orgId), `${JSON.stringify({ ...place, at, proof: proofOf(place, at, anchorKey(orgId)) })}\n`);
}

/** @returns the anchor as a person writes it down, or reads it back @throws ToolError when it is none */
export const written = ({ sequence, hash }: Place): string => `${sequence}:${hash}`;
export function read(text: string): Place {
  const match = /^(\d{1,9}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase());
  if (!match) throw new ToolError(words.notAnAnchor, EXIT.usage);
  return { sequence: Number(match[1]), hash: match[2]! };
}

const anchorKey = (orgId: string): Buffer => keyFor(`log-anchors/${orgId}`, masterKey(true));
const proofOf = ({ sequence, hash }: Place, at: string, key: Buffer): string => keyedHash(`${sequence}:${hash}:${at}`, key);
const fileOf = (orgId: string): string => path.join(stateFolder('log-anchors'), `${orgId}.jsonl`);

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
