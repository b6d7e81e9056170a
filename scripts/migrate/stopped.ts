/** What a person is told who stops a load. Nothing is lost by it: a run may be cut off anywhere and is gone on with. */
import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import { migrate as words } from '../messages/migrate.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** From now on Ctrl-C and an ordered end say how to go on, and end the tool at once, as they would without. */
export function sayWhenStopped(migration: string): void {
  for (const signal of SIGNALS)
    process.once(signal, () => {
      try {
        writeSync(process.stderr.fd, `\n${words.run.stopped(migration)}\n`);
      } finally {
        process.exit(128 + constants.signals[signal]);
      }
    });
}
