/** Refusals of queries in the platform's words. */
import { PlatformError } from '../errors.ts';

export function malformed(message: string): PlatformError {
  return new PlatformError('MALFORMED_QUERY', message);
}

export function unexpected(token: string): PlatformError {
  return malformed(`unexpected token: '${token}'`);
}

export function noSuchColumn(field: string, entity: string): PlatformError {
  return new PlatformError(
    'INVALID_FIELD',
    `No such column '${field}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
    [field]
  );
}

export function noSuchObject(name: string): PlatformError {
  return new PlatformError(
    'INVALID_TYPE',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`
  );
}

export function noSuchRelationship(name: string, place: 'field path' | 'FROM part of query call'): PlatformError {
  return new PlatformError(
    place === 'field path' ? 'INVALID_FIELD' : 'INVALID_TYPE',
    `Didn't understand relationship '${name}' in ${place}. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`
  );
}

export function invalidField(message: string, field?: string): PlatformError {
  return new PlatformError('INVALID_FIELD', message, field === undefined ? [] : [field]);
}

export function invalidOperator(message: string): PlatformError {
  return new PlatformError('INVALID_QUERY_FILTER_OPERATOR', message);
}

/** Rows that OFFSET may pass over. */
export const MOST_OFFSET = 2000;

export function tooFar(): PlatformError {
  return new PlatformError('NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
}
