/**
 * Released figures as the org gives them (docs/schemas/confide-figures-1.schema.json), read strictly: one field more than the shape has,
 * and nothing of the answer is used. That is the whole of what can be sent; nothing else of the org is asked for.
 */
import { z } from 'zod';
import { airtable as words } from '../messages/airtable.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { codeOf } from '../shared/failure.ts';
import type { OrgConnection } from '../shared/org/index.ts';

const id = z.string().regex(/^[A-Za-z0-9]{18}$/);
const day = z.iso.date();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().min(1);
const count = z.number().int().min(0);

const entry = z.strictObject({
  id,
  name: z.string().regex(/^F-[0-9]{6,}$/),
  measure: text,
  title: text,
  periodFrom: day,
  periodTo: day,
  recipient: text,
  status: z.enum(['Approved', 'Published']),
  approvedOn: day,
  hash
});
const listing = z.strictObject({
  shape: z.literal('confide-figures'),
  version: z.literal(1),
  holders: z.array(z.strictObject({ processor: id, name: text, places: z.array(text) })),
  releases: z.array(entry)
});
const cell = z.strictObject({
  key: z.string().regex(/^F-[0-9]{6,}\/[0-9]+$/),
  row: text,
  column: text,
  quarterFrom: day,
  quarterTo: day,
  programme: text.nullable(),
  mark: z.enum(['Shown', 'Hidden', 'Zero']),
  shown: count.nullable()
});
const push = z.strictObject({
  id,
  processor: text,
  place: text,
  result: z.enum(['Begun', 'Finished', 'Stopped']),
  cells: count,
  hash,
  at: text,
  ends: id.nullable()
});
const release = z.strictObject({
  shape: z.literal('confide-release'),
  version: z.literal(1),
  release: entry,
  unit: text,
  rowTitle: text,
  hiddenUpTo: count,
  roundedTo: count,
  total: count.nullable(),
  cells: z.array(cell).min(1),
  pushes: z.array(push)
});
const written = z.strictObject({ push: id });
const looked = z.strictObject({ looked: day });

export type Listing = z.infer<typeof listing>;
export type Entry = z.infer<typeof entry>;
export type Cell = z.infer<typeof cell>;
export type Release = z.infer<typeof release>;

/** The org's interface of figures. */
export interface Figures {
  listing(): Promise<Listing>;
  release(id: string): Promise<Release>;
  /** Writes down that a sending begins. @returns the id of the row */
  begin(id: string, beginning: { processor: string; place: string; cells: number; hash: string }): Promise<string>;
  /** Writes down how it ended. */
  end(id: string, push: string, ending: { result: 'Finished' | 'Stopped'; cells: number }): Promise<void>;
  /** Writes down that all places of an organisation were looked through, and how many kinds of findings there were. */
  look(look: { processor: string; places: readonly string[]; findings: number }): Promise<void>;
}

type Ask = (path: string, body?: object) => Promise<unknown>;

/** @throws ToolError where an answer has another shape, without a word of it */
export function figuresOver(ask: Ask): Figures {
  return {
    listing: async () => read(listing, await ask('')),
    release: async (releaseId) => {
      const found = read(release, await ask(`/${releaseId}`));
      if (found.release.id !== releaseId) throw new ToolError(words.wrongShape, EXIT.blocked, 'FIGURES_SHAPE');
      return found;
    },
    begin: async (releaseId, beginning) => read(written, await ask(`/${releaseId}/pushes`, beginning)).push,
    look: async (look) => void read(looked, await ask('/looks', look)),
    end: async (releaseId, begun, ending) => void read(written, await ask(`/${releaseId}/pushes/${begun}`, ending))
  };
}

export function figuresOf({ connection }: OrgConnection): Figures {
  const address = `${connection.instanceUrl}/services/apexrest/confide/v1/figures`;
  return figuresOver(async (path, body) => {
    try {
      return await (body ? connection.requestPost<unknown>(address + path, body) : connection.request<unknown>(address + path));
    } catch (error) {
      const code = codeOf(error);
      throw code === 'REFUSED' ? new ToolError(words.refusedByOrg, EXIT.blocked, code) : error;
    }
  });
}

function read<T>(shape: z.ZodType<T>, answer: unknown): T {
  const parsed = shape.safeParse(answer);
  if (!parsed.success) throw new ToolError(words.wrongShape, EXIT.blocked, 'FIGURES_SHAPE');
  return parsed.data;
}
