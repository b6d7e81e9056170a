/** A load in a process of its own, to be killed. Arguments: address, folder, rows. */
import path from 'node:path';
import { BulkClient, load } from '../index.ts';
import { QUICK, rowsOf, SPEC } from './rows.ts';

const [url, folder, count] = process.argv.slice(2) as [string, string, string];
const client = new BulkClient({ instanceUrl: url, apiVersion: '67.0', accessToken: () => 'first' }, { pace: QUICK });
const result = await load(client, {
  spec: SPEC,
  rows: rowsOf(Number(count)),
  key: Buffer.alloc(32, 1),
  scope: 'kill',
  journal: path.join(folder, 'run.journal'),
  manifest: path.join(folder, 'sent.manifest'),
  chunkBytes: 2000
});
client.close();
console.log(JSON.stringify(result));
