import { retention as words } from '../messages/retention.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import { type Counts, counts, file, look, type UnderWay, underWay } from './door.ts';
import { log } from './events.ts';
import { filesIn, scan, type Scan } from './scan.ts';

export interface Asked {
  readonly wait: number;
  readonly folders: readonly string[];
  readonly places: readonly string[];
  readonly byPerson: number;
  readonly orgFiles: number;
  /** Whether Airtable was looked through and holds nothing: how many findings, when it was asked. */
  readonly airtable: (() => Promise<number>) | undefined;
}
export interface Ears {
  /** How many came to their end. */
  watching(done: number): void;
  reading(files: number): void;
  say(text: string): void;
  warn(text: string): void;
}
export interface Done {
  readonly counts: Counts;
  readonly filed: readonly string[];
  readonly leftOver: number;
}

/** Before anything is begun: folders that can be read, and a place that names a place. */
export function requireWellAsked({ folders, places, airtable }: Pick<Asked, 'folders' | 'places' | 'airtable'>): void {
  if ((folders.length > 0 || airtable) && places.length === 0) throw new ToolError(words.needsPlace, EXIT.usage);
  if (places.some((place) => !/^[\p{L}\p{N} .,'’()/-]{2,80}$/u.test(place) || /\d{5}/.test(place.replaceAll(' ', ''))))
    throw new ToolError(words.badPlace, EXIT.usage);
  for (const folder of folders) filesIn(folder);
}

/** Watches what the org carries out until it has ended or the time is over, then looks through what lies outside. */
export async function carryOut(org: OrgConnection, asked: Asked, ears: Ears): Promise<Done> {
  requireWellAsked(asked);
  const first = await counts(org);
  log('retention.watched', { due: first.due, lookedFor: first.lookedFor });
  const open = ({ due, held, lookedFor }: Counts): number => due - held + lookedFor;
  let now = first;
  const until = Date.now() + asked.wait * 1000;
  for (let pause = 200; open(now) > 0 && Date.now() < until; pause = Math.min(pause * 2, 5000)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    now = await counts(org);
    ears.watching(Math.max(0, open(first) - open(now)));
  }
  const { filed, leftOver } = await outside(org, asked, ears);
  now = await counts(org);
  if (open(now) > 0) ears.warn(words.notDone(open(now)));
  if (now.held > 0) ears.warn(words.heldBack(now.held));
  if (now.leftovers > 0) ears.warn(words.leftovers(now.leftovers));
  return { counts: now, filed, leftOver };
}

async function outside(org: OrgConnection, asked: Asked, ears: Ears): Promise<{ filed: string[]; leftOver: number }> {
  const filed: string[] = [];
  let leftOver = 0;
  if (asked.places.length === 0) return { filed, leftOver };
  const findings = await asked.airtable?.();
  if (findings) {
    ears.warn(words.airtableHolds(findings));
    return { filed, leftOver: findings };
  }
  for (const disposal of (await underWay(org)).filter(({ step }) => step === 'Looked through')) {
    const seen = await scan(asked.folders, (texts) => look(org, disposal.disposalId, texts), ears.reading);
    const { files, texts, unreadable, hits } = seen;
    log('retention.looked', { disposal: disposal.disposalId, files, texts, found: hits.length, unreadable });
    if (stands(disposal, seen, asked, ears)) {
      const places = [...asked.places, ...(asked.airtable ? ['Airtable'] : [])];
      const report = { places, filesRead: asked.orgFiles, files, texts, found: 0, unreadable: 0, hash: seen.hash };
      await file(org, disposal.disposalId, report);
      log('retention.filed', { disposal: disposal.disposalId, report: seen.hash });
      ears.say(words.filed(disposal.disposalNumber));
      filed.push(disposal.disposalNumber);
    } else leftOver++;
  }
  return { filed, leftOver };
}

/** Whether nothing is left, and what no program could read was looked at by a person. */
function stands({ disposalNumber, filesToRead }: UnderWay, { hits, unreadable }: Scan, asked: Asked, ears: Ears): boolean {
  for (const hit of hits) ears.say(words.found(disposalNumber, hit.file, hit.folder, hit.kinds.join(', ')));
  if (hits.length > 0) ears.warn(words.foundAll(disposalNumber, hits.length));
  if (unreadable !== asked.byPerson) ears.warn(words.unreadable(unreadable));
  const orgUnread = (filesToRead ?? 0) > asked.orgFiles;
  if (orgUnread) ears.warn(words.orgUnread(disposalNumber, filesToRead!));
  return hits.length === 0 && unreadable === asked.byPerson && !orgUnread;
}
