import { standardObject } from '../define.ts';

/** The shape of a row of GROUP BY; its values are keyed by alias. */
export const aggregateResult = standardObject('AggregateResult', '000', [], {
  label: 'Aggregate Result',
  readOnly: true,
  softDelete: false,
  audit: false,
  virtual: true
});
