import type { Org } from '../org.ts';

/** One REST request below `/services/data/vX/`, from HTTP or from inside a composite request. */
export interface Call {
  readonly org: Org;
  readonly userId: string;
  /** `67.0`, as asked for. */
  readonly version: string;
  readonly method: string;
  /** Below the version: `sobjects/Account/001…`, still percent-encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when there was none. */
  readonly body: unknown;
  readonly cursors: Cursors;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Handles a request; `parts` are the decoded groups of the route's pattern. */
export type Handler = (call: Call, ...parts: string[]) => Answer;
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly run: Handler;
}

/** Open query results, page by page. */
export interface Cursors {
  open(userId: string, rows: readonly unknown[]): string;
  /** @returns the rows of that user's cursor. @throws PlatformError INVALID_QUERY_LOCATOR. */
  rows(userId: string, locator: string): readonly unknown[];
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
