/** The numbers and the bank holidays the clock runs on: read from the package's own records, or from an org; never written here. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { type Day, isWeekend, plusDays, plusMonths } from './day.ts';

export interface Parameter {
  readonly key: string;
  readonly value: number;
  readonly from: Day | null;
  readonly to: Day | null;
}
type Row = Readonly<Record<string, string | number | null>>;
/** Answers a query with the records' fields, as a connection's `query` does. */
export type Query = (soql: string) => Promise<{ readonly records: readonly Row[] }>;

/** What holds on which day. */
export class Law {
  readonly #holidays: ReadonlySet<Day>;
  readonly #parameters = new Map<string, Parameter[]>();
  /** The first and the last bank holiday known. */
  readonly firstDay: Day;
  readonly lastDay: Day;

  constructor(holidays: Iterable<Day>, parameters: Iterable<Parameter>) {
    this.#holidays = new Set(holidays);
    const sorted = [...this.#holidays].sort();
    if (sorted.length === 0) throw new RangeError('No bank holidays: the clock cannot run.');
    this.firstDay = sorted[0]!;
    this.lastDay = sorted.at(-1)!;
    for (const parameter of parameters) this.#parameters.set(parameter.key, [...(this.#parameters.get(parameter.key) ?? []), parameter]);
  }

  /** @returns the number of a parameter on a day @throws RangeError when none is in force, or two are */
  whole(key: string, day: Day): number {
    const found = this.#inForce(key, day);
    if (found.length !== 1) throw new RangeError(`${found.length === 0 ? 'No value' : 'Two values'} of ${key} in force.`);
    return found[0]!.value;
  }

  /** @returns whether the parameter has a number on that day */
  holds(key: string, day: Day): boolean {
    return this.#inForce(key, day).length > 0;
  }

  /** @returns whether this is a working day in England and Wales (CAL-03) */
  isWorkingDay(day: Day): boolean {
    return !isWeekend(day) && !this.#holidays.has(day);
  }

  /** @returns the same day when it is a working day, otherwise the next one */
  rollForward(day: Day): Day {
    let rolled = day;
    while (!this.isWorkingDay(rolled)) rolled = plusDays(rolled, 1);
    return rolled;
  }

  /** @returns the day so many working days later, the start not counted; for none, the first working day from the start on */
  workingDaysAfter(start: Day, days: number): Day {
    let day = start;
    for (let left = days; left > 0; left--) day = this.rollForward(plusDays(day, 1));
    return this.rollForward(day);
  }

  /** @returns CALENDAR_ENDS_SOON when the bank holidays do not reach far enough (CAL-02) */
  calendarWarning(today: Day): string | null {
    return this.lastDay < plusMonths(today, this.whole('Calendar_Ahead', today)) ? 'CALENDAR_ENDS_SOON' : null;
  }

  /** @returns OUTSIDE_CALENDAR when the bank holidays around one of the days are not known */
  warnings(...days: readonly (Day | null)[]): string[] {
    return days.some((day) => day !== null && (day < this.firstDay || day > this.lastDay)) ? ['OUTSIDE_CALENDAR'] : [];
  }

  #inForce(key: string, day: Day): Parameter[] {
    const all = this.#parameters.get(key) ?? [];
    return all.filter(({ from, to }) => (from === null || from <= day) && (to === null || to >= day));
  }
}

/** @returns the law as an org holds it; its user needs to read custom metadata */
export async function lawOfOrg(query: Query): Promise<Law> {
  const holidays = await query('SELECT Day__c FROM Bank_Holiday__mdt');
  const parameters = await query('SELECT Parameter_Key__c, Value__c, Effective_From__c, Effective_To__c FROM Legal_Parameter__mdt');
  return lawOf(holidays.records, parameters.records);
}

/** @returns the law as the package's source holds it; the folder is `force-app` */
export function lawOfSource(folder: string): Law {
  return lawOf(records(folder, 'Bank_Holiday'), records(folder, 'Legal_Parameter'));
}

function lawOf(holidays: readonly Row[], parameters: readonly Row[]): Law {
  const text = (value: Row[string] | undefined) => (value === null || value === undefined || value === '' ? null : String(value));
  return new Law(
    holidays.map((row) => text(row['Day__c'])!),
    parameters.map((row) => ({
      key: text(row['Parameter_Key__c'])!,
      value: Number(row['Value__c']),
      from: text(row['Effective_From__c']),
      to: text(row['Effective_To__c'])
    }))
  );
}

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true, isArray: (name) => name === 'values' });

function records(folder: string, type: string): Row[] {
  return globSync(`**/customMetadata/${type}.*.md-meta.xml`, { cwd: folder }).map((file) => {
    const tree = parser.parse(readFileSync(path.join(folder, file), 'utf8')) as {
      CustomMetadata: { values: { field: string; value?: string }[] };
    };
    return Object.fromEntries(tree.CustomMetadata.values.map(({ field, value }) => [field, value || null]));
  });
}
