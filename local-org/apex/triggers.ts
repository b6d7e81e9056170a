import { current } from '../transaction.ts';
import type { DmlOperation, TriggerRunner, TriggerTiming } from '../dml/types.ts';
import type { ObjectDef } from '../schema/types.ts';
import type { SRecord } from '../schema/record.ts';
import type { TriggerUnit } from './compile.ts';
import type { ApexEngine } from './runtime/apex-engine.ts';
import { withStack } from './runtime/stack.ts';
import type { TriggerContext } from './runtime/runtime.ts';
import { ApexException, ApexList, ApexMap, exceptionText } from './values/index.ts';

/** The frames of a stack that are the trigger's own. */
function within(stack: string, trigger: string): string {
  const frames = stack.split('\n');
  return frames.slice(0, frames.findIndex((f) => f.startsWith(`Trigger.${trigger}:`)) + 1 || frames.length).join('\n');
}

/** Runs the package's triggers of an object, in the order of their names. */
export class Triggers implements TriggerRunner {
  private readonly engine: ApexEngine;
  private readonly byEvent = new Map<string, TriggerUnit[]>();

  constructor(engine: ApexEngine) {
    this.engine = engine;
    for (const trigger of engine.program.triggers) {
      if (!trigger.source.active) continue;
      for (const event of trigger.node.events) {
        const key = `${trigger.node.object.toLowerCase()} ${event.timing} ${event.operation}`;
        this.byEvent.set(
          key,
          [...(this.byEvent.get(key) ?? []), trigger].sort((a, b) => (a.node.name < b.node.name ? -1 : 1))
        );
      }
    }
  }

  has(object: string, timing: TriggerTiming, operation: DmlOperation): boolean {
    return this.byEvent.has(`${object.toLowerCase()} ${timing} ${operation}`);
  }

  run(object: string, timing: TriggerTiming, operation: DmlOperation, newRecords: SRecord[] | null, oldRecords: SRecord[] | null): void {
    const triggers = this.byEvent.get(`${object.toLowerCase()} ${timing} ${operation}`) ?? [];
    const def = current().org.schema.object(object)!;
    for (const trigger of triggers) this.runOne(trigger, def, timing, operation, newRecords, oldRecords);
  }

  private runOne(
    trigger: TriggerUnit,
    object: ObjectDef,
    timing: TriggerTiming,
    operation: DmlOperation,
    news: SRecord[] | null,
    olds: SRecord[] | null
  ): void {
    const locked = [...(olds ?? []), ...(timing === 'after' ? (news ?? []) : [])];
    for (const record of locked) record.readOnly = true;
    try {
      this.engine.runTrigger(trigger, this.context(object, timing, operation, news, olds));
    } catch (error) {
      if (!(error instanceof ApexException) || object.kind === 'platformEvent' || error.typeName === 'System.LimitException') throw error;
      withStack(error);
      const moment = `${timing === 'before' ? 'Before' : 'After'}${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
      const message = `${trigger.node.name}: execution of ${moment}\n\ncaused by: ${exceptionText(error)}\n\n${within(error.apexStack ?? '', trigger.node.name)}`;
      for (const record of news ?? olds ?? [])
        record.errors.push({ statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, fields: [] });
    } finally {
      for (const record of locked) record.readOnly = false;
    }
  }

  private context(
    object: ObjectDef,
    timing: TriggerTiming,
    operation: DmlOperation,
    news: SRecord[] | null,
    olds: SRecord[] | null
  ): TriggerContext {
    const { types } = this.engine;
    const row = types.ofObject(object.name)!;
    const id = types.system('Id');
    const list = (records: SRecord[] | null): ApexList<SRecord> | null => {
      if (!records) return null;
      const made = new ApexList(row, records);
      made.readOnly = true;
      return made;
    };
    const map = (records: SRecord[] | null): ApexMap<string, SRecord> | null =>
      records && records.every((r) => r.id)
        ? new ApexMap(
            id,
            row,
            records.map((r) => [r.id!, r] as const)
          )
        : null;
    const event = `${timing}_${operation}`.toUpperCase();
    return {
      new: list(news),
      old: list(olds),
      newmap: timing === 'before' && operation === 'insert' ? null : map(news),
      oldmap: map(olds),
      size: (news ?? olds ?? []).length,
      isbefore: timing === 'before',
      isafter: timing === 'after',
      isinsert: operation === 'insert',
      isupdate: operation === 'update',
      isdelete: operation === 'delete',
      isundelete: operation === 'undelete',
      isexecuting: true,
      operationtype: types.libraryClass('TriggerOperation')?.constants.find((c) => c.constant === event) ?? null
    };
  }
}
