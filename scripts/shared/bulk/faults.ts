/** What can go wrong with a request, by what helps against it. */
import { MESSAGES } from './messages.ts';
import type { ToolError } from '../exit.ts';

/**
 * `network`: no answer, or not the whole of it; the org may have acted all the same. `busy`: the org asks to come back later.
 * `session`: the token has run out. `limit`: no API calls left. `refused`: coming again does not help.
 */
export type FaultKind = 'network' | 'busy' | 'session' | 'limit' | 'refused';

/** Carries codes only: the org's sentences may repeat what was sent. */
export class Fault extends Error {
  readonly kind: FaultKind;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The org's errorCode, or the system's. */
  readonly code: string;
  /** Milliseconds that the org asks to wait. */
  readonly retryAfter: number | null;

  constructor(kind: FaultKind, status: number, code: string, retryAfter: number | null = null) {
    super(`${kind}: ${code}`);
    this.name = 'Fault';
    this.kind = kind;
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** For the person, once trying again has not helped. */
  asToolError(): ToolError {
    switch (this.kind) {
      case 'network':
        return MESSAGES.unreachable(this.code);
      case 'busy':
        return MESSAGES.busy(this.status);
      case 'session':
        return MESSAGES.sessionOver();
      case 'limit':
        return MESSAGES.limitReached();
      case 'refused':
        return MESSAGES.refused(this.code);
    }
  }
}

const BUSY: readonly number[] = [408, 420, 429, 500, 502, 503, 504];

/** @param text the body of an answer that is none of 2xx. */
export function faultOfAnswer(status: number, text: string, retryAfter: string | undefined): Fault {
  const code = codeOf(text) ?? `HTTP_${status}`;
  if (status === 401) return new Fault('session', status, code);
  if (code === 'REQUEST_LIMIT_EXCEEDED') return new Fault('limit', status, code);
  if (BUSY.includes(status)) return new Fault('busy', status, code, waitOf(retryAfter));
  return new Fault('refused', status, code);
}

/** Errors of sockets, and of answers that end too early. Everything else is a fault of the tool and stays as it is. */
export function faultOfError(error: unknown): unknown {
  if (error instanceof Fault) return error;
  const { code, message } = error as { code?: unknown; message?: unknown };
  const known =
    typeof code === 'string' && (/^E[A-Z_]+$/.test(code) || code === 'Z_BUF_ERROR' || code === 'Z_DATA_ERROR' || code.startsWith('HPE_'));
  if (known) return new Fault('network', 0, code);
  return message === 'aborted' || message === 'socket hang up' ? new Fault('network', 0, 'ECONNRESET') : error;
}

/** The first `errorCode` of Salesforce's array. */
function codeOf(text: string): string | null {
  const code = /"errorCode"\s*:\s*"(\w{1,80})"/.exec(text)?.[1];
  return code ?? null;
}

function waitOf(retryAfter: string | undefined): number | null {
  return /^\d{1,4}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : null;
}
