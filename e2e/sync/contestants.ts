/** Who loads the rows, and how each is started. */
import path from 'node:path';
import { root } from '../org.ts';

export interface Place {
  readonly url: string;
  readonly token: string;
  /** A home folder of its own, where the Salesforce CLI is logged in as `bench`. */
  readonly home: string;
  readonly file: string;
  /** A name of its own for each run. */
  readonly run: string;
}

export interface Contestant {
  readonly name: string;
  /** Arguments of Node. */
  readonly args: (place: Place) => string[];
  /** A plug-in of the Salesforce CLI that is installed into the home folder first. */
  readonly plugin?: string;
  /** What it needs in its home folder. */
  readonly files?: (place: Place) => Readonly<Record<string, string>>;
}

const here = import.meta.dirname;
export const SF = path.join(root, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');

export const CONTESTANTS: readonly Contestant[] = [
  {
    name: 'confide',
    args: ({ file, url, home, run }) => [path.join(here, 'confide.ts'), file, url, home, run]
  },
  { name: 'jsforce, streaming', args: ({ file, url }) => [path.join(here, 'jsforce.mjs'), file, url] },
  {
    name: 'sf data upsert bulk',
    args: ({ file }) =>
      `${SF} data upsert bulk -o bench --sobject Bench_Row__c --external-id Legacy_Id__c --line-ending LF --wait 60 --file`
        .split(' ')
        .concat(file)
  },
  {
    name: 'sfdmu',
    plugin: 'sfdmu',
    args: ({ home }) => [
      SF,
      'sfdmu',
      'run',
      '--sourceusername',
      'csvfile',
      '--targetusername',
      'bench@local',
      '--path',
      home,
      '--noprompt'
    ],
    files: ({ url, token }) => ({
      'export.json': JSON.stringify({ ...SFDMU, orgs: [{ name: 'bench@local', instanceUrl: url, accessToken: token }] })
    })
  }
];

/** As its authors advise for large files: Bulk API 2.0, and the target read whole. Version 3 cannot read the login of today's CLI. */
const SFDMU = {
  bulkApiVersion: '2.0',
  bulkThreshold: 200,
  queryAllTarget: true,
  objects: [
    {
      query: 'SELECT Id, Legacy_Id__c, Name, Street__c, City__c, Postcode__c, Born__c, Languages__c, Notes__c, Visits__c FROM Bench_Row__c',
      operation: 'Upsert',
      externalId: 'Legacy_Id__c'
    }
  ]
};
