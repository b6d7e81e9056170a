import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { seed as words } from '../messages/seed.ts';
import { EXIT, ToolError } from '../shared/exit.ts';

/** Days counted from the day of loading: -30 is thirty days ago. */
const day = z.number().int();

const person = z.strictObject({
  username: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  title: z.string(),
  role: z.string(),
  /** Name of her profile, where it is not the one of staff. */
  profile: z.string().optional(),
  groups: z.array(z.string()),
  worker: z.strictObject({ kind: z.string(), supervisor: z.string().optional(), worksFor: z.string().optional() }).optional(),
  /** When she completed training, earliest first. */
  trained: z.array(day).optional(),
  /** When she signed the confidentiality agreement, where that is not only the day of her last training. */
  agreed: z.array(day).optional(),
  try: z.string()
});

const org = z.strictObject({
  people: z.array(person),
  /** Workers without a login. */
  onPaper: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      kind: z.string(),
      supervisor: z.string(),
      trained: day,
      left: z.boolean().optional()
    })
  ),
  organisations: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.string(),
      work: z.string().optional(),
      part: z.string().optional(),
      /** What the data protection officer found and approved. */
      agreement: z.strictObject({ signed: day, ends: day, review: day, people: z.string(), location: z.string() }).optional()
    })
  ),
  programmes: z.array(z.strictObject({ name: z.string(), funder: z.string(), starts: day, ends: day })),
  notice: z.strictObject({ version: z.string(), effective: day }),
  policies: z.array(z.strictObject({ name: z.string(), kind: z.string(), review: day })),
  sharings: z.array(
    z.strictObject({
      family: z.string(),
      by: z.string(),
      /** Her yes for health and background facts, which it rests on. */
      consent: z.strictObject({ words: z.string(), on: day }).optional(),
      recipient: z.string(),
      /** As the address takes it. */
      sharing: z.record(z.string(), z.union([z.string(), z.array(z.string())]))
    })
  ),
  complaints: z.array(
    z.strictObject({
      key: z.string(),
      by: z.string(),
      text: z.string(),
      kind: z.string(),
      channel: z.string(),
      received: day,
      replyTo: z.string()
    })
  ),
  losses: z.array(
    z.strictObject({ key: z.string(), by: z.string(), whatHappened: z.string(), kind: z.string(), hoursAgo: z.number().int() })
  ),
  /** Paper that lies in a cabinet; with `backIn`, out with who registered it for so many days. */
  papers: z.array(z.strictObject({ by: z.string(), family: z.string(), what: z.string(), location: z.string(), backIn: day.optional() })),
  /** Files whose time is up and which two people have decided to delete; the seven days run. */
  disposals: z.array(
    z.strictObject({ family: z.string(), by: z.string(), reason: z.string(), second: z.string(), secondReason: z.string() })
  ),
  /** A text file in a family's documents. */
  documents: z.array(
    z.strictObject({ family: z.string(), by: z.string(), kind: z.string(), about: z.string(), received: day, text: z.string() })
  ),
  sessions: z.array(z.strictObject({ by: z.string(), with: z.string(), held: day, family: z.string(), note: z.string() })),
  concerns: z.array(
    z.strictObject({
      key: z.string(),
      by: z.string(),
      category: z.string(),
      riskLevel: z.string(),
      said: z.string(),
      immediateAction: z.string(),
      hoursAgo: z.number().int()
    })
  )
});

const family = z.strictObject({
  key: z.string(),
  sameAs: z.string().optional(),
  person: z
    .strictObject({
      firstName: z.string(),
      lastName: z.string(),
      knownAs: z.string().optional(),
      dateOfBirth: z.iso.date(),
      street: z.string(),
      town: z.string(),
      postcode: z.string(),
      mobile: z.string(),
      email: z.string().optional(),
      contactCare: z.string(),
      language: z.string(),
      interpreterNeeded: z.boolean().optional()
    })
    .optional(),
  referral: z.strictObject({
    programme: z.string(),
    source: z.string(),
    organisation: z.string().optional(),
    referrerName: z.string().optional(),
    referrerRole: z.string().optional(),
    received: day,
    channel: z.string(),
    aware: z.string(),
    agreed: z.string().optional(),
    notAwareReason: z.string().optional(),
    reason: z.string()
  }),
  baby: z.strictObject({ due: day.optional(), born: day.optional(), name: z.string().optional() }).optional(),
  nextOfKin: z.strictObject({ name: z.string(), relationship: z.string(), phone: z.string() }).optional(),
  preferences: z
    .array(
      z.strictObject({
        channel: z.string(),
        allowed: z.string(),
        askedAlone: z.string().optional(),
        contentLevel: z.number(),
        conditions: z.string().optional()
      })
    )
    .optional(),
  notice: z.strictObject({ given: day, how: z.string() }).optional(),
  agreement: z.strictObject({ on: day, method: z.string() }).optional(),
  decision: z.strictObject({ kind: z.string(), reason: z.string() }).optional(),
  allocation: z.strictObject({ worker: z.string(), reason: z.string(), on: day }).optional(),
  /** Who logs the contacts, where it is not the supporter herself. */
  loggedBy: z.string().optional(),
  contacts: z
    .array(
      z.strictObject({
        day,
        hour: z.number().int(),
        kind: z.string(),
        direction: z.string(),
        reached: z.boolean(),
        with: z.string(),
        minutes: z.number().int(),
        summary: z.string()
      })
    )
    .optional(),
  consents: z.array(z.strictObject({ purpose: z.string(), channel: z.string(), decision: z.string(), on: day })).optional(),
  /** What she asked about her data, and when it reached us. */
  asks: z.array(z.strictObject({ kinds: z.array(z.string()), on: day, channel: z.string(), words: z.string() })).optional(),
  close: z.strictObject({ on: day, reason: z.string() }).optional()
});

export type Person = z.infer<typeof person>;
export type DemoOrg = z.infer<typeof org>;
export type Family = z.infer<typeof family>;
export interface DemoData {
  readonly org: DemoOrg;
  readonly families: readonly Family[];
}

/**
 * Reads and checks the demo files of a folder.
 * @throws ToolError naming the file and the place in it, never its content.
 */
export function readDemoData(folder: string): DemoData {
  return { org: read(folder, 'org.yaml', org), families: read(folder, 'families.yaml', z.array(family)) };
}

function read<T>(folder: string, file: string, shape: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = parse(readFileSync(path.join(folder, file), 'utf8'));
  } catch {
    throw new ToolError(words.unreadable(file, folder), EXIT.usage);
  }
  const result = shape.safeParse(content);
  if (result.success) return result.data;
  const places = result.error.issues.map((issue) => `${issue.path.join('.')} (${issue.code})`);
  throw new ToolError(words.doesNotHold(file, places.slice(0, 5).join(', ')), EXIT.usage);
}

/** @returns the ISO date (UTC calendar) that many days from now. */
export function isoDay(days: number, now = Date.now()): string {
  return new Date(now + days * 86_400_000).toISOString().slice(0, 10);
}
