/**
 * Who may do what, as the package grants it: read from permission sets and groups, to be compared with what
 * config/access-matrix.yaml says. Run with `--add`, it writes a row for every object, screen method and address that
 * has none yet; a person then reads what it wrote against DATA-MODEL's table.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { children, components, packageDir, recordObjects, root, text } from './source.ts';

/** The short name of each role in the matrix. */
export const ROLES = {
  supporter: 'Confide_Peer_Supporter',
  supervisor: 'Confide_Supervisor',
  coordinator: 'Confide_Coordinator',
  lead: 'Confide_Safeguarding_Lead',
  dpo: 'Confide_DPO',
  trustee: 'Confide_Trustee',
  analyst: 'Confide_Analyst',
  database: 'Confide_Database_Manager',
  integration: 'Confide_Integration'
} as const;
export type Role = keyof typeof ROLES;
export const roles = Object.keys(ROLES) as Role[];

/** Letters of what may be done with an object at all: `c`reate, `r`ead, `e`dit, `d`elete; `-` for nothing. */
export type Rights = string;
export interface Matrix {
  /** By object and role. */
  readonly objects: Record<string, Record<Role, Rights>>;
  /** Whose files each role sees: all, own, team, referred, none. */
  readonly families: Record<Role, 'all' | 'own' | 'team' | 'referred' | 'none'>;
  /** `Class.method` of a screen: the roles that may call it. */
  readonly methods: Record<string, Role[]>;
  /** Methods that refuse a role although she holds the class: by role the Apex test that proves it, `Class.method`. */
  readonly inside: Record<string, Partial<Record<Role, string>>>;
  /** `METHOD address` of Apex REST: the roles that may call it. */
  readonly rest: Record<string, Role[]>;
}

const file = path.join(root, 'config', 'access-matrix.yaml');
const RIGHTS = [
  ['c', 'allowCreate'],
  ['r', 'allowRead'],
  ['e', 'allowEdit'],
  ['d', 'allowDelete']
] as const;

/** @returns what the matrix says */
export function written(): Matrix {
  return parse(readFileSync(file, 'utf8')) as Matrix;
}

/** @returns what the permission set groups grant, without families and insides, which follow from sharing and from code */
export function granted(): Omit<Matrix, 'families' | 'inside'> {
  const setsOf = new Map(
    components('permissionsetgroup').map(({ name, node }) => [name, new Set(children(node, 'permissionSets').map(String))])
  );
  const sets = components('permissionset');
  const held = (role: Role) => sets.filter(({ name }) => setsOf.get(ROLES[role])?.has(name));
  const rightsOf = (role: Role, object: string) => {
    const grants = held(role)
      .flatMap(({ node }) => children(node, 'objectPermissions'))
      .filter((one) => text(one, 'object') === object);
    return (
      RIGHTS.filter(([, flag]) => grants.some((grant) => text(grant, flag) === 'true'))
        .map(([letter]) => letter)
        .join('') || '-'
    );
  };
  const callers = (apexClass: string) =>
    roles.filter((role) =>
      held(role).some(({ node }) => children(node, 'classAccesses').some((one) => text(one, 'apexClass') === apexClass))
    );
  const doors = apexDoors();
  return {
    objects: Object.fromEntries(
      [...new Set(recordObjects().map(({ name }) => name))]
        .sort()
        .map((object) => [object, Object.fromEntries(roles.map((role) => [role, rightsOf(role, object)])) as Record<Role, Rights>])
    ),
    methods: Object.fromEntries(doors.methods.map(({ name, apexClass }) => [name, callers(apexClass)])),
    rest: Object.fromEntries(doors.rest.map(({ name, apexClass }) => [name, callers(apexClass)]))
  };
}

/** @returns every method that a screen or a client may call, from the Apex source */
function apexDoors() {
  const methods: { name: string; apexClass: string }[] = [];
  const rest: { name: string; apexClass: string }[] = [];
  for (const relative of globSync('**/*.cls', { cwd: packageDir }).sort()) {
    const source = readFileSync(path.join(packageDir, relative), 'utf8');
    const apexClass = path.basename(relative, '.cls');
    for (const [, name] of source.matchAll(/@AuraEnabled(?:\([^)]*\))?\s+(?:public|global)\s+static\s+[\w.<>, ]+?\s+(\w+)\s*\(/g))
      methods.push({ name: `${apexClass}.${name}`, apexClass });
    const address = /@RestResource\(urlMapping='([^']+)'\)/.exec(source)?.[1];
    if (address)
      for (const [, verb] of source.matchAll(/@Http(Get|Post|Put|Patch|Delete)\b/g))
        rest.push({ name: `${verb!.toUpperCase()} ${address}`, apexClass });
  }
  return { methods, rest };
}

/** Adds what has no row; takes away what no longer exists; leaves every row that stands as a person wrote it. */
function add(): void {
  const source = readFileSync(file, 'utf8');
  const head = source.slice(0, source.search(/^\w/m));
  const [now, before] = [granted(), written()];
  const merged = <T>(fresh: Record<string, T>, standing: Record<string, T> | null | undefined) =>
    Object.fromEntries(Object.entries(fresh).map(([name, row]) => [name, isFilled(standing?.[name]) ? standing![name]! : row]));
  const matrix = {
    families: before.families,
    inside: before.inside,
    objects: merged(now.objects, before.objects),
    methods: merged(now.methods, before.methods),
    rest: merged(now.rest, before.rest)
  };
  const lines = Object.entries(matrix).map(([part, rows]) => {
    const each = Object.entries(rows as object).map(([name, row]) => {
      const key = /^[\w.]+$/.test(name) ? name : `'${name}'`;
      const value = Array.isArray(row) ? `[${row.join(', ')}]` : typeof row === 'string' ? row : inline(row as Record<string, string>);
      return `  ${key}: ${value}`;
    });
    return `${part}:\n${each.join('\n')}\n`;
  });
  writeFileSync(file, head + lines.join('\n'));
}

/** @returns whether a person has something to keep there: a list without anybody is no row yet */
function isFilled(row: unknown): boolean {
  return Array.isArray(row) ? row.length > 0 : row !== undefined;
}

function inline(row: Record<string, string>): string {
  const pairs = Object.entries(row).map(([name, value]) => `${name}: ${value === '-' ? `'-'` : value}`);
  return `{ ${pairs.join(', ')} }`;
}

if (process.argv[1] === import.meta.filename && process.argv.includes('--add')) add();
