import { drill as words } from '../messages/drill.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { codeOf } from '../shared/failure.ts';
import { type OrgConnection, orgConnection } from '../shared/org/index.ts';
import { all } from '../verify/ask.ts';
import type { Play, Role, Step } from './play.ts';
import { STEPS } from './steps.ts';

/** How a step went: the code of what the org said where it failed, never its words. */
export interface Shown {
  readonly code: string;
  readonly promises: readonly string[];
  readonly holds: boolean;
  readonly said: string | null;
}
/** A promise of the notice, with what the drill showed of it and how its controls stand in the org. */
export interface Evidence {
  readonly promise: string;
  readonly state: string;
  readonly controls: number;
  readonly standing: number;
  readonly shown: readonly string[];
  readonly failed: readonly string[];
}
export interface Drilled {
  /** The code of the invented family. */
  readonly family: string;
  /** The code of the one whose time is up. */
  readonly oldFamily: string;
  readonly steps: readonly Shown[];
  readonly evidence: readonly Evidence[];
}

/** User names by role; each logs in in the same way as the first. */
export type People = Readonly<Record<Role, string>>;

/** The demonstration's people. */
export const DEMO: People = {
  supporter: 'supporter@demo.example',
  stranger: 'supporter2@demo.example',
  coordinator: 'coordinator@demo.example',
  lead: 'safeguarding@demo.example',
  dpo: 'dpo@demo.example',
  analyst: 'analyst@demo.example',
  database: 'dbmanager@demo.example',
  integration: 'integration@demo.example'
};

/** Plays the life of an invented family, and the end of the file of another. @throws ToolError for a production org: it writes what nobody asked for */
export async function drill(org: OrgConnection, people: People, byAlias: boolean, tell: (shown: Shown) => void): Promise<Drilled> {
  if (org.identity.isProduction) throw new ToolError(words.notInProduction, EXIT.blocked, 'PRODUCTION_REFUSED');
  const play = await prepare(org, people, byAlias);
  const steps: Shown[] = [];
  for (const step of STEPS) {
    const shown = await tried(step, play);
    steps.push(shown);
    tell(shown);
  }
  return { family: play.code, oldFamily: play.old.code, steps, evidence: await evidence(play, steps) };
}

async function tried(step: Step, play: Play): Promise<Shown> {
  const { code, promises } = step;
  try {
    return { code, promises, holds: await step.show(play), said: null };
  } catch (error) {
    return { code, promises, holds: false, said: codeOf(error) ?? 'FAULT' };
  }
}

async function prepare(org: OrgConnection, people: People, byAlias: boolean): Promise<Play> {
  const roles = Object.keys(people) as Role[];
  const address = org.connection.instanceUrl;
  const open = (username: string): Promise<OrgConnection> =>
    orgConnection(byAlias ? { targetOrg: username } : { instanceUrl: address, username });
  const logins = new Map(await Promise.all(roles.map(async (role) => [role, await open(people[role])] as const)));
  for (const { identity } of logins.values()) if (identity.orgId !== org.identity.orgId) throw new ToolError(words.otherOrg, EXIT.usage);
  const [programme] = await all<{ Id: string }>(
    logins.get('coordinator')!.connection,
    'SELECT Id FROM Programme__c WHERE Starts_On__c <= TODAY AND (Ends_On__c = NULL OR Ends_On__c >= TODAY) LIMIT 1'
  );
  if (!programme) throw new ToolError(words.noProgramme, EXIT.blocked);
  return {
    as: async (role) => logins.get(role)!.connection,
    userId: async (role) => logins.get(role)!.identity.userId,
    today: new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' }),
    programme: programme.Id,
    client: '',
    referral: '',
    code: '',
    concern: '',
    paper: '',
    old: { client: '', code: '', disposal: '' }
  };
}

interface PromiseState {
  readonly id: string;
  readonly state: string;
  readonly controls: readonly { readonly holds: boolean }[];
}

async function evidence(play: Play, steps: readonly Shown[]): Promise<Evidence[]> {
  const database = await play.as('database');
  const promises = await database.request<PromiseState[]>(`${database.instanceUrl}/services/apexrest/confide/v1/promises`);
  return promises.map(({ id, state, controls }) => {
    const own = steps.filter((step) => step.promises.includes(id));
    return {
      promise: id,
      state,
      controls: controls.length,
      standing: controls.filter(({ holds }) => holds).length,
      shown: own.filter(({ holds }) => holds).map(({ code }) => code),
      failed: own.filter(({ holds }) => !holds).map(({ code }) => code)
    };
  });
}
