import { parse } from 'csv-parse/sync';
import { valueFromJson } from '../../../api/value-json.ts';
import { PlatformError } from '../../../errors.ts';
import { SRecord } from '../../../schema/record.ts';
import { fieldOf } from '../../../schema/types.ts';
import { SYSTEM } from '../../../security/types.ts';
import { isTesting } from '../../async/testing.ts';
import { ApexList, argument, raise } from '../../values/index.ts';
import { runDml } from '../dml.ts';
import { recordList } from '../query.ts';
import type { SObjectToken } from '../Schema/tokens.ts';
import { staticResource } from '../static-resource.ts';

/** `Test.loadData`: inserts the rows of a CSV file; an empty cell leaves its field alone. */
export function loadData(type: SObjectToken | null, resource: string | null): ApexList<SRecord> {
  if (!isTesting()) raise('TypeException', 'Test.loadData is only available in a test');
  const { object } = argument(type);
  const [header = [], ...rows] = cellsOf(argument(resource));
  const fields = header.map(
    (name) => fieldOf(object, name.trim()) ?? raise('SObjectException', `Invalid field ${name} for ${object.name}`)
  );
  const records = rows.map((cells) => {
    const record = new SRecord(object);
    fields.forEach(
      (field, i) =>
        cells[i] &&
        record.values.set(
          field.name,
          read(() => valueFromJson(field, cells[i]))
        )
    );
    return record;
  });
  const list = recordList(records, object.name);
  runDml('insert', list, { access: SYSTEM });
  return list;
}

function cellsOf(resource: string): string[][] {
  const text = Buffer.from(staticResource(resource, 'StringException')).toString();
  try {
    return parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    // The parser's own words would quote the data.
    raise('StringException', `The static resource ${resource} is not valid CSV`);
  }
}

function read<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof PlatformError) raise('StringException', error.message);
    throw error;
  }
}
