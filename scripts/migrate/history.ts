/** The history in the org: Migration_Run__c and its steps. A run that is running holds the only lock, on a lease. */
import { migrate as words } from '../messages/migrate.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { codeOf } from '../shared/failure.ts';
import type { OrgConnection } from '../shared/org/index.ts';
import type { RunState } from './local.ts';

/** Far below the lease of fifteen minutes that the org gives. */
const HEARTBEAT = 60_000;

export interface RunRecord {
  readonly Id: string;
  readonly Name: string;
  readonly Run_Key__c: string;
  readonly Kind__c: 'Load' | 'Undo' | 'Decisions';
  readonly Status__c: 'Running' | 'Interrupted' | 'Finished' | 'Signed';
  readonly Migration__c: string;
  readonly Checksum__c: string | null;
  readonly Chain__c: string | null;
  readonly Decisions_Hash__c: string | null;
  readonly Undoes_Key__c: string | null;
  readonly Actor__c: string | null;
  readonly Started_At__c: string;
  readonly Lease_Until__c: string | null;
  readonly Created__c: number | null;
}

export interface Totals {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

const FIELDS =
  'Id, Name, Run_Key__c, Kind__c, Status__c, Migration__c, Checksum__c, Chain__c, Decisions_Hash__c, Undoes_Key__c, Actor__c, Started_At__c, Lease_Until__c, Created__c';

export class History {
  readonly #org: OrgConnection;

  constructor(org: OrgConnection) {
    this.#org = org;
  }

  /** All runs, the oldest first. */
  async runs(): Promise<readonly RunRecord[]> {
    const soql = `SELECT ${FIELDS} FROM Migration_Run__c ORDER BY Started_At__c, Name`;
    const found = await this.#org.connection.query<RunRecord>(soql, { autoFetch: true, maxFetch: 50_000 });
    return found.records;
  }

  /** Writes the run down, or goes on with it, and takes the lock. @throws ToolError (blocked) when another run holds it */
  async hold(state: RunState): Promise<RunRecord> {
    const body = {
      Kind__c: state.kind === 'undo' ? 'Undo' : 'Load',
      Status__c: 'Running',
      Migration__c: state.migration,
      Checksum__c: state.checksum,
      Chain__c: state.chain,
      Plan_Hash__c: state.planHash,
      Decisions_Hash__c: state.decisionsHash,
      Undoes_Key__c: state.undoes
    };
    try {
      await this.#patch(state.runKey, body);
    } catch (error) {
      if (codeOf(error) === 'DUPLICATE_VALUE') throw await this.#locked();
      throw codeOf(error) === 'FIELD_CUSTOM_VALIDATION_EXCEPTION'
        ? new ToolError(words.run.lockLost, EXIT.blocked, 'MIGRATION_REFUSED')
        : error;
    }
    return (await this.runs()).find(({ Run_Key__c: key }) => key === state.runKey)!;
  }

  /** Signs decisions. @throws ToolError for who may not */
  async sign(runKey: string, migration: string, hash: string): Promise<void> {
    try {
      await this.#patch(runKey, { Kind__c: 'Decisions', Migration__c: migration, Decisions_Hash__c: hash });
    } catch (error) {
      const code = codeOf(error);
      const isRefused =
        code === 'FIELD_CUSTOM_VALIDATION_EXCEPTION' || /^(INSUFFICIENT|INVALID_FIELD|INVALID_TYPE|NOT_FOUND|CANNOT)/.test(code ?? '');
      throw isRefused ? new ToolError(words.decisions.refused, EXIT.blocked, 'MIGRATION_DECISIONS') : error;
    }
  }

  async step(
    run: RunRecord,
    position: number,
    facts: Totals & { object: string; checksum: string; jobs: readonly string[]; codes: object }
  ) {
    const { connection } = this.#org;
    await connection.requestPatch(`/sobjects/Migration_Step__c/Step_Key__c/${run.Run_Key__c}.${position}`, {
      Migration_Run__c: run.Id,
      Position__c: position + 1,
      Object_Name__c: facts.object,
      Checksum__c: facts.checksum,
      Job_Ids__c: facts.jobs.join('\n'),
      Error_Codes__c: JSON.stringify(facts.codes),
      ...numbers(facts)
    });
  }

  async finish(run: RunRecord, totals: Totals): Promise<void> {
    await this.#patch(run.Run_Key__c, { Status__c: 'Finished', ...numbers(totals) });
  }

  /** Ends a run that shows no sign of life. @throws ToolError when it lives and is another's */
  async unlock(force: boolean): Promise<RunRecord> {
    const held = (await this.runs()).find(({ Status__c: status }) => status === 'Running');
    if (!held) throw new ToolError(words.run.notLocked, EXIT.blocked, 'MIGRATION_NOT_LOCKED');
    const isSilent = held.Lease_Until__c === null || new Date(held.Lease_Until__c).getTime() < Date.now();
    if (!isSilent && !force) throw new ToolError(words.run.alive, EXIT.blocked, 'MIGRATION_ALIVE');
    try {
      await this.#patch(held.Run_Key__c, { Status__c: 'Interrupted' });
    } catch (error) {
      throw codeOf(error) === 'FIELD_CUSTOM_VALIDATION_EXCEPTION' ? new ToolError(words.run.alive, EXIT.blocked, 'MIGRATION_ALIVE') : error;
    }
    return held;
  }

  /** Shows the org each minute that the run lives. */
  alive(run: RunRecord): Heartbeat {
    return new Heartbeat(() => this.#patch(run.Run_Key__c, { Status__c: 'Running' }));
  }

  async #patch(runKey: string, body: object): Promise<void> {
    await this.#org.connection.requestPatch(`/sobjects/Migration_Run__c/Run_Key__c/${runKey}`, body);
  }

  async #locked(): Promise<ToolError> {
    const held = (await this.runs()).find(({ Status__c: status }) => status === 'Running');
    return new ToolError(words.run.locked(held?.Name ?? '', held?.Lease_Until__c ?? ''), EXIT.blocked, 'MIGRATION_LOCKED');
  }
}

/** Ids of who has run migrations, 15 characters: what they changed last is not a person's change. Who signs is a person. */
export const loadersOf = (runs: readonly RunRecord[], me: string): ReadonlySet<string> =>
  new Set([
    me.slice(0, 15),
    ...runs.filter(({ Kind__c: kind }) => kind !== 'Decisions').map(({ Actor__c: actor }) => (actor ?? '').slice(0, 15))
  ]);

export class Heartbeat {
  #isLost = false;
  readonly #timer: NodeJS.Timeout;

  constructor(beat: () => Promise<unknown>, every = HEARTBEAT) {
    this.#timer = setInterval(() => void beat().catch((error: unknown) => (this.#isLost ||= isRefusal(error))), every);
    this.#timer.unref();
  }

  /** @throws ToolError when the org has ended the lock */
  check(): void {
    if (this.#isLost) throw new ToolError(words.run.lockLost, EXIT.blocked, 'MIGRATION_LOCK_LOST');
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** The network may fail for a while; the org's no is a no. */
const isRefusal = (error: unknown): boolean => /VALIDATION|INSUFFICIENT|DUPLICATE|NOT_FOUND|INVALID_(FIELD|TYPE)/.test(codeOf(error) ?? '');

const numbers = ({ read, created, updated, unchanged, rejected }: Totals) => ({
  Rows_Read__c: read,
  Created__c: created,
  Updated__c: updated,
  Unchanged__c: unchanged,
  Rejected__c: rejected
});
