/** Rows of a query, streamed page by page; a page that breaks off goes on behind the last row that came. */
import { CsvFault, csvRows } from '../csv/read.ts';
import type { BulkClient } from './client.ts';
import { Fault, faultOfError } from './faults.ts';
import { MESSAGES } from './messages.ts';
import { TRIES, mayPass, retryDelay } from './pace.ts';

/** Rows that the org could have ready at the first question. */
const FEW = 1;

export interface QueryOptions {
  /** Deleted rows too. */
  readonly all?: boolean;
}

interface Page {
  readonly locator: string | null;
  /** Rows of it that have been given on. */
  given: number;
}

/**
 * @returns the header, then the rows, as text: an empty cell is a field without a value.
 * @throws ToolError when the query is refused, or the rows do not come.
 */
export async function* queryRows(client: BulkClient, soql: string, { all = false }: QueryOptions = {}): AsyncGenerator<readonly string[]> {
  client.budget.check();
  const id = await client.createQuery(soql, all ? 'queryAll' : 'query');
  try {
    const job = await client.ended('query', id, FEW, () => undefined);
    if (job.state !== 'JobComplete') throw MESSAGES.queryFailed(id, /^\s*(\w{3,60})\s*:/.exec(job.errorMessage ?? '')?.[1] ?? 'UNKNOWN');
    let headerGiven = false;
    let locator: string | null = null;
    do {
      const page: Page = { locator, given: 0 };
      locator = yield* wholePage(client, id, page, headerGiven);
      headerGiven = true;
    } while (locator !== null);
  } finally {
    // The result holds people's data: the org need not keep it for a week.
    await client.remove('query', id).catch(() => undefined);
  }
}

/** @returns the locator of the next page. */
async function* wholePage(
  client: BulkClient,
  id: string,
  page: Page,
  headerGiven: boolean
): AsyncGenerator<readonly string[], string | null> {
  let withHeader = !headerGiven;
  for (let tried = 0; ; tried++) {
    try {
      const { headers, body } = await client.page(id, page.locator);
      let at = -1;
      for await (const cells of csvRows(body)) {
        if (++at === 0 ? withHeader : at > page.given) {
          yield cells;
          if (at === 0) withHeader = false;
          else page.given = at;
        }
      }
      const expected = headers['sforce-numberofrecords'];
      if (at < 0 || (typeof expected === 'string' && Number(expected) !== at)) throw new Fault('network', 0, 'INCOMPLETE');
      const next = headers['sforce-locator'];
      return typeof next === 'string' && next !== 'null' ? next : null;
    } catch (error) {
      const fault = error instanceof CsvFault ? new Fault('network', 0, 'INCOMPLETE') : faultOfError(error);
      if (!(fault instanceof Fault)) throw fault;
      if (!mayPass(fault) || tried + 1 >= TRIES) throw fault.code === 'INCOMPLETE' ? MESSAGES.resultsBroken(id) : fault.asToolError();
      await client.pace.wait(retryDelay(tried, client.pace, fault.retryAfter));
    }
  }
}
