/** XML that keeps the order of its elements: for cutting files of a package apart and putting them together again. */
import { XMLBuilder, XMLParser } from 'fast-xml-parser';

/** One element, comment or text, as the parser gives it: the tag is its only key beside `:@`. */
type Raw = Readonly<Record<string, unknown>>;
export interface Element {
  readonly name: string;
  readonly children: readonly Raw[];
}

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
const FORM = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: false,
  cdataPropName: '#cdata',
  commentPropName: '#comment'
} as const;
const parser = new XMLParser({
  ...FORM,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true
});
const builder = new XMLBuilder({ ...FORM, format: true, indentBy: '    ', suppressEmptyNode: false });

/** @returns the children of the root element of well-formed XML, without the white space between them. */
export function elementsOf(text: string): Element[] {
  const root = (parser.parse(text) as Raw[]).find((entry) => !tagOf(entry).startsWith('#'));
  if (!root) return [];
  const inner = (root[tagOf(root)] ?? []) as Raw[];
  return inner.filter((entry) => !isText(entry)).map((entry) => ({ name: tagOf(entry), children: [tidy(entry)] }));
}

/** @returns an element's text, when it has nothing but text. */
export function textIn(element: Element, name: string): string | undefined {
  const [entry] = element.children;
  const inner = (entry?.[element.name] ?? []) as Raw[];
  const found = inner.find((child) => tagOf(child) === name);
  return ((found?.[name] ?? []) as Raw[]).map((part) => ('#text' in part ? String(part['#text']) : '')).join('');
}

/** @returns what `xsi:type` says an element is. */
export function typeOf(element: Element): string {
  const attributes = (element.children[0]?.[':@'] ?? {}) as Record<string, unknown>;
  return String(attributes['@xsi:type'] ?? '').replace(/^.*:/, '');
}

/** @returns the children of an element, each to stand for itself. */
export function childrenOf(element: Element): Element[] {
  const [entry] = element.children;
  return ((entry?.[element.name] ?? []) as Raw[])
    .filter((child) => !isText(child))
    .map((child) => ({ name: tagOf(child), children: [child] }));
}

/** @returns an element of that name around these. */
export function wrapped(name: string, inner: readonly Element[]): Element {
  return { name, children: [{ [name]: inner.flatMap((each) => each.children) }] };
}

/** @returns a metadata file with that root element. */
export function documentOf(root: string, inner: readonly Element[]): string {
  const body = builder.build([
    {
      [root]: inner.flatMap((each) => each.children),
      ':@': { '@xmlns': NAMESPACE, '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }
    }
  ]) as string;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body.trim()}\n`;
}

function tidy(entry: Raw): Raw {
  const name = tagOf(entry);
  const inner = entry[name];
  if (!Array.isArray(inner) || name.startsWith('#')) return entry;
  const children = inner as Raw[];
  const nested = children.some((child) => !isText(child));
  return { ...entry, [name]: nested ? children.filter((child) => !isText(child)).map(tidy) : children };
}

function isText(entry: Raw): boolean {
  return '#text' in entry;
}

function tagOf(entry: Raw): string {
  return Object.keys(entry).find((key) => key !== ':@')!;
}
