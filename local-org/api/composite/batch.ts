import { PlatformError } from '../../errors.ts';
import { dispatch } from '../dispatch.ts';
import { ok } from '../types.ts';
import type { Answer, Call } from '../types.ts';
import { subCall } from './sub-call.ts';

const MOST = 25;

/** `POST /composite/batch`: requests that know nothing of each other, each its own transaction. */
export function batch(call: Call): Answer {
  const { batchRequests, haltOnError } = (call.body ?? {}) as {
    batchRequests?: { method?: string; url?: string; richInput?: unknown }[];
    haltOnError?: boolean;
  };
  if (!Array.isArray(batchRequests) || batchRequests.length > MOST)
    throw new PlatformError('INVALID_INPUT', `Give 1 to ${MOST} batchRequests`);
  let halted = false;
  const results = batchRequests.map(({ method, url, richInput }) => {
    if (halted)
      return {
        statusCode: 412,
        result: [
          { errorCode: 'BATCH_PROCESSING_HALTED', message: 'Batch processing is halted as per request. Please see the previous errors' }
        ]
      };
    const answer = dispatch(
      subCall(call, method ?? 'GET', `/services/data/${(url ?? '').replace(/^\/?(services\/data\/)?/, '')}`, richInput, {})
    );
    halted = haltOnError === true && answer.status >= 400;
    return { statusCode: answer.status, result: answer.body ?? null };
  });
  return ok({ hasErrors: results.some((result) => result.statusCode >= 400), results });
}
