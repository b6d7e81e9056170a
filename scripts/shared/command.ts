import { Command, Flags, type Interfaces } from '@oclif/core';
import { flags as words } from '../messages/common.ts';
import { EXIT, type ExitCode, ToolError } from './exit.ts';
import { failure } from './failure.ts';
import type { OrgConnection } from './org/index.ts';
import { Progress } from './progress.ts';

type Values = Record<string, unknown>;

/**
 * What every command of the tool shares: the `--json` answer {status, result, warnings}, the exit codes (exit.ts), errors that say
 * what to do and quote nothing, progress. Command files import this and the topic's messages, and the rest inside `run`, so that
 * `--help` stays quick.
 */
export abstract class ToolCommand extends Command {
  static override enableJsonFlag = true;
  protected status: ExitCode = EXIT.ok;
  readonly #warnings: string[] = [];

  /** Some rows were rejected: the result is told, and scripts see exit code 1. */
  protected rejected(): void {
    this.status = EXIT.rejected;
  }

  /** A sentence on standard error, and among the warnings of `--json`. */
  override warn(input: string | Error): string | Error {
    const text = typeof input === 'string' ? input : failure(input).message;
    this.#warnings.push(text);
    if (!this.jsonEnabled()) this.logToStderr(`Warning: ${text}`);
    return input;
  }

  protected progress(what: string, total?: number): Progress {
    return new Progress(what, total, this.jsonEnabled() ? { write: () => true } : process.stderr);
  }

  /** Progress of work in several parts, each with words of its own. */
  protected stages(): (what: string, done: number, total?: number) => void {
    let now: { what: string; bar: Progress } | undefined;
    return (what, done, total) => {
      if (now?.what !== what) {
        now?.bar.end();
        now = { what, bar: this.progress(what, total) };
      }
      now.bar.update(done);
    };
  }

  protected override async finally(error: Error | undefined): Promise<void> {
    if (!error && this.status !== EXIT.ok) process.exitCode = this.status;
    await super.finally(error);
  }

  protected override async catch(error: Error): Promise<void> {
    const told = failure(error);
    process.exitCode = told.exitCode;
    if (this.jsonEnabled()) this.logJson(this.toErrorJson(told));
    else this.logToStderr(`Error: ${told.message}`);
  }

  protected override toSuccessJson(result: unknown): object {
    return { status: this.status, result, warnings: this.#warnings };
  }

  protected override toErrorJson(error: unknown): object {
    const { exitCode, code, message } = failure(error);
    return { status: exitCode, name: code, message, exitCode, warnings: this.#warnings };
  }
}

interface OrgFlags {
  readonly 'target-org'?: string;
  readonly 'instance-url'?: string;
  readonly username?: string;
  readonly 'api-version'?: string;
  readonly 'api-budget'?: number;
  readonly confirm?: string;
}

/** A command that works with an org. One that changes anything there says `static override writes = true`. */
export abstract class ConfideCommand extends ToolCommand {
  /** Whether it changes anything in the org: then a production org asks for --confirm. */
  static writes = false;
  static override baseFlags = {
    'target-org': Flags.string({ char: 'o', summary: words.targetOrg, exclusive: ['instance-url'], helpGroup: words.orgGroup }),
    'instance-url': Flags.string({ summary: words.instanceUrl, helpGroup: words.orgGroup }),
    username: Flags.string({ summary: words.username, dependsOn: ['instance-url'], helpGroup: words.orgGroup }),
    'api-version': Flags.string({
      summary: words.apiVersion,
      helpGroup: words.orgGroup,
      parse: async (text) => {
        if (!/^\d{2,3}\.0$/.test(text)) throw new ToolError(words.badApiVersion, EXIT.usage);
        return text;
      }
    }),
    'api-budget': Flags.integer({ summary: words.apiBudget, min: 1, helpGroup: words.orgGroup }),
    confirm: Flags.string({ summary: words.confirm, helpGroup: words.orgGroup })
  };

  #flags: OrgFlags | undefined;
  #org: Promise<OrgConnection> | undefined;

  /** The org that the flags name, opened once; for a command that writes, only after production was confirmed. */
  protected org(): Promise<OrgConnection> {
    return (this.#org ??= this.#open());
  }

  async #open(): Promise<OrgConnection> {
    const flags = this.#flags;
    if (!flags) throw new Error('The command line is parsed before the org is opened.');
    const { orgConnection } = await import('./org/index.ts');
    const { requireConfirmation } = await import('./org/confirm.ts');
    const org = await orgConnection({
      targetOrg: flags['target-org'],
      instanceUrl: flags['instance-url'],
      username: flags.username,
      apiVersion: flags['api-version'],
      apiBudget: flags['api-budget']
    });
    requireConfirmation(org.identity, flags.confirm, (this.constructor as typeof ConfideCommand).writes);
    return org;
  }

  protected override async parse<F extends Values, B extends Values, A extends Values>(
    options?: Interfaces.Input<F, B, A>,
    argv?: string[]
  ): Promise<Interfaces.ParserOutput<F, B, A>> {
    const parsed = await super.parse(options, argv);
    this.#flags = parsed.flags as OrgFlags;
    return parsed;
  }

  /** The org's allowance is shown at the end of each run that called it. */
  protected override async finally(error: Error | undefined): Promise<void> {
    const org = await this.#org?.catch(() => undefined);
    const summary = org?.budget.summary();
    if (summary && !this.jsonEnabled()) this.logToStderr(summary);
    if (org) await this.#note(org, error);
    await super.finally(error);
  }

  /** One line in the log for each run that reached an org. */
  async #note({ identity, budget }: OrgConnection, error: Error | undefined): Promise<void> {
    const { run, UNKNOWN } = await import('./run-log.ts');
    const { isCode } = await import('./log.ts');
    const told = error && failure(error);
    try {
      run('run.ended', {
        command: this.ctor.id,
        org: identity.orgId,
        exit: told?.exitCode ?? this.status,
        calls: budget.calls,
        // An org could answer any word: one that is no code known here is left out, and the run stands in the log.
        error: told && (isCode(told.code) ? told.code : UNKNOWN)
      });
    } catch (fault) {
      this.warn(failure(fault).message);
    }
  }
}
