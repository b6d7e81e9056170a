/** Trees as text: declarations apart from bodies, since every start reads all declarations and few bodies. */
import type { ClassNode, TriggerNode } from './declarations.ts';

export interface Packed {
  readonly declarations: string;
  readonly bodies: string;
}
type Tree = ClassNode | TriggerNode;
/** A part of a tree that has a body of its own. */
type Holder = { body: unknown };

export function pack(tree: Tree): Packed {
  const bodies: unknown[] = [];
  const copy = structuredClone(tree);
  for (const holder of holders(copy)) if (holder.body !== null) holder.body = bodies.push(holder.body) - 1;
  return { declarations: JSON.stringify(copy), bodies: JSON.stringify(bodies) };
}

/** @param bodies gives the text of the bodies, once the first of them is asked for */
export function unpack(declarations: string, bodies: () => string): Tree {
  const tree = JSON.parse(declarations) as Tree;
  let read: unknown[] | undefined;
  for (const holder of holders(tree)) {
    const at = holder.body;
    if (typeof at === 'number')
      Object.defineProperty(holder, 'body', {
        enumerable: true,
        configurable: true,
        get: () => (read ??= JSON.parse(bodies()) as unknown[])[at]
      });
  }
  return tree;
}

function* holders(tree: Tree): Iterable<Holder> {
  if (tree.node === 'trigger') {
    yield tree as unknown as Holder;
    yield* holders(tree.declared);
    return;
  }
  yield* tree.methods as readonly unknown[] as Holder[];
  yield* tree.initialisers as readonly unknown[] as Holder[];
  for (const { get, set } of tree.properties) for (const accessor of [get, set]) if (accessor) yield accessor as Holder;
  for (const inner of tree.inner) yield* holders(inner);
}
