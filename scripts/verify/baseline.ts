import { createPrivateKey, createPublicKey, type KeyObject, sign, verify as verifies } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { verify as words } from '../messages/verify.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { keyFor, masterKey } from '../shared/seal.ts';
import { writeWhereSaid } from '../shared/state.ts';
import { finding, type Found } from './faults.ts';
import { lines } from './rules/grants.ts';
import type { Org } from './types.ts';

/**
 * The setup of an org at a moment, as lines of names, ids and seals, signed (Ed25519): who changes the org and the file cannot sign
 * it anew without the key, and who has the public key can check it.
 */
export type Baseline = ReadonlySet<string>;
export interface Written {
  readonly facts: number;
  /** The public key, in hexadecimal digits. */
  readonly signer: string;
}

/** Every fact of the setup that should not change by itself. What is counted each day, and shares, are not among them. */
export function facts(org: Org): Baseline {
  return new Set([
    ...[...org.objects].flatMap(([name, { internal, external, feeds, fields }]) => [
      `object ${name} ${internal} ${external}${feeds ? ' feed' : ''}`,
      ...[...fields].map(
        ([field, { classification, compliance, history }]) =>
          `field ${name}.${field} ${classification ?? '-'} ${compliance ?? '-'}${history ? ' history' : ''}`
      )
    ]),
    ...org.sets.flatMap((set) => {
      const name = `${set.isProfile ? 'profile' : 'set'} "${set.name}"`;
      return [name, ...[...lines(set)].map((line) => `${name} ${line}`)];
    }),
    ...[...org.roles].flatMap(([role, sets]) => [`role ${role}`, ...[...sets].map((set) => `role ${role} ${set}`)]),
    ...org.people.flatMap((person) => [
      `person ${person.id} profile "${person.profile}"`,
      ...person.roles.map((role) => `person ${person.id} role ${role}`),
      ...person.sets.map((set) => `person ${person.id} set ${set}`),
      ...person.groups.map((group) => `person ${person.id} group ${group}`)
    ]),
    ...[...org.strangers].flatMap(([group, members]) => members.map((member) => `group ${group} ${member}`)),
    ...[...org.queueMembers].map(([queue, count]) => `queue ${queue} ${count}`),
    ...org.ways.connectedApps.map((name) => `app "${name}"`),
    ...org.ways.namedCredentials.map((name) => `credential "${name}"`),
    ...org.ways.remoteSites.map((name) => `site "${name}"`),
    ...[...org.classes].map(([name, { seal, active }]) => `class ${name} ${seal}${active ? '' : ' off'}`),
    ...[...org.triggers].map(([name, { seal, active }]) => `trigger ${name} ${seal}${active ? '' : ' off'}`),
    ...[...(org.processors ?? [])].map((name) => `processor "${name}"`)
  ]);
}

/** @returns what came and what went since, one by one */
export function drift(before: Baseline, org: Org): Found[] {
  const now = facts(org);
  return [
    ...[...now.difference(before)].map((line) => finding('DRIFT', line, '+')),
    ...[...before.difference(now)].map((line) => finding('DRIFT', line, '-'))
  ];
}

export function writeBaseline(file: string, orgId: string, org: Org): Written {
  const { secret, signer } = keys(true);
  const content = { org: orgId, at: new Date().toISOString(), facts: [...facts(org)].sort() };
  const signature = sign(null, Buffer.from(JSON.stringify(content)), secret).toString('hex');
  writeWhereSaid(file, `${JSON.stringify({ ...content, signer, signature }, null, 1)}\n`);
  return { facts: content.facts.length, signer };
}

/** @throws ToolError (blocked) when another signed it, a letter was changed, or it is of another org */
export function readBaseline(file: string, orgId: string, signer?: string): Baseline {
  const { org, at, facts: known, signature } = contentOf(file);
  const key = signer ?? keys(false).signer;
  const isWhole =
    /^[0-9a-f]{64}$/.test(key) &&
    verifies(null, Buffer.from(JSON.stringify({ org, at, facts: known })), publicKey(key), Buffer.from(signature, 'hex'));
  if (!isWhole) throw new ToolError(words.badBaseline, EXIT.blocked, 'BASELINE_NOT_SIGNED');
  if (org !== orgId) throw new ToolError(words.otherOrg, EXIT.blocked, 'BASELINE_OF_OTHER_ORG');
  return new Set(known);
}

interface Content {
  readonly org: string;
  readonly at: string;
  readonly facts: string[];
  readonly signature: string;
}

function contentOf(file: string): Content {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as Partial<Content>;
    if (typeof content.org === 'string' && Array.isArray(content.facts) && typeof content.signature === 'string') return content as Content;
  } catch {
    // Told below: what stands in the file is not quoted.
  }
  throw new ToolError(words.badBaseline, EXIT.blocked, 'BASELINE_NOT_SIGNED');
}

/** What stands before the 32 bytes of an Ed25519 key in its usual wrapping (RFC 8410). */
const SECRET = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

/** This machine's pair, made from its key, which lies outside of the project. */
function keys(make: boolean): { secret: KeyObject; signer: string } {
  const seed = keyFor('verify-baseline', masterKey(make));
  const secret = createPrivateKey({ key: Buffer.concat([SECRET, seed]), format: 'der', type: 'pkcs8' });
  return { secret, signer: createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length).toString('hex') };
}

const publicKey = (signer: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC, Buffer.from(signer, 'hex')]), format: 'der', type: 'spki' });
