/** Invented rows of nine columns with what CSV finds hard: quotes, commas, line ends, semicolons. One in a hundred breaks a rule. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const COLUMNS = ['Legacy_Id__c', 'Name', 'Street__c', 'City__c', 'Postcode__c', 'Born__c', 'Languages__c', 'Notes__c', 'Visits__c'];
const HUNDREDTH = 100;

/** @param changed whether one row in a hundred is another than it was. */
export async function writeRows(file: string, count: number, changed: boolean): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${COLUMNS.join(',')}\n`);
  for (let n = 1; n <= count; n++) if (!out.write(rowOf(n, changed && n % HUNDREDTH === 7))) await once(out, 'drain');
  out.end();
  await once(out, 'close');
}

function rowOf(n: number, isChanged: boolean): string {
  const visits = n % HUNDREDTH === 50 ? 1000 : n % 37;
  const street = `"${n % 200} High Street, Flat ${n % 9}"`;
  const born = `19${10 + (n % 90)}-0${1 + (n % 9)}-1${n % 9}`;
  const note = `"${isChanged ? 'Now she says' : 'She said'} ""hello""\nand left ${n}"`;
  return `L-${n},Row ${n},${street},Town ${n % 50},AB${n % 90} ${n % 9}CD,${born},English;Polish,${note},${visits}\n`;
}
