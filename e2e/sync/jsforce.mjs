// @ts-check
/** The least a careful user of jsforce writes: the file as a stream, failures as raw text. Arguments: file, address; token in CONFIDE_TOKEN. */
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';

const [file, instanceUrl] = process.argv.slice(2);
const { Connection } = createRequire(new URL('../../scripts/', import.meta.url))('@jsforce/jsforce-node');
const connection = new Connection({ instanceUrl, accessToken: process.env['CONFIDE_TOKEN'], version: '67.0' });
const job = connection.bulk2.createJob({
  object: 'Bench_Row__c',
  operation: 'upsert',
  externalIdFieldName: 'Legacy_Id__c',
  lineEnding: 'LF'
});
await job.open();
await job.uploadData(createReadStream(/** @type {string} */ (file)));
await job.close();
await job.poll(1000, 60 * 60 * 1000);
const failed = await job.getFailedResults(true);
const { numberRecordsProcessed, numberRecordsFailed } = await job.check();
console.log(`${numberRecordsProcessed} processed, ${numberRecordsFailed} failed, ${String(failed).length} characters of failures`);
process.exitCode = numberRecordsFailed > 0 ? 1 : 0;
