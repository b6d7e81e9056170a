import { AFTERWARDS } from './after.ts';
import { contact, count, DRILL, entries, intake, NOBODY, plain, type Play, post, refused, requestKey, rowsOf, type Step } from './play.ts';

/** Who looks at the details of the family, as a screen would. */
const look = async (play: Play, role: 'supporter' | 'stranger' | 'analyst' | 'database'): Promise<unknown> =>
  post(await play.as(role), '/details', { clientId: play.client, purpose: 'PU1', reason: 'drill' });

const BEGINNING: readonly Step[] = [
  {
    code: 'REFERRAL_WITHOUT_SOURCE_REFUSED',
    promises: ['P02'],
    show: async (play) => refused(async () => post(await play.as('coordinator'), '/referrals', { ...intake(play), source: null }))
  },
  {
    code: 'REFERRAL_TAKEN_IN',
    promises: ['P02', 'P21'],
    async show(play) {
      const made = await post<{ clientId: string; referralId: string }>(await play.as('coordinator'), '/referrals', intake(play));
      Object.assign(play, { client: made.clientId, referral: made.referralId });
      return Boolean(made.clientId && made.referralId);
    }
  },
  {
    code: 'CODE_HIDES_THE_NAME',
    promises: ['P04', 'P14'],
    async show(play) {
      const coordinator = await play.as('coordinator');
      const { records } = await coordinator.query<{ Name: string }>(`SELECT Name FROM Client__c WHERE Id = '${play.client}'`);
      play.code = records[0]?.Name ?? '';
      return /^[A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{2}$/.test(play.code);
    }
  },
  {
    code: 'NAME_BY_NO_QUERY',
    promises: ['P05', 'P10', 'P38'],
    async show(play) {
      for (const role of ['coordinator', 'supporter', 'lead', 'dpo', 'database'] as const) {
        const connection = await play.as(role);
        if (!(await refused(async () => connection.query('SELECT Last_Name__c FROM Client_Identity__c LIMIT 1')))) return false;
      }
      return true;
    }
  },
  {
    code: 'ALLOCATED_TO_ONE',
    promises: ['P13', 'P15'],
    async show(play) {
      const coordinator = await play.as('coordinator');
      const worker = await coordinator.query<{ Id: string }>(
        `SELECT Id FROM Worker__c WHERE User__c = '${await play.userId('supporter')}'`
      );
      await post(coordinator, `/referrals/${play.referral}/decision`, { decision: 'Accept', reason: DRILL });
      await post(coordinator, `/referrals/${play.referral}/allocation`, {
        workerId: worker.records[0]?.Id,
        reason: DRILL,
        startsOn: play.today
      });
      return (await rowsOf(play, ['supporter'], `Client__c WHERE Id = '${play.client}'`))[0] === 1;
    }
  },
  {
    code: 'NOT_SEEN_BY_OTHERS',
    promises: ['P15', 'P17', 'P38'],
    show: async (play) => (await rowsOf(play, ['stranger', 'analyst'], `Client__c WHERE Id = '${play.client}'`)).every((rows) => rows === 0)
  }
];

const WORK: readonly Step[] = [
  {
    code: 'LOOK_OPENS_AND_IS_RECORDED',
    promises: ['P15', 'P40'],
    async show(play) {
      const database = await play.as('database');
      const before = await entries(database);
      const opened = JSON.stringify(await look(play, 'supporter'));
      return opened.includes(NOBODY.lastName) && (await entries(database)) > before;
    }
  },
  {
    code: 'LOOK_OF_OTHERS_REFUSED',
    promises: ['P15', 'P38', 'P40'],
    async show(play) {
      const refusals = await Promise.all((['stranger', 'analyst', 'database'] as const).map((role) => refused(() => look(play, role))));
      return refusals.every(Boolean);
    }
  },
  {
    code: 'CONTACT_LOGGED',
    promises: ['P13'],
    async show(play) {
      const supporter = await play.as('supporter');
      await post(supporter, '/contacts', contact(play.client, new Date(Date.now() - 60_000).toISOString()));
      return (await count(supporter, `Support_Contact__c WHERE Client__c = '${play.client}'`)) === 1;
    }
  },
  {
    code: 'SHARED_WITH_CONSENT_NEVER_FOR_MARKETING',
    promises: ['P09', 'P19'],
    async show(play) {
      const supporter = await play.as('supporter');
      await supporter.sobject('Consent__c').create({
        Client__c: play.client,
        Purpose__c: 'PU2',
        Decision__c: 'Given',
        Explicit__c: true,
        Partner_Present__c: 'No',
        Method__c: 'Spoken',
        Wording__c: DRILL,
        Decided_On__c: play.today
      });
      const { records } = await supporter.query<{ Id: string }>(
        "SELECT Id FROM Organisation__c WHERE Kind__c INCLUDES ('Recipient') LIMIT 1"
      );
      const sharing = {
        clientId: play.client,
        recipientId: records[0]?.Id,
        purpose: 'PU2',
        basis: '6(1)(a) Consent',
        condition: '9(2)(a) Explicit consent',
        details: ['Name', 'Medication'],
        whatWasShared: DRILL,
        method: 'Phone'
      };
      const isRefused = await refused(async () =>
        post(supporter, '/sharing', { action: 'share', sharing: { ...sharing, purpose: 'PU8' } })
      );
      // The same but for the purpose is taken: it is the purpose that was refused.
      await post(supporter, '/sharing', { action: 'share', sharing });
      return isRefused;
    }
  },
  {
    code: 'CONSENT_TAKEN_BACK',
    promises: ['P07', 'P23'],
    async show(play) {
      const supporter = await play.as('supporter');
      const ledger = `Consent__c WHERE Client__c = '${play.client}'`;
      const before = await count(supporter, ledger);
      await post(supporter, '/consents/withdrawal', { clientId: play.client, purpose: 'PU2', choice: 'Stop', toldOn: play.today });
      const taken = await count(supporter, `${ledger} AND Purpose__c = 'PU2' AND Decision__c = 'Withdrawn'`);
      return taken > 0 && (await count(supporter, ledger)) > before;
    }
  }
];

const PROTECTION: readonly Step[] = [
  {
    code: 'CONCERN_RAISED_FOR_LEADS_ALONE',
    promises: ['P37', 'P38'],
    async show(play) {
      const concern = { requestKey: requestKey(), clientId: play.client, said: DRILL };
      const raised = await post<{ concernNumber: string }>(await play.as('supporter'), '/concerns', concern);
      const from = `Safeguarding_Flag__c WHERE Name = '${plain(raised.concernNumber)}'`;
      const { records } = await (await play.as('lead')).query<{ Id: string }>(`SELECT Id FROM ${from}`);
      play.concern = records[0]?.Id ?? '';
      return play.concern !== '' && (await rowsOf(play, ['coordinator', 'stranger', 'dpo', 'database'], from)).every((rows) => rows === 0);
    }
  },
  {
    code: 'CONCERN_NOT_DELETED',
    promises: ['P37'],
    async show(play) {
      const lead = await play.as('lead');
      return refused(async () => lead.requestDelete(`/sobjects/Safeguarding_Flag__c/${play.concern}`));
    }
  },
  {
    code: 'REQUEST_HAS_ITS_DAY',
    promises: ['P08', 'P24', 'P30'],
    async show(play) {
      const asked = { clientId: play.client, kinds: ['Access'], words: DRILL, receivedOn: play.today, channel: 'Phone', requester: 'Self' };
      const { requests } = await post<{ requests: { requestNumber: string }[] }>(await play.as('supporter'), '/requests', {
        requestKey: requestKey(),
        ...asked
      });
      const number = plain(requests[0]!.requestNumber);
      return (await count(await play.as('dpo'), `Rights_Request__c WHERE Name = '${number}' AND Due_On__c > TODAY`)) === 1;
    }
  },
  {
    code: 'COMPLAINT_TAKEN',
    promises: ['P30', 'P39'],
    async show(play) {
      const officer = await play.as('dpo');
      const before = await count(officer, 'Complaint__c');
      await post(await play.as('supporter'), '/complaints', {
        requestKey: requestKey(),
        text: DRILL,
        kind: 'Data',
        receivedOn: play.today,
        channel: 'Phone',
        clientId: play.client
      });
      return (await count(officer, 'Complaint__c')) > before;
    }
  },
  {
    code: 'LOG_NOT_CHANGED',
    promises: ['P40'],
    async show(play) {
      const officer = await play.as('dpo');
      const { records } = await officer.query<{ Id: string }>('SELECT Id FROM Access_Log__c LIMIT 1');
      const url = `/sobjects/Access_Log__c/${records[0]?.Id}`;
      const refusals = [
        await refused(async () => officer.requestDelete(url)),
        await refused(async () => officer.requestPatch(url, { Outcome__c: 'Refused' }))
      ];
      return records.length === 1 && refusals.every(Boolean);
    }
  }
];

/** From the referral to what she may ask of us, and on to the end of a file. */
export const STEPS: readonly Step[] = [...BEGINNING, ...WORK, ...PROTECTION, ...AFTERWARDS];
