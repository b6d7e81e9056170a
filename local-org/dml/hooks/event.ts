import { alive, fail } from '../statement.ts';
import type { ObjectHook } from './types.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Begin, length and end of an appointment follow from each other. */
export const eventHook: ObjectHook = {
  beforeValidation(statement) {
    for (const row of alive(statement)) {
      const { values } = row.next;
      const day = values.get('ActivityDate');
      const start =
        values.get('StartDateTime') ?? values.get('ActivityDateTime') ?? (typeof day === 'string' ? `${day}T00:00:00.000Z` : null);
      if (typeof start !== 'string') {
        fail(row, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [StartDateTime]', ['StartDateTime']);
        continue;
      }
      const given = minutesOf(values.get('EndDateTime'), start, values.get('DurationInMinutes'));
      const minutes = values.get('IsAllDayEvent') === true ? (given ?? DAY / MINUTE) : given;
      if (minutes === null) {
        fail(row, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [EndDateTime]', ['EndDateTime']);
        continue;
      }
      if (minutes < 0) fail(row, 'FIELD_INTEGRITY_EXCEPTION', 'Event duration cannot be negative', ['EndDateTime']);
      values.set('StartDateTime', start);
      values.set('ActivityDateTime', start);
      values.set('ActivityDate', start.slice(0, 10));
      values.set('DurationInMinutes', minutes);
      values.set('EndDateTime', new Date(Date.parse(start) + minutes * MINUTE).toISOString());
    }
  }
};

function minutesOf(end: unknown, start: string, minutes: unknown): number | null {
  if (typeof minutes === 'number') return minutes;
  return typeof end === 'string' ? Math.round((Date.parse(end) - Date.parse(start)) / MINUTE) : null;
}
