import type { FieldDef, ObjectDef } from '../../schema/types.ts';
import type { ApexType } from '../runtime/type.ts';
import type { Code, Scope } from './scope.ts';

/** Something that can be read and assigned. */
export interface Place {
  readonly type: ApexType;
  get(): Code;
  /** JavaScript that assigns and gives the value assigned. */
  set(js: string): string;
  /** The same place with its receiver evaluated once; `hold` goes before its first use. */
  once(scope: Scope): { readonly hold: string; readonly at: Place };
}

/** What a name may stand for. */
export type Resolved =
  | {
      readonly kind: 'value';
      readonly code: Code;
      readonly place: Place | null;
      /** The name of a property that can only be set. */
      readonly unreadable?: string;
      readonly record?: { readonly receiver: Code; readonly field: FieldDef };
    }
  | { readonly kind: 'type'; readonly type: ApexType }
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'label' }
  | { readonly kind: 'trigger' }
  | { readonly kind: 'describe'; readonly object: ObjectDef }
  | { readonly kind: 'fields'; readonly object: ObjectDef; readonly described: boolean }
  | { readonly kind: 'fieldSets'; readonly object: ObjectDef }
  | { readonly kind: 'rowcause'; readonly object: ObjectDef };

/** A place whose receiver is evaluated once, into a temporary unless it is a plain name. */
export function held(scope: Scope, self: string, make: (self: string) => Place): { hold: string; at: Place } {
  if (/^[\w$]+$/.test(self)) return { hold: '', at: make(self) };
  const temp = scope.temp();
  return { hold: `${temp}=${self},`, at: make(temp) };
}
