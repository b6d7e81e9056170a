import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { MetadataError } from './error.ts';
import type { XmlNode } from './types.ts';

type Raw = { readonly [tag: string]: unknown };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true
});

/**
 * Parses one metadata file.
 * @returns the name of its root element and its content; attributes of an element stand beside its children as `@name`, its text as `#text`.
 * @throws MetadataError when the XML is malformed.
 */
export function parseXml(text: string, path: string): { readonly root: string; readonly node: XmlNode } {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new MetadataError(path, `malformed XML, line ${valid.err.line}: ${valid.err.msg}`);
  const roots = (parser.parse(text) as Raw[]).filter((entry) => !('#text' in entry));
  const entry = roots[0];
  if (!entry || roots.length > 1) throw new MetadataError(path, 'a metadata file has exactly one root element');
  const root = tagOf(entry);
  return { root, node: nodeOf(entry[root] as Raw[], {}, path) };
}

function tagOf(entry: Raw): string {
  return Object.keys(entry).find((key) => key !== ':@')!;
}

function nodeOf(children: readonly Raw[], attributes: Raw, path: string): XmlNode {
  const node: Record<string, (XmlNode | string)[]> = {};
  for (const [name, value] of Object.entries(attributes)) node[`@${name}`] = [decode(String(value), path)];
  for (const child of children) {
    const tag = tagOf(child);
    if (tag === '#text' || tag === '#cdata') continue;
    (node[tag] ??= []).push(contentOf(child[tag] as Raw[], (child[':@'] as Raw | undefined) ?? {}, path));
  }
  return node;
}

function contentOf(children: readonly Raw[], attributes: Raw, path: string): XmlNode | string {
  const named = Object.keys(attributes).filter((name) => !name.startsWith('xmlns'));
  if (children.some((child) => !('#text' in child) && !('#cdata' in child))) return nodeOf(children, {}, path);
  const text = children.map((child) => textOf(child, path)).join('');
  if (!named.length) return text;
  const node: Record<string, string[]> = { '#text': [text] };
  for (const name of named) node[`@${name}`] = [decode(String(attributes[name]), path)];
  return node;
}

function textOf(child: Raw, path: string): string {
  if ('#text' in child) return decode(String(child['#text']), path);
  return (child['#cdata'] as Raw[]).map((part) => String(part['#text'] ?? '')).join('');
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string, path: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]+|#[0-9]+|[A-Za-z]+);/g, (_whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(parseInt(name.slice(1), 10));
    const character = NAMED[name];
    if (character === undefined) throw new MetadataError(path, `unknown entity &${name};`);
    return character;
  });
}

/** @returns the text of the first such child, or undefined. */
export function text(node: XmlNode, element: string): string | undefined {
  const first = node[element]?.[0];
  if (first === undefined) return undefined;
  return typeof first === 'string' ? first : plain(first['#text']?.[0]);
}

/** @returns the texts of all such children. */
export function texts(node: XmlNode, element: string): string[] {
  return (node[element] ?? []).map((child) => (typeof child === 'string' ? child : plain(child['#text']?.[0])!));
}

/** @returns the children of that name that have children themselves. */
export function nodes(node: XmlNode, element: string): XmlNode[] {
  return (node[element] ?? []).filter((child): child is XmlNode => typeof child !== 'string');
}

/** @returns whether the first such child says true; `otherwise` when there is none. */
export function flag(node: XmlNode, element: string, otherwise = false): boolean {
  const value = text(node, element);
  return value === undefined ? otherwise : value.trim() === 'true';
}

function plain(value: XmlNode | string | undefined): string | undefined {
  return typeof value === 'string' ? value : '';
}
