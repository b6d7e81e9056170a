// @ts-check
/** Loaded into a contestant before its own code: at its end, says how much processor time and memory it took. */
import { writeFileSync } from 'node:fs';

const file = process.env['CONFIDE_USAGE'];
if (file)
  process.once('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 }));
  });
