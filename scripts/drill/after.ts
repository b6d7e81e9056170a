/** What comes afterwards: paper, the end of a file whose time is up, and figures. No rule is waited for or bent: seven days are seven days. */
import { all } from '../verify/ask.ts';
import { contact, count, DRILL, intake, plain, type Play, post, refused, requestKey, type Step, yearsAgo } from './play.ts';

const DAY = 86_400_000;
const COOLING_OFF = 7;

const PAPER: readonly Step[] = [
  {
    code: 'PAPER_UNLOCKED_OR_NAMED_REFUSED',
    promises: ['P11', 'P14'],
    async show(play) {
      const supporter = await play.as('supporter');
      const paper = { families: [play.client], what: 'Notes', location: 'Drill cabinet', locked: true };
      const refusals = [
        await refused(async () => post(supporter, '/paper', { ...paper, locked: false })),
        await refused(async () => post(supporter, '/paper', { ...paper, location: `Drill cabinet, ${play.code}` }))
      ];
      play.paper = (await post<{ paperId: string }>(supporter, '/paper', paper)).paperId;
      return refusals.every(Boolean);
    }
  },
  {
    code: 'PAPER_WITH_ONE_PERSON_AND_SEEN_BY_NO_OTHER',
    promises: ['P11', 'P15'],
    async show(play) {
      const supporter = await play.as('supporter');
      const out = { kind: 'Out', dueBackOn: play.today };
      await post(supporter, `/paper/${play.paper}`, out);
      const twice = await refused(async () => post(supporter, `/paper/${play.paper}`, out));
      const stranger = await play.as('stranger');
      const unseen = await refused(async () => stranger.apex.get(`/confide/v1/paper/${play.paper}`));
      const unlocked = await refused(async () => post(supporter, `/paper/${play.paper}`, { kind: 'Back', locked: false }));
      await post(supporter, `/paper/${play.paper}`, { kind: 'Back', locked: true });
      return twice && unseen && unlocked;
    }
  },
  {
    code: 'PAPER_NOT_SHREDDED_BEFORE_TWO_AGREED',
    promises: ['P11', 'P20'],
    async show(play) {
      const supporter = await play.as('supporter');
      const shred = { kind: 'Shred', method: 'Our own shredder', level: 'P-4', witnessId: await play.userId('coordinator') };
      return refused(async () => post(supporter, `/paper/${play.paper}`, shred));
    }
  }
];

interface UnderWay {
  readonly disposalId: string;
  readonly code: string;
  readonly step: string;
  readonly decidedBy: string | null;
  readonly secondPerson: string | null;
  readonly notBefore: string | null;
}

/** Her deletion as the desk of deletions shows it to somebody; undefined when none is under way. */
async function hers(play: Play, role: 'dpo' | 'lead'): Promise<UnderWay | undefined> {
  const desk = (await (await play.as(role)).apex.get('/confide/v1/retention')) as { underWay: UnderWay[] };
  return desk.underWay.find(({ code }) => code === play.old.code);
}

const ENDING: readonly Step[] = [
  {
    code: 'DELETION_BEFORE_ITS_DAY_REFUSED',
    promises: ['P20', 'P36', 'P37'],
    show: async (play) => refused(async () => post(await play.as('dpo'), '/retention/decide', { clientId: play.client, reason: DRILL }))
  },
  {
    code: 'SUPPORT_THAT_ENDED_YEARS_AGO',
    promises: ['P13', 'P36'],
    async show(play) {
      const [coordinator, supporter] = [await play.as('coordinator'), await play.as('supporter')];
      const begun = yearsAgo(play.today, 5);
      const asked = { ...intake(play), requestKey: requestKey(), receivedOn: begun, agreedOn: begun };
      const made = await post<{ clientId: string; code: string; referralId: string }>(coordinator, '/referrals', asked);
      play.old = { client: made.clientId, code: made.code, disposal: '' };
      const [worker] = await all<{ Id: string }>(
        coordinator,
        `SELECT Id FROM Worker__c WHERE User__c = '${await play.userId('supporter')}'`
      );
      await post(coordinator, `/referrals/${made.referralId}/decision`, { decision: 'Accept', reason: DRILL });
      const allocation = { workerId: worker?.Id, reason: DRILL, startsOn: begun };
      await post(coordinator, `/referrals/${made.referralId}/allocation`, allocation);
      await post(supporter, '/contacts', contact(made.clientId, `${yearsAgo(play.today, 4)}T12:00:00Z`));
      const [hold] = await all<{ Id: string }>(supporter, `SELECT Id FROM Case_Assignment__c WHERE Client__c = '${plain(made.clientId)}'`);
      const isHeld = await refused(async () => post(await play.as('dpo'), '/retention/decide', { clientId: made.clientId, reason: DRILL }));
      await post(coordinator, `/assignments/${hold?.Id}/end`, { endsOn: play.today, reason: DRILL });
      return isHeld;
    }
  },
  {
    code: 'DELETION_DECIDED_BY_NAMED_PEOPLE_ALONE',
    promises: ['P20', 'P29'],
    async show(play) {
      const decision = { clientId: play.old.client, reason: DRILL };
      for (const role of ['supporter', 'coordinator', 'lead', 'database'] as const)
        if (!(await refused(async () => post(await play.as(role), '/retention/decide', decision)))) return false;
      const officer = await play.as('dpo');
      const nameless = await refused(async () => post(officer, '/retention/decide', { ...decision, reason: '' }));
      await post(officer, '/retention/decide', decision);
      const row = await hers(play, 'dpo');
      play.old = { ...play.old, disposal: row?.disposalId ?? '' };
      return nameless && row?.step === 'Decided' && row.decidedBy !== null;
    }
  },
  {
    code: 'DELETION_AGREED_BY_A_SECOND_AND_STANDS_SEVEN_DAYS',
    promises: ['P20', 'P29'],
    async show(play) {
      const agreement = { disposalId: play.old.disposal, reason: DRILL };
      const isRefused = await refused(async () => post(await play.as('dpo'), '/retention/agree', agreement));
      await post(await play.as('lead'), '/retention/agree', agreement);
      const row = await hers(play, 'lead');
      const stands = row?.step === 'Agreed' && row.secondPerson !== null && row.secondPerson !== row.decidedBy;
      const isLater = Date.parse(row?.notBefore ?? '') - Date.now() > (COOLING_OFF - 1) * DAY;
      return isRefused && stands && isLater && (await count(await play.as('dpo'), `Client__c WHERE Id = '${play.old.client}'`)) === 1;
    }
  },
  {
    code: 'DELETION_STOPPED_BY_A_PERSON',
    promises: ['P20', 'P29'],
    async show(play) {
      const stop = { disposalId: play.old.disposal, reason: DRILL };
      const isRefused = await refused(async () => post(await play.as('supporter'), '/retention/stop', stop));
      const stood = await hers(play, 'dpo');
      await post(await play.as('coordinator'), '/retention/stop', stop);
      const again = await refused(async () => post(await play.as('lead'), '/retention/agree', stop));
      return isRefused && stood !== undefined && again && (await hers(play, 'dpo')) === undefined;
    }
  }
];

interface Judged {
  readonly tables: readonly (readonly { readonly mark: string; readonly shown: number | null }[] | null)[];
  readonly refusals: readonly (string | null)[];
}

/** Twelve in one quarter and six in the next: numbers of nobody, for the rule through which every figure leaves. */
const ATOMS = [
  ['2026-01-01', 12],
  ['2026-04-01', 6]
].map(([quarter, number]) => ({ base: 'drill', measure: 'drill', quarter, programme: '', value: 'drill', count: number }));
const BY_QUARTER = [
  { column: 'first', atoms: [0] },
  { column: 'second', atoms: [1] }
];
const TOGETHER = [{ column: 'both', atoms: [0, 1] }];

const judged = async (play: Play, tables: readonly object[]): Promise<Judged> =>
  (await post<Judged[]>(await play.as('integration'), '/disclosure-control', [{ atoms: ATOMS, tables }]))[0]!;

const FIGURES: readonly Step[] = [
  {
    code: 'FIGURES_OF_FEW_HIDDEN',
    promises: ['P17', 'P35'],
    async show(play) {
      const [table] = (await judged(play, [BY_QUARTER])).tables;
      return table?.[0]?.shown === 10 && table[1]?.mark === 'Hidden' && table[1].shown === null;
    }
  },
  {
    code: 'FIGURES_THAT_SUBTRACT_REFUSED',
    promises: ['P17', 'P35'],
    async show(play) {
      const { refusals } = await judged(play, [BY_QUARTER, TOGETHER]);
      return refusals[0] === null && refusals[1] === 'SUBTRACTS' && (await judged(play, [TOGETHER])).refusals[0] === null;
    }
  },
  {
    code: 'FIGURES_BY_HAND_REFUSED',
    promises: ['P17', 'P29', 'P35'],
    async show(play) {
      for (const role of ['analyst', 'dpo', 'database', 'integration'] as const) {
        const connection = await play.as(role);

        if (!(await refused(async () => connection.sobject('Statistical_Release__c').create({})))) return false;
        if (!(await refused(async () => connection.query('SELECT Id FROM Statistical_Count__c LIMIT 1')))) return false;
      }
      return true;
    }
  }
];

/** After her time with us. */
export const AFTERWARDS: readonly Step[] = [...PAPER, ...ENDING, ...FIGURES];
