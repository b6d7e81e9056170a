import { DECLARATIONS } from './faults-of-declarations.ts';
import { EXPRESSIONS } from './faults-of-expressions.ts';
import { TEXT } from './faults-of-text.ts';
import type { Mutation } from './sites.ts';

/** Single faults of many kinds, each with every place in a source where it can be made. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = { ...TEXT, ...DECLARATIONS, ...EXPRESSIONS };
