/**
 * Runs a suite that was written elsewhere and holds it against its ledger:
 *   node local-org/conformance/run.ts LEDGER.yaml FOLDER [--write-failures FILE]
 * FOLDER is a copy of the suite at the ledger's commit; it is fetched when wanted and never committed.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bootOrg } from '../boot.ts';
import { compare, readLedger } from './ledger.ts';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { 'write-failures': { type: 'string' } } });
const [file, folder] = positionals;
if (!file || !folder) throw new Error('Say which ledger and which folder: run.ts LEDGER.yaml FOLDER');
const ledger = readLedger(file);
const org = bootOrg({ packageDirs: [path.join(folder, ledger.folder)], database: ':memory:', tolerant: true });
const { results } = org.apex.runTests([]);
const found = compare(ledger, results);
const failures = values['write-failures'];
if (failures) writeFileSync(failures, JSON.stringify(results.filter((result) => result.outcome !== 'Pass')));
for (const surprise of found.surprises) console.error(surprise);
const share = ((found.outOfScope / Math.max(1, results.length)) * 100).toFixed(1);
console.log(
  `${ledger.suite}: ${found.passed} passed, ${found.knownFailures} known failures, ${found.outOfScope} out of scope (${share} %), ${found.surprises.length} surprises`
);
process.exitCode = found.surprises.length > 0 ? 1 : 0;
