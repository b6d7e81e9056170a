import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { custodian as words, document } from '../messages/custodian.ts';
import { archiveOf, archiveTarget, type File, newPassphrase } from '../shared/archive.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { writeAtomic } from '../shared/state.ts';
import { contentOf, type Given } from './content.ts';
import { concern, done, type Taken, taken } from './door.ts';
import { log } from './events.ts';
import { html } from './html.ts';

export interface Exported {
  readonly archive: string;
  readonly files: readonly string[];
  /** SHA-256 of the archive, for the receipt. */
  readonly sha256: string;
}

export interface Asked {
  readonly number: string;
  readonly out: string;
  /** The place in which that folder lies, by its name in the register. */
  readonly store: string;
  readonly replace: boolean;
}

/**
 * All or nothing: every concern is fetched, drawn and locked in memory, the archive is the first byte on the disk, the org records
 * the handover, and then the passphrase is told. A kill before that leaves an archive that nobody can open.
 * @param tell is given the passphrase once, when the handover is recorded
 * @param come is told how many concerns are fetched
 */
export async function exportConcerns(
  org: OrgConnection,
  asked: Asked,
  tell: (passphrase: string) => void,
  come: (count: number) => void
): Promise<Exported> {
  const number = asked.number.toUpperCase();
  if (!/^CH-\d{6,}$/.test(number)) throw new ToolError(words.badNumber, EXIT.usage);
  const name = `${number}-handover`;
  const target = archiveTarget(asked, `${name}.zip`);
  const handover = await taken(org, number, asked.store);
  if (handover.concernIds.length === 0) throw new ToolError(words.nothing, EXIT.blocked, 'CUSTODY_EMPTY');
  const files = filesOf(number, name, handover, await fetched(org, handover, come));
  const passphrase = newPassphrase();
  const bytes = await archiveOf(files, passphrase, new Date(Date.UTC(2000, 0, 1)));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeAtomic(target, bytes);
  await done(org, handover, sha256).catch(() => {
    rmSync(target, { force: true });
    throw new ToolError(words.notRecorded, EXIT.blocked, 'CUSTODY_NOT_RECORDED');
  });
  tell(passphrase);
  log('custodian.exported', { handover: handover.handoverId, archive: sha256 });
  return { archive: `${name}.zip`, files: files.map((file) => file.name), sha256 };
}

async function fetched(org: OrgConnection, handover: Taken, come: (count: number) => void): Promise<Given[]> {
  const given: Given[] = [];
  for (const concernId of handover.concernIds) {
    given.push(await concern(org, handover, concernId));
    come(given.length);
  }
  return given;
}

function filesOf(number: string, name: string, { custodian, reason }: Taken, given: readonly Given[]): File[] {
  const concerns = contentOf(given);
  const madeOn = new Date().toISOString().slice(0, 10);
  const json = { shape: 'confide-handover', version: 1, handover: number, madeOn, custodian, reason, note: document.left, concerns };
  return [
    { name: 'READ-ME.txt', content: document.readMe(number, name) },
    { name: `${name}.html`, content: html(number, madeOn, concerns) },
    { name: `${name}.json`, content: `${JSON.stringify(json, null, 2)}\n` }
  ];
}
