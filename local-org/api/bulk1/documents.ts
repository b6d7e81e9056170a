/** Rows in XML and JSON. Source: Bulk API, "Valid XML and JSON Records" and "Relationship Fields in Records". */
import { XMLParser } from 'fast-xml-parser';
import type { NamedCell } from '../bulk2/columns.ts';
import { JobFailure } from '../bulk2/failure.ts';
import type { ContentType } from '../bulk2/types.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true
});

/** @throws JobFailure for what is no document of rows; its message holds nothing of the data. */
export function documentRows(text: string, type: Exclude<ContentType, 'CSV'>): NamedCell[][] {
  return type === 'XML' ? xmlRows(text) : jsonRows(text);
}

/** @returns elements within elements by name, texts at the ends. @throws JobFailure. */
export function readXml(text: string): Record<string, unknown> {
  // Entities of the document's own could grow without bounds.
  if (/<!DOCTYPE/i.test(text)) throw new JobFailure('InvalidXML : A document type is not allowed');
  try {
    return parser.parse(text, true) as Record<string, unknown>;
  } catch {
    throw new JobFailure('InvalidXML : The data is not valid XML');
  }
}

function xmlRows(text: string): NamedCell[][] {
  const root = readXml(text)['sObjects'];
  if (root === undefined) throw new JobFailure('InvalidBatch : The data does not begin with sObjects');
  return listOf(typeof root === 'object' ? (root as Record<string, unknown>)['sObject'] : undefined).map((row) =>
    childrenOf(row).map(([name, value]) => xmlCell(name, value))
  );
}

function xmlCell(name: string, value: unknown): NamedCell {
  if (typeof value === 'string') return [name, value];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable(name);
  const element = value as Record<string, unknown>;
  if (element['@nil'] === 'true') return [name, null];
  if (element['sObject'] !== undefined)
    return parentCell(name, Object.fromEntries(listOf(element['sObject']).flatMap((one) => childrenOf(one))));
  if (childrenOf(element).length > 0) throw unreadable(name);
  return [name, String(element['#text'] ?? '')];
}

function jsonRows(text: string): NamedCell[][] {
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch {
    throw new JobFailure('InvalidBatch : The data is not valid JSON');
  }
  if (!Array.isArray(rows)) throw new JobFailure('InvalidBatch : The data is not a list of records');
  return rows.map((row: unknown) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) throw new JobFailure('InvalidBatch : A record is not an object');
    return Object.entries(row)
      .filter(([name]) => name !== 'attributes')
      .map(([name, value]) => jsonCell(name, value));
  });
}

function jsonCell(name: string, value: unknown): NamedCell {
  if (value === null) return [name, null];
  if (Array.isArray(value)) throw unreadable(name);
  if (typeof value !== 'object') return [name, String(value)];
  const { attributes, ...parent } = value as { attributes?: { type?: unknown } } & Record<string, unknown>;
  return parentCell(name, attributes?.type === undefined ? parent : { type: attributes.type, ...parent });
}

/** A parent by its external id, as a column of CSV names it: `User:Owner.Username`. */
function parentCell(relationship: string, { type, ...keys }: Record<string, unknown>): NamedCell {
  const [key, ...more] = Object.entries(keys);
  if (!key || more.length > 0 || typeof key[1] === 'object') throw unreadable(relationship);
  return [`${type === undefined ? '' : `${String(type)}:`}${relationship}.${key[0]}`, String(key[1])];
}

function childrenOf(element: unknown): [string, unknown][] {
  return typeof element === 'object' && element !== null ? Object.entries(element).filter(([name]) => !/^[@#]/.test(name)) : [];
}

export function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function unreadable(name: string): JobFailure {
  return new JobFailure(`InvalidBatch : The value of ${name} cannot be read`);
}
