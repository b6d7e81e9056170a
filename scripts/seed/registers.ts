import type { Connection } from '@jsforce/jsforce-node';
import { isoDay, type DemoOrg } from './data.ts';
import type { Registers } from './families.ts';
import { create, idsBy, short, type Cast } from './personas.ts';

const TERMS = [
  'Written instructions',
  'Confidentiality',
  'Security',
  'Sub-processors',
  'Help with rights',
  'Help with security and losses',
  'Return or deletion',
  'Information and audits'
];

/** Creates workers, organisations, programmes, the notice and training records, each by the person whose register it is; leaves what exists. */
export async function createRegisters(admin: Connection, org: DemoOrg, cast: Cast): Promise<Registers> {
  const dpo = await cast.as('dpo');
  const organisations = await createOrganisations(dpo, org);
  const programmes = await createProgrammes(dpo, org, organisations);
  await createNotice(dpo, org);
  await approvePolicies(dpo, org);
  const workers = await createWorkers(admin, org, cast, organisations);
  await recordTraining(org, workers, cast);
  await createOnPaper(admin, dpo, org, workers);
  return { organisations, programmes, workers };
}

async function createOrganisations(dpo: Connection, org: DemoOrg): Promise<Map<string, string>> {
  const found = await idsBy(
    dpo,
    'Organisation__c',
    'Name',
    org.organisations.map(({ name }) => name)
  );
  for (const { name, kind, work, part, agreement } of org.organisations) {
    if (found.has(name.toLowerCase())) continue;
    const fields = { Name: name, Kind__c: kind, Work_Done__c: work, Part_Played__c: part, ...(agreement && termsOf(agreement)) };
    const id = await create(dpo, 'Organisation__c', fields);
    found.set(name.toLowerCase(), id);
    if (agreement) await dpo.apex.post(`/confide/v1/registers/${id}/approval`, {});
  }
  return found;
}

/** An agreement with all eight terms. */
function termsOf(agreement: NonNullable<DemoOrg['organisations'][number]['agreement']>): Record<string, unknown> {
  return {
    Agreement_Signed_On__c: isoDay(agreement.signed),
    Agreement_Ends_On__c: isoDay(agreement.ends),
    Agreement_Review_On__c: isoDay(agreement.review),
    People__c: agreement.people,
    Location__c: agreement.location,
    Data_Categories__c: 'Identifiers',
    Breach_Notice_Hours__c: 24,
    Article_28_Terms__c: TERMS.join(';')
  };
}

async function createProgrammes(dpo: Connection, org: DemoOrg, organisations: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const found = await idsBy(
    dpo,
    'Programme__c',
    'Name',
    org.programmes.map(({ name }) => name)
  );
  for (const { name, funder, starts, ends } of org.programmes) {
    if (found.has(name.toLowerCase())) continue;
    const fields = {
      Name: name,
      Funder__c: organisations.get(funder.toLowerCase()),
      Starts_On__c: isoDay(starts),
      Ends_On__c: isoDay(ends)
    };
    found.set(name.toLowerCase(), await create(dpo, 'Programme__c', fields));
  }
  return found;
}

async function createNotice(dpo: Connection, { notice }: DemoOrg): Promise<void> {
  const found = await idsBy(dpo, 'Privacy_Notice__c', 'Version__c', [notice.version]);
  if (found.size > 0) return;
  await create(dpo, 'Privacy_Notice__c', {
    Version__c: notice.version,
    Effective_From__c: isoDay(notice.effective),
    Status__c: 'Current',
    Summary__c: 'How we use, share and keep what you tell us, and your rights.',
    Body__c: 'If you are unhappy with how we use what you tell us, complain to us first. You can also complain to the regulator.'
  });
}

/** What an impact assessment needs before it is approved. */
const ASSESSED = {
  Module__c: 'Whole system',
  Residual_Risk__c: 'Medium',
  Officer_Advice__c: 'Invented: go on as planned, and look again within a year.',
  Advice_Followed__c: 'Yes'
};

/** Written down by the data protection officer as in force: that is her approval. */
async function approvePolicies(dpo: Connection, org: DemoOrg): Promise<void> {
  const found = await idsBy(
    dpo,
    'Policy_Document__c',
    'Name',
    org.policies.map(({ name }) => name)
  );
  for (const { name, kind, review } of org.policies) {
    if (found.has(name.toLowerCase())) continue;
    const isAppropriate = kind === 'Appropriate policy document';
    await create(dpo, 'Policy_Document__c', {
      Name: name,
      Kind__c: kind,
      Version__c: '1',
      Text__c: 'Invented for the demonstration: how each principle is met, and how long data is kept.',
      Covers__c: isAppropriate ? 'Schedule 1 paragraph 17 Confidential support;Schedule 1 paragraph 18 Safeguarding' : undefined,
      ...(kind === 'DPIA' ? ASSESSED : {}),
      Next_Review_On__c: isoDay(review),
      Status__c: 'Current'
    });
  }
}

async function createWorkers(
  admin: Connection,
  org: DemoOrg,
  cast: Cast,
  organisations: ReadonlyMap<string, string>
): Promise<Map<string, string>> {
  const people = org.people.filter((person) => person.worker);
  const found = await idsBy(
    admin,
    'Worker__c',
    'User__c',
    people.map((person) => cast.userId(short(person.username)))
  );
  const workers = new Map<string, string>();
  // Those who supervise come first, so that the others can name them.
  for (const person of [...people].sort((a, b) => Number(!!a.worker?.supervisor) - Number(!!b.worker?.supervisor))) {
    const user = cast.userId(short(person.username));
    const fields = {
      Name: `${person.firstName} ${person.lastName}`,
      User__c: user,
      Kind__c: person.worker!.kind,
      Active__c: true,
      Supervisor__c: person.worker!.supervisor && workers.get(person.worker!.supervisor),
      Works_For__c: person.worker!.worksFor && organisations.get(person.worker!.worksFor.toLowerCase())
    };
    workers.set(short(person.username), found.get(user.toLowerCase()) ?? (await create(admin, 'Worker__c', fields)));
  }
  return workers;
}

/** Those who work without a login: written down by the administrator, trained by the officer's record, and one of them gone. */
async function createOnPaper(admin: Connection, dpo: Connection, { onPaper }: DemoOrg, workers: Map<string, string>): Promise<void> {
  const names = onPaper.map(({ name }) => name);
  const found = await idsBy(admin, 'Worker__c', 'Name', names);
  for (const { key, name, kind, supervisor, trained, left } of onPaper) {
    const known = found.get(name.toLowerCase());
    if (known) {
      workers.set(key, known);
      continue;
    }
    const id = await create(admin, 'Worker__c', { Name: name, Kind__c: kind, Active__c: true, Supervisor__c: workers.get(supervisor) });
    workers.set(key, id);
    for (const what of ['Training', 'Confidentiality agreement'])
      await create(dpo, 'Confidentiality_Training__c', { Worker__c: id, Kind__c: what, Completed_On__c: isoDay(trained) });
    if (left) await admin.sobject('Worker__c').update({ Id: id, Active__c: false });
  }
}

async function recordTraining(org: DemoOrg, workers: ReadonlyMap<string, string>, cast: Cast): Promise<void> {
  const [coordinator, dpo] = [await cast.as('coordinator'), await cast.as('dpo')];
  const { records } = await dpo.query<{ Worker__c: string; Kind__c: string; Completed_On__c: string }>(
    'SELECT Worker__c, Kind__c, Completed_On__c FROM Confidentiality_Training__c'
  );
  const done = new Set(records.map((record) => `${record.Worker__c} ${record.Kind__c} ${record.Completed_On__c}`));
  for (const person of org.people) {
    const worker = workers.get(short(person.username));
    if (!worker || !person.trained?.length) continue;
    // Nobody records her own training.
    const recorder = short(person.username) === 'dpo' ? coordinator : dpo;
    const trainings = person.trained.map((day) => ['Training', day] as const);
    const agreements = (person.agreed ?? [person.trained.at(-1)!]).map((day) => ['Confidentiality agreement', day] as const);
    for (const [kind, day] of [...trainings, ...agreements]) {
      const completed = isoDay(day);
      if (done.has(`${worker} ${kind} ${completed}`)) continue;
      await create(recorder, 'Confidentiality_Training__c', { Worker__c: worker, Kind__c: kind, Completed_On__c: completed });
    }
  }
}
