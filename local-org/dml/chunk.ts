import { current } from '../transaction.ts';
import { checkFieldAccess, checkObjectAccess, checkParentAccess, checkRecordAccess } from './access.ts';
import { deleteRows, undeleteRows } from './delete.ts';
import { publishEvents } from './events.ts';
import { checkLocks } from './locks.ts';
import { hookOf } from './hooks/index.ts';
import { givenFields, prepareInsert, prepareUpdate } from './prepare.ts';
import { rollUp } from './roll-up.ts';
import { checkRules } from './rules.ts';
import { alive, fail, readRecords, recordOf } from './statement.ts';
import type { Row, Statement } from './statement.ts';
import type { TriggerTiming } from './types.ts';
import { validate } from './validate.ts';
import { fillCalculated } from './calculated.ts';
import { writeHistory } from './history.ts';
import { writeRows } from './write.ts';

/** Source: Apex Developer Guide, "Triggers and Order of Execution". */
const DEPTH = 16;
const DEPTH_SLOT = Symbol('trigger depth');

/** Takes one chunk through the save order. Faults are left on the rows; the caller rolls back when there are any. */
export function runChunk(statement: Statement): void {
  checkObjectAccess(statement);
  if (alive(statement).length === 0) return;
  if (statement.object.kind === 'platformEvent') return publishEvents(statement);
  if (statement.operation === 'insert' || statement.operation === 'update') saveRows(statement);
  else removeOrRestore(statement);
}

function saveRows(statement: Statement): void {
  const { operation, object, org } = statement;
  const hook = hookOf(object);
  if (operation === 'update' && !loadOld(statement)) return;
  for (const row of statement.rows) row.set = givenFields(row);
  checkFieldAccess(statement);
  if (operation === 'insert') prepareInsert(statement);
  else prepareUpdate(statement);
  checkRecordAccess(statement, 'edit');
  if (operation === 'update') checkLocks(statement);
  checkParentAccess(statement);
  hook.beforeTriggers?.(statement);
  fire(statement, 'before');
  hook.beforeValidation?.(statement);
  validate(statement);
  checkRules(statement);
  const rows = alive(statement);
  if (rows.length < statement.rows.length) return;
  writeRows(statement);
  writeHistory(statement);
  org.security.recordsSaved(
    object.name,
    rows.map((row) => row.next.id!),
    operation === 'insert'
      ? { kind: 'inserted', owners: rows.map((row) => (row.next.values.get('OwnerId') ?? null) as string | null) }
      : { kind: 'updated', changed: rows.map((row) => row.changed) }
  );
  hook.afterWrite?.(statement);
  fire(statement, 'after');
  rollUp(statement);
  if (object.isSetup) org.security.setupChanged(object.name);
}

function removeOrRestore(statement: Statement): void {
  const { operation, object, org } = statement;
  if (!loadOld(statement)) return;
  checkRecordAccess(statement, 'delete');
  if (operation === 'delete') {
    checkLocks(statement);
    fire(statement, 'before');
    hookOf(object).beforeDelete?.(statement);
    if (alive(statement).length < statement.rows.length) return;
    deleteRows(statement);
  } else {
    undeleteRows(statement);
  }
  if (alive(statement).length < statement.rows.length) return;
  const ids = statement.rows.map((row) => row.given.id!);
  if (operation === 'delete') org.security.recordsSaved(object.name, ids, { kind: 'deleted' });
  else org.security.recordsSaved(object.name, ids);
  fire(statement, 'after');
  rollUp(statement);
  if (object.isSetup) org.security.setupChanged(object.name);
}

/** Loads the rows as they stand. @returns false when one is missing. */
function loadOld(statement: Statement): boolean {
  const { org, object, rows, operation } = statement;
  for (const row of rows) if (!row.given.id) fail(row, 'MISSING_ARGUMENT', `Id not specified in an ${operation} call`, ['Id']);
  const ids = alive(statement).map((row) => row.given.id!);
  const found = readRecords(org, object, ids);
  const seen = new Set<string>();
  for (const row of alive(statement)) {
    const id = row.given.id!;
    const old = found.get(id);
    const deleted = old?.values.get('IsDeleted') === true;
    if (seen.has(id)) fail(row, 'DUPLICATE_VALUE', `Duplicate id in list: ${id}`, ['Id']);
    else if (!old) fail(row, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    else if (deleted && operation !== 'undelete') fail(row, 'ENTITY_IS_DELETED', 'entity is deleted');
    else if (!deleted && operation === 'undelete') fail(row, 'UNDELETE_FAILED', 'entity is not in the recycle bin');
    else row.old = old;
    seen.add(id);
  }
  return rows.every((row) => row.errors.length === 0);
}

/** Runs triggers of the chunk and takes over the errors they added. */
function fire(statement: Statement, timing: TriggerTiming): void {
  const { org, object, operation } = statement;
  const rows = alive(statement);
  if (rows.length === 0 || !object.triggerable || !org.apex.has(object.name, timing, operation)) return;
  const depth = current().slot(DEPTH_SLOT, () => ({ now: 0 }));
  if (depth.now >= DEPTH) {
    for (const row of rows) fail(row, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `${object.name}: maximum trigger depth exceeded`);
    return;
  }
  const news = operation === 'delete' ? null : rows.map((row) => row.next);
  const olds = operation === 'insert' || operation === 'undelete' ? null : rows.map((row) => recordOf(object, row.old!.values));
  if (news && (timing === 'after' || operation === 'update')) fillCalculated(org, object, news);
  if (olds) fillCalculated(org, object, olds);
  depth.now++;
  try {
    org.apex.run(object.name, timing, operation, news, olds);
  } finally {
    depth.now--;
  }
  collectErrors(rows, operation === 'delete' ? olds! : news!);
}

function collectErrors(rows: readonly Row[], holders: readonly { errors: Row['errors'] }[]): void {
  rows.forEach((row, i) => {
    row.errors.push(...holders[i]!.errors);
    holders[i]!.errors = [];
  });
}
