import { DATE } from './date.ts';
import type { FunctionDef } from './define.ts';
import { LOGICAL } from './logical.ts';
import { NUMBER } from './number.ts';
import { RECORD } from './record.ts';
import { TEXT } from './text.ts';

/** Every function that formulas may call, by its name in capitals. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDef> = new Map(Object.entries({ ...DATE, ...LOGICAL, ...NUMBER, ...RECORD, ...TEXT }));
