import type { SRecord } from '../../../schema/record.ts';
import type { AccessMode } from '../../../security/types.ts';
import { ApexList, argument, raise } from '../../values/index.ts';
import { consume } from '../../limits/limits.ts';
import { engine } from '../../runtime/engine.ts';
import { systemClass, type LibraryClass } from '../define.ts';
import { findRows, readFoundRows, recordList } from '../query.ts';

/** What a job keeps of a cursor between its transactions. */
export interface CursorState {
  readonly text: string;
  readonly access: AccessMode;
  readonly ids: readonly string[];
}

/** The ids that a query found once. The rows are read when they are fetched, in the rights of who fetches them. */
export class ApexCursor {
  readonly state: CursorState;

  constructor(state: CursorState) {
    this.state = state;
  }

  static find(text: string, binds: ReadonlyMap<string, unknown> | null, asked: AccessMode | null): CursorState {
    const access = asked ?? engine().access;
    return { text, access, ids: findRows(text, { access, ...(binds ? { binds } : {}) }) };
  }

  static open(text: string, binds: ReadonlyMap<string, unknown> | null, access: AccessMode | null): ApexCursor {
    const state = ApexCursor.find(text, binds, access);
    consume('cursors');
    consume('cursorRows', state.ids.length);
    return new ApexCursor(state);
  }

  get size(): number {
    return this.state.ids.length;
  }

  /** @returns the rows from one place up to another that are still there. */
  read(from: number, to: number): SRecord[] {
    return readFoundRows(this.state.text, this.state.ids.slice(from, to), this.state.access);
  }
}

export class ApexPaginationCursor extends ApexCursor {
  static override open(text: string, binds: ReadonlyMap<string, unknown> | null, access: AccessMode | null): ApexPaginationCursor {
    const state = ApexCursor.find(text, binds, access);
    consume('paginationCursors');
    consume('paginationCursorRows', state.ids.length);
    return new ApexPaginationCursor(state);
  }
}

interface Page {
  readonly records: SRecord[];
  readonly next: number;
  readonly deleted: number;
  readonly done: boolean;
}
class FetchResult {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
}

/** Source: Execution Governors and Limits: rows of a page. */
const LARGEST_PAGE = 2000;

function fetch(cursor: ApexCursor, position: number | null, count: number | null): ApexList<SRecord> {
  const from = placeIn(cursor, position);
  const most = argument(count);
  if (most < 0) raise('InvalidParameterValueException', `Invalid value for count: ${most}`);
  consume('cursorFetches');
  return recordList(cursor.read(from, from + most));
}

/** A page is filled up with the rows behind those that were deleted. */
function fetchPage(cursor: ApexCursor, start: number | null, pageSize: number | null): FetchResult {
  const from = placeIn(cursor, start);
  const size = sizeOf(pageSize);
  const records: SRecord[] = [];
  let next = from;
  let deleted = 0;
  while (records.length < size && next < cursor.size) {
    const to = Math.min(next + size - records.length, cursor.size);
    const rows = cursor.read(next, to);
    deleted += to - next - rows.length;
    records.push(...rows);
    next = to;
  }
  return new FetchResult({ records, next, deleted, done: next >= cursor.size });
}

function fetchDeleted(cursor: ApexCursor, start: number | null, pageSize: number | null): number {
  const from = placeIn(cursor, start);
  const to = Math.min(from + sizeOf(pageSize), cursor.size);
  return to - from - cursor.read(from, to).length;
}

function placeIn(cursor: ApexCursor, position: number | null): number {
  const place = argument(position);
  if (place < 0 || place > cursor.size) raise('InvalidParameterValueException', `Invalid value for position: ${place}`);
  return place;
}

function sizeOf(pageSize: number | null): number {
  const size = argument(pageSize);
  if (size < 1 || size > LARGEST_PAGE)
    raise('InvalidParameterValueException', `Invalid value for pageSize: ${size}. It must be between 1 and ${LARGEST_PAGE}`);
  return size;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_cursors.htm */
export default [
  systemClass(
    'public class Database.Cursor',
    { 'List<SObject> fetch(Integer position, Integer count)': fetch, 'Integer getNumRecords()': (self: ApexCursor) => self.size },
    { native: ApexCursor }
  ),
  systemClass(
    'public class Database.PaginationCursor',
    {
      'Database.CursorFetchResult fetchPage(Integer start, Integer pageSize)': fetchPage,
      'Integer fetchDeleted(Integer start, Integer pageSize)': fetchDeleted,
      'Integer getNumRecords()': (self: ApexCursor) => self.size
    },
    { native: ApexPaginationCursor }
  ),
  systemClass(
    'public class Database.CursorFetchResult',
    {
      'List<SObject> getRecords()': ({ page }: FetchResult) => recordList(page.records),
      'Integer getNextIndex()': ({ page }: FetchResult) => page.next,
      'Integer getNumDeletedRecords()': ({ page }: FetchResult) => page.deleted,
      'Boolean isDone()': ({ page }: FetchResult) => page.done
    },
    { native: FetchResult }
  )
] as LibraryClass[];
