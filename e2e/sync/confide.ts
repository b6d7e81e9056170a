/** The tool's own layer on a file as it stands. Arguments: file, address, folder, run; token in CONFIDE_TOKEN. */
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { BulkClient, load } from '../../scripts/shared/bulk/index.ts';
import { csvRows } from '../../scripts/shared/csv/read.ts';

const [file, instanceUrl, folder, run] = process.argv.slice(2) as [string, string, string, string];
const rows = csvRows(createReadStream(file, { highWaterMark: 256 * 1024 }));
const { value: columns } = (await rows.next()) as { value: readonly string[] };
const client = new BulkClient({ instanceUrl, apiVersion: '67.0', accessToken: () => process.env['CONFIDE_TOKEN']! });
const result = await load(client, {
  spec: { object: 'Bench_Row__c', operation: 'upsert', columns, key: 'Legacy_Id__c' },
  rows,
  key: Buffer.alloc(32, 7),
  scope: 'bench',
  journal: path.join(folder, `${run}.journal`),
  manifest: path.join(folder, 'sent.manifest')
});
client.close();
console.log(`${result.sent} sent, ${result.unchanged} unchanged, ${result.failed} failed`);
process.exitCode = result.failed > 0 ? 1 : 0;
