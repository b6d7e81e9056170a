import type { Connection } from '@jsforce/jsforce-node';

/** Names in one question: an address has room for some thousands of letters. */
const CHUNK = 80;
const MOST = 200_000;

/** All rows of a question that no value of a person's goes into. */
export async function all<T extends object>(connection: Connection, soql: string): Promise<T[]> {
  const { records } = await connection.query<T>(soql, { autoFetch: true, maxFetch: MOST });
  return records as T[];
}

/** The same about many names of setup, some at a time. */
export async function about<T extends object>(
  connection: Connection,
  names: Iterable<string>,
  soql: (list: string) => string,
  chunk = CHUNK
): Promise<T[]> {
  const safe = [...names].filter((name) => /^\w+$/.test(name));
  const parts: string[][] = [];
  for (let at = 0; at < safe.length; at += chunk) parts.push(safe.slice(at, at + chunk));
  const rows = await Promise.all(parts.map((part) => all<T>(connection, soql(part.map((name) => `'${name}'`).join(', ')))));
  return rows.flat();
}
