import type { PlatformError } from '../../errors.ts';

/** Source: Bulk API, "Errors". What has no name of its own here is the client's fault. */
const NAMES: Readonly<Record<string, string>> = {
  FEATURENOTENABLED: 'FeatureNotEnabled',
  INVALIDBATCH: 'InvalidBatch',
  INVALIDENTITY: 'InvalidJob',
  INVALIDJOB: 'InvalidJob',
  INVALIDJOBSTATE: 'InvalidJobState',
  INVALIDXML: 'InvalidXML',
  INVALID_SESSION_ID: 'InvalidSessionId',
  API_DISABLED_FOR_ORG: 'InvalidUser',
  NOT_FOUND: 'InvalidUrl',
  METHOD_NOT_ALLOWED: 'InvalidUrl',
  REQUEST_TOO_LARGE: 'ExceededQuota',
  UNKNOWN_EXCEPTION: 'Unknown'
};

/** @returns a refusal as Bulk API 1.0 words it. */
export function exceptionOf({ statusCode, message }: Pick<PlatformError, 'statusCode' | 'message'>): Record<string, string> {
  return {
    exceptionCode: NAMES[statusCode] ?? 'ClientInputError',
    // Version 2.0 puts the name before the sentence.
    exceptionMessage: message.replace(/^[A-Z]\w+ : /, '')
  };
}
