import type { OrgConnection } from '../shared/org/index.ts';
import { anchors, keep, type Place } from './anchors.ts';

export interface Verdict {
  readonly intact: boolean;
  /** The first entry that does not hold. */
  readonly firstBroken: number | null;
  readonly entries: number;
  readonly unsealed: number;
  /** The anchors that the chain was seen to pass through, by entry. */
  readonly anchors: readonly number[];
  readonly head: Place;
}

interface Answer {
  readonly rowsChecked: number;
  readonly intact: boolean;
  readonly firstBroken: number | null;
  readonly unsealed: number;
  readonly complete: boolean;
  readonly reached: Place | null;
  readonly head: Place;
}
const START: Place = { sequence: 0, hash: '0'.repeat(64) };

/**
 * Has the org walk its chain from the beginning and from each anchor. Keeps a new anchor when all holds. It rests on the org's own code for
 * the walking, which `confide verify` compares with its seal; the entries themselves are read by nobody for it.
 * @param expected an anchor kept elsewhere
 */
export async function verifyLog(org: OrgConnection, expected: Place | undefined): Promise<Verdict> {
  const known = anchors(org.identity.orgId);
  const through = [...(expected ? [expected] : []), ...(known.length > 0 ? [known.at(-1)!] : [])];
  const whole = await walk(org, START);
  const breaks = [whole.firstBroken];
  for (const anchor of through) {
    if (anchor.sequence > whole.head.sequence) breaks.push(whole.head.sequence + 1);
    else breaks.push((await walk(org, anchor)).firstBroken);
  }
  const firstBroken = breaks.reduce((least, at) => (at === null ? least : Math.min(at, least ?? at)), null);
  const last = known.at(-1);
  if (firstBroken === null && (last?.sequence !== whole.head.sequence || last.hash !== whole.head.hash))
    keep(org.identity.orgId, whole.head);
  return {
    intact: firstBroken === null,
    firstBroken,
    entries: whole.rows,
    unsealed: whole.unsealed,
    anchors: firstBroken === null ? through.map(({ sequence }) => sequence) : [],
    head: whole.head
  };
}

/** A chain of any length, in calls that each end where the next begins. */
async function walk(
  { connection }: OrgConnection,
  from: Place
): Promise<{ rows: number; unsealed: number; firstBroken: number | null; head: Place }> {
  let rows = 0;
  for (let at = from; ;) {
    const query = new URLSearchParams({ fromSequence: String(at.sequence), fromHash: at.hash });
    const answer = await connection.request<Answer>(`${connection.instanceUrl}/services/apexrest/confide/v1/access-log-chain?${query}`);
    rows += answer.rowsChecked;
    if (answer.complete || !answer.intact || !answer.reached)
      return { rows, unsealed: answer.unsealed, head: answer.head, firstBroken: answer.intact ? null : (answer.firstBroken ?? 0) };
    at = answer.reached;
  }
}
