/** Before any library is loaded: no traces, and compiled code is kept so that a command starts in half the time. Then the tool. */
import { enableCompileCache } from 'node:module';
import path from 'node:path';

// Libraries' traces print what is typed and sent.
delete process.env['DEBUG'];
delete process.env['NODE_DEBUG'];
enableCompileCache(path.join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'confide'));
await import('./main.ts');
