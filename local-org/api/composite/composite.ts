import { PlatformError } from '../../errors.ts';
import { transact } from '../../transaction.ts';
import { dispatch } from '../dispatch.ts';
import { answerOf } from '../errors.ts';
import { ok } from '../types.ts';
import type { Answer, Call } from '../types.ts';
import { subCall } from './sub-call.ts';

const MOST = 25;

interface Sub {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body?: unknown;
  readonly httpHeaders?: Record<string, string>;
}
interface Outcome {
  readonly body: unknown;
  readonly httpHeaders: object;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

/** Thrown to undo everything of an all-or-none request once its answers are known. */
class RolledBack extends Error {}

/** `POST /composite`: requests in order, later ones built from the answers of earlier ones (`@{ref.id}`). */
export function composite(call: Call): Answer {
  const { compositeRequest, allOrNone } = (call.body ?? {}) as { compositeRequest?: Sub[]; allOrNone?: boolean };
  if (!Array.isArray(compositeRequest) || compositeRequest.length === 0 || compositeRequest.length > MOST)
    throw new PlatformError('INVALID_INPUT', `Give 1 to ${MOST} requests in compositeRequest`);
  const outcomes: Outcome[] = [];
  const run = (): void => {
    for (const sub of compositeRequest) outcomes.push(runOne(call, sub, outcomes));
  };
  if (allOrNone !== true) {
    run();
    return ok({ compositeResponse: outcomes });
  }
  try {
    transact(call.org, call.userId, 'api', () => {
      for (const sub of compositeRequest) {
        outcomes.push(runOne(call, sub, outcomes));
        if (outcomes.at(-1)!.httpStatusCode >= 400) throw new RolledBack();
      }
    });
    return ok({ compositeResponse: outcomes });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return ok({ compositeResponse: rolledBack(compositeRequest, outcomes) });
  }
}

function rolledBack(requests: readonly Sub[], outcomes: readonly Outcome[]): Outcome[] {
  const failed = outcomes.length - 1;
  const body = [
    { errorCode: 'PROCESSING_HALTED', message: 'The transaction was rolled back since another operation in the same transaction failed.' }
  ];
  return requests.map((sub, i) =>
    i === failed ? outcomes[i]! : { body, httpHeaders: {}, httpStatusCode: 400, referenceId: sub.referenceId }
  );
}

function runOne(call: Call, sub: Sub, before: readonly Outcome[]): Outcome {
  let answer: Answer;
  try {
    const url = fill(sub.url ?? '', before) as string;
    answer = dispatch(subCall(call, sub.method ?? 'GET', url, fill(sub.body, before), lowerCase(sub.httpHeaders ?? {})));
  } catch (error) {
    answer = answerOf(error);
  }
  return { body: answer.body ?? null, httpHeaders: answer.headers ?? {}, httpStatusCode: answer.status, referenceId: sub.referenceId };
}

/** Puts answers in the place of `@{ref.path}`. @throws PlatformError when there is no such answer. */
function fill(value: unknown, before: readonly Outcome[]): unknown {
  if (typeof value === 'string') {
    return value.replace(/@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g, (_, reference: string, path: string) => {
      const outcome = before.find((one) => one.referenceId === reference);
      const found =
        outcome && outcome.httpStatusCode < 400
          ? path
              .split(/[.[\]]+/)
              .filter(Boolean)
              .reduce<unknown>((at, step) => (at as Record<string, unknown> | null)?.[step], outcome.body)
          : undefined;
      if (found === undefined || found === null)
        throw new PlatformError(
          'PROCESSING_HALTED',
          `Invalid reference specified. No value for ${reference}${path} found in ${reference}.`
        );
      return String(found);
    });
  }
  if (Array.isArray(value)) return value.map((one) => fill(one, before));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, before)]));
  return value;
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
