import type { Org } from '../org.ts';
import type { CompileOptions } from './compile.ts';
import { Apex } from './service.ts';
import type { ApexService } from './types.ts';

export { CompileErrors } from './errors.ts';

/** Makes the org's Apex. Declares every class at once; a body is compiled when it first runs, or by `compileAll()`. */
export function createApex(org: Org, options: CompileOptions = {}): ApexService {
  return new Apex(org, options);
}
