import { readFileSync } from 'node:fs';
import path from 'node:path';
import { flush, run } from '@oclif/core';
import { failure } from '../shared/failure.ts';

const root = path.dirname(import.meta.dirname);

/** The last word of the tool: what failed, without the error's own words, on one line. */
function tell(error: unknown): void {
  const { message, exitCode } = failure(error);
  process.stderr.write(`Error: ${message}\n`);
  process.exitCode = exitCode;
}

process.on('uncaughtException', (error) => {
  tell(error);
  process.exit();
});

try {
  await run(process.argv.slice(2), { root, pjson: standalone() });
  await flush();
} catch (error) {
  tell(error);
}

/** package.json tells the Salesforce CLI of `sf confide …`; by itself the tool is `confide …`, without the first word. */
function standalone() {
  const pjson = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  pjson.oclif.commands.identifier = 'COMMANDS';
  pjson.oclif.topics = pjson.oclif.topics.confide.subtopics;
  return pjson;
}
