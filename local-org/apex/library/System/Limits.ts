import { usage, type Governed } from '../../limits/limits.ts';
import { systemClass, type Implementation } from '../define.ts';

/** `getQueries` and `getLimitQueries`, and so on. */
const NAMES: Readonly<Record<string, Governed>> = {
  Queries: 'queries',
  QueryRows: 'queryRows',
  AggregateQueries: 'aggregateQueries',
  QueryLocatorRows: 'queryLocatorRows',
  SoslQueries: 'searches',
  DmlStatements: 'dmlStatements',
  DmlRows: 'dmlRows',
  QueueableJobs: 'queueables',
  FutureCalls: 'futures',
  PublishImmediateDML: 'immediateEvents',
  Callouts: 'callouts',
  EmailInvocations: 'emails',
  MobilePushApexCalls: 'notifications',
  ApexCursors: 'cursors',
  ApexCursorRows: 'cursorRows',
  FetchCallsOnApexCursor: 'cursorFetches',
  ApexPaginationCursors: 'paginationCursors',
  ApexPaginationCursorRows: 'paginationCursorRows'
};

const members: Record<string, Implementation> = {
  'static Integer getCpuTime()': () => usage().cpu,
  'static Integer getLimitCpuTime()': () => usage().cpuCap,
  'static Integer getHeapSize()': () => 0,
  'static Integer getLimitHeapSize()': () => usage().heapCap
};
for (const [name, governed] of Object.entries(NAMES)) {
  members[`static Integer get${name}()`] = () => usage().used[governed];
  members[`static Integer getLimit${name}()`] = () => usage().cap(governed);
}

/** Heap is not measured: V8 does not say what a transaction holds. See docs on known differences. */
export default systemClass('public class System.Limits', members);
