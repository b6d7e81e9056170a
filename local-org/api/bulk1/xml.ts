import { element } from '../soap/xml.ts';

const NAMESPACE = 'http://www.force.com/2009/06/asyncapi/dataload';
const SCHEMA = 'http://www.w3.org/2001/XMLSchema-instance';

/** The beginning and the end of a document of Bulk API 1.0. */
export function frame(root: string): readonly [string, string] {
  return [`<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="${NAMESPACE}" xmlns:xsi="${SCHEMA}">`, `</${root}>`];
}

export function xmlDocument(root: string, content: Readonly<Record<string, unknown>>): string {
  return frame(root).join(elements(content));
}

/** Members of an object as elements; a list is one element repeated. */
export function elements(content: Readonly<Record<string, unknown>>): string {
  return Object.entries(content)
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map((one) => elementOf(name, one)) : [elementOf(name, value)]))
    .join('');
}

function elementOf(name: string, value: unknown): string {
  return typeof value === 'object' && value !== null
    ? `<${name}>${elements(value as Record<string, unknown>)}</${name}>`
    : element(name, value as string | number | boolean | null);
}
