import path from 'node:path';
import { bug, remote, state, usage } from '../messages/common.ts';
import { EXIT, ToolError } from './exit.ts';

/** The toolkit's word for the network's own faults, by which they are known from an org's answer. */
const NETWORK =
  /^(E[A-Z]{3,}|UND_ERR_[A-Z_]+|CERT_[A-Z_]+|ERR_(TLS|SSL|STREAM|HTTP2?)_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/;
const FILES = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'EEXIST', 'EMFILE', 'EROFS', 'EBUSY', 'ENOTEMPTY']);
const DENIED =
  /^(FORBIDDEN|UNAUTHORIZED|INSUFFICIENT_ACCESS|API_DISABLED|API_CURRENTLY_DISABLED|FUNCTIONALITY_NOT_ENABLED|CANNOT_INSERT_UPDATE|FIELD_INTEGRITY)/;
const MISSING = new Set(['INVALID_TYPE', 'INVALID_FIELD', 'NOT_FOUND', 'ERROR_HTTP_404', 'URL_NOT_RESET']);
const LATER = /^(SERVER_UNAVAILABLE|ERROR_HTTP_(429|5\d\d)|UNABLE_TO_LOCK_ROW|REQUEST_RUNNING_TOO_LONG|QUERY_TIMEOUT|UNKNOWN_EXCEPTION)$/;

/**
 * What the person is told of any failure: a ToolError's own sentence; of every other error only its code and where it came from,
 * because errors of an org or a library quote values.
 */
export function failure(error: unknown): ToolError {
  if (error instanceof ToolError) return error;
  const parse = parseFailure(error);
  if (parse) return parse;
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ToolError(state.diskFull, EXIT.remote, code);
  if (code && !FILES.has(code)) return remoteFailure(code);
  return new ToolError(bug.report([code, ...frames(error)].filter(Boolean).join(' at ')), EXIT.bug);
}

function remoteFailure(code: string): ToolError {
  if (NETWORK.test(code)) return new ToolError(remote.network(code), EXIT.remote, code);
  if (code === 'INVALID_SESSION_ID' || code === 'ERROR_HTTP_401') return new ToolError(remote.session, EXIT.remote, code);
  if (code === 'REQUEST_LIMIT_EXCEEDED') return new ToolError(remote.limit, EXIT.remote, code);
  if (DENIED.test(code)) return new ToolError(remote.denied(code), EXIT.blocked, code);
  if (code === 'REFUSED') return new ToolError(remote.refusedByRule, EXIT.blocked, code);
  if (MISSING.has(code)) return new ToolError(remote.missing(code), EXIT.blocked, code);
  if (LATER.test(code)) return new ToolError(remote.unavailable(code), EXIT.remote, code);
  return new ToolError(remote.refused(code), EXIT.remote, code);
}

/** @returns the code of an org's answer or of the network, in capitals, looked for in the causes too; nothing else counts as one */
export function codeOf(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { errorCode, code } = at as { errorCode?: unknown; code?: unknown };
    for (const candidate of [errorCode, code]) {
      if (
        typeof candidate === 'string' &&
        /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(candidate) &&
        !/^ERR_(?!TLS|SSL|STREAM|HTTP)/.test(candidate)
      )
        return candidate;
    }
  }
  return undefined;
}

/** oclif's errors of the command line quote what was typed; ours name the flag only. */
function parseFailure(error: unknown): ToolError | undefined {
  const { constructor, flags, args } = (error ?? {}) as {
    constructor?: { name?: string };
    flags?: unknown;
    args?: unknown;
  };
  const oclif = (error as { oclif?: { exit?: number } } | null)?.oclif;
  switch (constructor?.name) {
    case 'NonExistentFlagsError':
      return new ToolError(usage.unknownFlags(Array.isArray(flags) ? flags.map(flagName).join(', ') : ''), EXIT.usage);
    case 'UnexpectedArgsError':
      return new ToolError(usage.unexpected(Array.isArray(args) ? args.length : 1), EXIT.usage);
    case 'RequiredArgsError':
      return new ToolError(
        usage.missingArguments(Array.isArray(args) ? args.map((arg: { name: string }) => arg.name).join(', ') : ''),
        EXIT.usage
      );
    case 'CommandNotFound':
      return new ToolError(usage.unknownCommand, EXIT.usage);
    case 'FailedFlagValidationError':
      return new ToolError(requiredFlags(error as Error) ?? usage.flags, EXIT.usage);
    case 'CLIError':
      if (/^command \S+ not found$/.test((error as Error).message)) return new ToolError(usage.unknownCommand, EXIT.usage);
      return new ToolError(badFlag(error as Error) ?? usage.flags, EXIT.usage);
    default:
      return oclif ? new ToolError(badFlag(error as Error) ?? usage.flags, EXIT.usage) : undefined;
  }
}

/** A flag's name as it was typed, without what follows an equals sign. */
const flagName = (flag: unknown): string => /^--?[A-Za-z0-9-]{1,40}/.exec(String(flag))?.[0] ?? '--';

function requiredFlags(error: Error): string | undefined {
  const names = [...error.message.matchAll(/Missing required flag (\S+)/g)].map((match) => `--${match[1]}`);
  return names.length > 0 ? usage.missingFlags(names.join(', ')) : undefined;
}

function badFlag(error: Error): string | undefined {
  const name = /(?:Parsing|Flag|Expected) --([a-z][a-z-]*)/.exec(error.message)?.[1];
  return name ? usage.badFlag(name) : undefined;
}

/** Where an error arose: at most three places of our own code, file and line, without the error's words. */
function frames(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const places = lines
    .map((line) => /(?:file:\/\/)?(\/[^():]+|[A-Za-z]:[^():]+):(\d+):\d+\)?$/.exec(line))
    .filter((match) => match !== null);
  const own = places.filter((match) => !match[1]!.includes('node_modules'));
  return (own.length > 0 ? own : places).slice(0, 3).map((match) => `${path.basename(match[1]!)}:${match[2]}`);
}
