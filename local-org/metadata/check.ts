import { MetadataError } from './error.ts';
import type { Children } from './specs.ts';
import type { XmlNode } from './types.ts';

/**
 * Sees to it that every element of a component is one this org knows.
 * @throws MetadataError naming the file and the first element that is unknown or has no value where one is due.
 */
export function checkElements(path: string, where: string, node: XmlNode, known: Children): void {
  for (const [element, children] of Object.entries(node)) {
    if (element.startsWith('@') || element === '#text') continue;
    const spec = known[element];
    if (spec === undefined) throw new MetadataError(path, `element <${element}> of ${where} is not supported by the local org`);
    if (spec === 'inert') continue;
    for (const child of children) checkChild(path, `${where}/${element}`, child, spec);
  }
}

function checkChild(path: string, where: string, child: XmlNode | string, spec: 'text' | Children): void {
  const nested = typeof child !== 'string' && Object.keys(child).some((key) => key !== '#text' && !key.startsWith('@'));
  if (spec === 'text') {
    if (nested) throw new MetadataError(path, `element ${where} holds a value, not other elements`);
    return;
  }
  if (typeof child === 'string') {
    if (child.trim()) throw new MetadataError(path, `element ${where} holds other elements, not a value`);
    return;
  }
  checkElements(path, where, child, spec);
}
