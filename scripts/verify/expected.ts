import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { verify as words } from '../messages/verify.ts';
import { EXIT, ToolError } from '../shared/exit.ts';

const name = z.string().regex(/^\w+$/);
const processors = z.record(z.string(), z.string());
const POSTURE = z.strictObject({
  administrators: z.strictObject({ profiles: z.array(z.string()).min(1), most: z.int().positive(), sets: z.array(name) }),
  roles: z.record(
    z.string(),
    z.strictObject({
      group: name,
      members: name.optional(),
      api: z.boolean().optional(),
      mayPause: z.boolean().optional(),
      sets: z.array(name).optional()
    })
  ),
  platform: z.string().min(1),
  window: z.strictObject({ set: name, members: name }),
  apiSets: z.array(name),
  connectedApps: processors,
  namedCredentials: processors,
  remoteSites: processors
});
const MATRIX = z.object({
  objects: z.record(name, z.record(z.string(), z.string())),
  methods: z.record(z.string(), z.array(z.string())),
  rest: z.record(z.string(), z.array(z.string())),
  inside: z.record(z.string(), z.record(z.string(), z.string()))
});
const MAP = z.object({
  objects: z.record(
    name,
    z.object({ door: z.boolean(), fields: z.record(z.string(), z.object({ category: z.string(), door: z.boolean().optional() })) })
  )
});

/** What the org may have besides the package: config/posture.yaml. */
export type Expected = z.infer<typeof POSTURE>;
/** Who may do what: config/access-matrix.yaml. */
export type Matrix = z.infer<typeof MATRIX>;
/** The manifest, as far as it says which fields are personal: config/data-map.yaml. */
export type DataMap = z.infer<typeof MAP>['objects'];

export const readExpected = (file: string): Expected => read(file, POSTURE);
export const readMatrix = (file: string): Matrix => read(file, MATRIX);
export const readDataMap = (file: string): DataMap => read(file, MAP).objects;

/** Where the project's files lie: beside the tool, whatever the working folder is. */
export const project = (...parts: string[]): string => path.join(import.meta.dirname, '..', '..', ...parts);

function read<T>(file: string, shape: z.ZodType<T>): T {
  try {
    return shape.parse(parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const place = error instanceof z.ZodError ? error.issues[0]!.path.join('.') : '';
    throw new ToolError(words.badFile(path.basename(file), place), EXIT.usage);
  }
}

/** @returns whether the manifest holds a field for personal; one that it does not know may be */
export function isPersonal(map: DataMap, field: string): boolean {
  const [object, own] = field.split('.') as [string, string];
  const category = map[object]?.fields[own]?.category;
  return category !== 'none';
}
