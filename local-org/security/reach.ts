import type { ObjectDef } from '../schema/types.ts';
import type { Store } from '../store/types.ts';
import { isOneOf, quoted } from './sql.ts';
import type { UserAccess } from './user-access.ts';

/** From so many reachable rows on, looking at each row is quicker than collecting them all first (measured at 10,000 rows). */
const MANY = 400;

/** Guesses whether a user reaches many rows of an object. A guess that is out of date costs time, never correctness. */
export class Reach {
  private readonly store: Store;
  private readonly guesses = new WeakMap<UserAccess, Map<string, { wide: boolean; at: number }>>();
  private readonly written = new Map<string, number>();

  constructor(store: Store) {
    this.store = store;
  }

  /** Rows of the object, or shares of them, were written. */
  changed(object: string, rows: number): void {
    this.written.set(object, (this.written.get(object) ?? 0) + rows);
  }

  isWide(access: UserAccess, object: ObjectDef): boolean {
    if (!object.shareObject) return false;
    let known = this.guesses.get(access);
    if (!known) this.guesses.set(access, (known = new Map()));
    const now = this.written.get(object.name) ?? 0;
    const guess = known.get(object.name);
    if (guess && now - guess.at < MANY / 4) return guess.wide;
    const mine = isOneOf('"UserOrGroupId"', access.principals);
    const [row] = this.store.all(
      `SELECT count(*) AS n FROM (SELECT 1 FROM ${quoted(object.shareObject)} WHERE ${mine.sql} LIMIT ${MANY})`,
      mine.params
    );
    const wide = row?.n === MANY;
    known.set(object.name, { wide, at: now });
    return wide;
  }
}
