import { Refusal } from '../errors.ts';
import { annotated } from '../bind/symbols.ts';
import type { ClassSymbol } from '../bind/symbols.ts';
import type { AnnotationNode } from '../tree/declarations.ts';
import type { At } from '../tree/expressions.ts';
import type { Context } from './context.ts';
import type { Scope } from './scope.ts';

/** Private is for the outermost class, protected for subclasses too; tests see what is @TestVisible. @throws Refusal. */
export function checkVisible(
  cx: Context,
  scope: Scope,
  at: At,
  owner: ClassSymbol,
  modifiers: ReadonlySet<string>,
  annotations: readonly AnnotationNode[],
  sentence: string
): void {
  if (
    modifiers.has('public') ||
    modifiers.has('global') ||
    modifiers.has('webservice') ||
    owner.unit === scope.cls.unit ||
    owner.node.kind !== 'class'
  )
    return;
  if (scope.cls.isTest && annotated(annotations, 'TestVisible')) return;
  if (modifiers.has('protected') && cx.conversions.depth(scope.cls.type, owner.type) >= 0) return;
  throw new Refusal(at, sentence);
}
