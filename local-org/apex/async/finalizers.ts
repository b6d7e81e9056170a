import { current } from '../../transaction.ts';
import { raise } from '../values/index.ts';

const FINALIZER = Symbol('finalizer');

/** `System.attachFinalizer`: once, in a queueable. */
export function attachFinalizer(finalizer: object): void {
  const transaction = current();
  if (transaction.kind !== 'queueable') raise('AsyncException', 'System.attachFinalizer can only be called from a Queueable');
  if (transaction.slots.has(FINALIZER)) raise('AsyncException', 'Only one Finalizer can be attached to a Queueable job');
  transaction.slots.set(FINALIZER, finalizer);
}

/** @returns the finalizer attached in the running transaction. */
export function attachedFinalizer(): object | null {
  return (current().slots.get(FINALIZER) as object | undefined) ?? null;
}
