import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pack as words } from '../messages/pack.ts';
import { EXIT, ToolError } from '../shared/exit.ts';

/** One thing that she is given. */
export interface Item {
  readonly what: string;
  readonly aboutWhom: string | null;
  readonly writtenAt: string | null;
  readonly partlyBlackedOut: boolean;
  readonly text: string;
}

/** A copy of information, or the leads' part of one, as the org gives it. */
export interface Copy {
  readonly shape: 'confide-copy' | 'confide-copy-part';
  readonly version: number;
  readonly request: string;
  readonly madeOn: string;
  readonly confirmation?: string | null;
  readonly blocks: readonly { readonly code: string; readonly title: string; readonly text: string }[];
  readonly items: readonly Item[];
  readonly glossary: readonly string[];
  readonly closing: string;
}

/** What she takes elsewhere: her own data, for a machine. */
export interface Export {
  readonly shape: 'confide-export';
  readonly version: number;
  readonly request: string;
  readonly madeOn: string;
  readonly note: string;
  readonly records: Readonly<Record<string, readonly { readonly fields: Readonly<Record<string, string | number | boolean>> }[]>>;
}
export type Content = Copy | Export;

/** A document with the schema that it keeps to. */
export interface Checked {
  readonly content: Content;
  readonly json: string;
  readonly schemaName: string;
  readonly schema: string;
}

const SCHEMAS = path.join(import.meta.dirname, '..', '..', 'docs', 'schemas');
const SHAPES = ['confide-copy', 'confide-copy-part', 'confide-export'];

/** Reads a document and holds it against the schema that is promised to whoever receives it. @throws ToolError without its words */
export async function checked(json: string): Promise<Checked> {
  const content = parsed(json);
  const schemaName = `${content.shape}-${content.version}.schema.json`;
  if (!SHAPES.includes(content.shape) || content.version !== 1) throw new ToolError(words.shape(SHAPES[0]!, 1), EXIT.blocked, 'PACK_SHAPE');
  const schema = readFileSync(path.join(SCHEMAS, schemaName), 'utf8');
  const [{ Ajv2020 }, formats] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  formats.default.default(ajv);
  const validate = ajv.compile(JSON.parse(schema) as object);
  if (!validate(content)) throw new ToolError(words.shape(schemaName, validate.errors?.length ?? 1), EXIT.blocked, 'PACK_SHAPE');
  return { content, json, schemaName, schema };
}

function parsed(json: string): Content {
  try {
    const content = JSON.parse(json) as Content | null;
    if (content && typeof content === 'object') return content;
  } catch {
    // What does not parse is told below: the parser's own error quotes the text.
  }
  throw new ToolError(words.shape(SHAPES[0]!, 1), EXIT.blocked, 'PACK_SHAPE');
}

/** @throws ToolError when the text is not what was made */
export function requireFingerprint(text: string, fingerprint: string): void {
  if (createHash('sha256').update(text, 'utf8').digest('hex') !== fingerprint)
    throw new ToolError(words.altered, EXIT.blocked, 'PACK_ALTERED');
}

/** 3 November 2026 */
export function day(iso: string): string {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T12:00:00Z` : iso;
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' }).format(
    new Date(moment)
  );
}

/** The items under their kinds, in the order in which they come. */
export function groups(items: readonly Item[]): readonly (readonly [string, readonly Item[]])[] {
  const byKind = new Map<string, Item[]>();
  for (const item of items) byKind.set(item.what, [...(byKind.get(item.what) ?? []), item]);
  return [...byKind];
}
