/** That places were looked through, written into the register of the org: a day and a number. */
import type { Finding } from './audit.ts';
import type { Config } from './config.ts';
import type { Figures } from './figures.ts';

/**
 * Writes the look down for each organisation all of whose places were read. A base that the token opens and nobody configured counts
 * against each of them: whose it is nobody knows.
 * @returns how many were written down, and how many organisations have a place that the configuration does not name
 */
export async function writeLook(
  figures: Figures,
  { tables }: Config,
  findings: readonly Finding[]
): Promise<{ written: number; left: number }> {
  const read = new Set(tables.map(({ base }) => base));
  const { holders } = await figures.listing();
  const whole = holders.filter(({ places }) => places.length > 0 && places.every((place) => read.has(place)));
  for (const { processor, places } of whole) {
    const count = findings.filter(({ base, code }) => places.includes(base) || code === 'BASE_NOT_ALLOWED').length;
    await figures.look({ processor, places, findings: count });
  }
  return { written: whole.length, left: holders.length - whole.length };
}
