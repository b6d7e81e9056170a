import type { Route } from '../types.ts';
import { batch } from './batch.ts';
import { composite } from './composite.ts';
import { tree } from './tree.ts';

/** Requests that hold requests; they see to their own transactions. */
export const COMPOSITE_ROUTES: readonly Route[] = [
  { method: 'POST', path: /^composite$/, run: composite },
  { method: 'POST', path: /^composite\/batch$/, run: batch },
  { method: 'POST', path: /^composite\/tree\/(\w+)$/, run: tree }
];
