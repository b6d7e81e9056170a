/** Whether a document has the shape that docs/schemas promises to whoever receives it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { root } from './org.ts';

/** @throws when the text is not JSON of that shape, e.g. `confide-copy-1` */
export function assertShape(name: string, text: string): void {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(path.join(root, 'docs', 'schemas', `${name}.schema.json`), 'utf8')));
  assert.ok(validate(JSON.parse(text)), `${name}: ${ajv.errorsText(validate.errors)}`);
}
