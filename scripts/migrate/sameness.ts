/** Rows that may be one person twice. The first stays; of each later one the charity says whether it is the same. */
import type { Hasher } from '../shared/bulk/hashes.ts';
import type { Decisions } from './decisions.ts';
import type { Mapping } from './mapping.ts';
import { keyOf, type SourceRow } from './source.ts';

export interface Sameness {
  /** `ask`: not answered yet. `same`: the row is left out, and what belongs to it goes to the other. */
  verdict(source: string, key: string): 'ask' | 'same' | 'own';
  /** The key in Legacy_Id__c to which what belongs to that one goes. */
  instead(legacyKey: string): string;
}

type Read = (source: string, needed: readonly string[]) => AsyncIterable<{ number: number; row: SourceRow | null }>;

/** Reads each source for which the mapping names columns that tell people apart, once. */
export async function sameness(mapping: Mapping, decisions: Decisions, hasher: Hasher, read: Read): Promise<Sameness> {
  const verdicts = new Map<string, 'ask' | 'same'>();
  const instead = new Map<string, string>();
  for (const { source, columns } of mapping.duplicates) {
    const first = new Map<string, string>();
    const prefixes = mapping.steps.filter((step) => step.source === source).map(({ key }) => key);
    for await (const { row } of read(source, columns)) {
      const key = row ? keyOf(mapping.sources[source]!.key, row) : '';
      const about = row ? columns.map((column) => plain(row[column] ?? '')) : [];
      if (!row || key === '' || about.some((text) => text === '')) continue;
      const mark = hasher.mark(about.join('\n'));
      const other = first.get(mark);
      if (other === undefined) first.set(mark, key);
      if (other === undefined || other === key) continue;
      const answer = decisions.ask({
        source,
        key,
        question: 'SAME_PERSON',
        column: '',
        choices: [`same:${other}`, 'different', 'leave out']
      });
      if (answer === 'different') continue;
      verdicts.set(`${source}\n${key}`, answer === undefined ? 'ask' : 'same');
      if (answer?.startsWith('same:')) for (const prefix of prefixes) instead.set(`${prefix}-${key}`, `${prefix}-${other}`);
    }
  }
  return {
    verdict: (source, key) => verdicts.get(`${source}\n${key}`) ?? 'own',
    instead: (legacyKey) => instead.get(legacyKey) ?? legacyKey
  };
}

/** Without accents, blanks, signs and capitals. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
