/**
 * How long the server takes for My cases with 500 families, a timeline of 1,000 contacts page by page, what is due, a search
 * by name, and the hourly sweep over 10,000 assignments. Measured, not asserted: machines differ. Usage: npm run bench
 */
import { ADMIN, type RunningOrg, seededOrg, lightning, query, signIn } from './org.ts';

const SUPPORTER = 'supporter@demo.example';
const FAMILIES = 500;
const CONTACTS = 1000;
const ASSIGNMENTS = 10_000;
const RUNS = 5;

async function anonymous(org: RunningOrg, source: string): Promise<void> {
  const { body, text } = await org.rest(ADMIN, `/tooling/executeAnonymous/?anonymousBody=${encodeURIComponent(source)}`);
  if (body.success !== true) throw new Error(text);
}

async function fill(org: RunningOrg): Promise<void> {
  const worker = `[SELECT Id FROM Worker__c WHERE User__r.Username = '${SUPPORTER}' WITH SYSTEM_MODE].Id`;
  for (let done = 0; done < FAMILIES; done += 100) {
    await anonymous(
      org,
      `Id worker = ${worker};
       List<Client__c> families = new List<Client__c>();
       for (Integer i = 0; i < 100; i++) { families.add(new Client__c()); }
       insert as system families;
       List<Client_Identity__c> people = new List<Client_Identity__c>();
       List<Case_Assignment__c> assignments = new List<Case_Assignment__c>();
       for (Client__c family : families) {
         people.add(new Client_Identity__c(Client__c = family.Id, First_Name__c = 'Invented', Last_Name__c = 'Benchmark'));
         assignments.add(new Case_Assignment__c(Client__c = family.Id, Worker__c = worker, Role__c = 'Peer supporter',
           Starts_On__c = Date.today().addDays(-30), Reason__c = 'Bench'));
       }
       insert as system people;
       insert as system assignments;`
    );
  }
  for (let done = 0; done < CONTACTS; done += 200) {
    await anonymous(
      org,
      `Id family = [SELECT Client__c FROM Client_Identity__c WHERE Last_Name__c = 'Benchmark' WITH SYSTEM_MODE ORDER BY Id LIMIT 1].Client__c;
       List<Support_Contact__c> contacts = new List<Support_Contact__c>();
       for (Integer i = 0; i < 200; i++) {
         contacts.add(new Support_Contact__c(Client__c = family, Happened_At__c = Datetime.now().addHours(-${done} - i - 1), Kind__c = 'Call',
           Channel__c = 'Call', Direction__c = 'From us', Reached__c = true, With__c = 'Parent', Minutes__c = 10));
       }
       insert as system contacts;`
    );
  }
}

/** Assigns families to another supporter until there are as many assignments as are measured. */
async function assign(org: RunningOrg): Promise<void> {
  for (let done = FAMILIES; done < ASSIGNMENTS; done += 500) {
    await anonymous(
      org,
      `Id worker = [SELECT Id FROM Worker__c WHERE User__r.Username = 'supporter2@demo.example' WITH SYSTEM_MODE].Id;
       List<Client__c> families = new List<Client__c>();
       for (Integer i = 0; i < 500; i++) { families.add(new Client__c()); }
       insert as system families;
       List<Case_Assignment__c> assignments = new List<Case_Assignment__c>();
       for (Client__c family : families) {
         assignments.add(new Case_Assignment__c(Client__c = family.Id, Worker__c = worker, Role__c = 'Peer supporter',
           Starts_On__c = Date.today().addDays(-30), Reason__c = 'Bench'));
       }
       insert as system assignments;`
    );
  }
}

const BATCHES =
  "SELECT Id, Status, JobItemsProcessed, TotalJobItems, NumberOfErrors FROM AsyncApexJob WHERE ApexClass.Name = 'CaseSweep' AND JobType = 'BatchApex'";

/** Runs the sweep as its schedule does, and waits for the end of the batch it began: not that of an hourly one before it. */
async function sweep(org: RunningOrg, what: string): Promise<void> {
  const batches = async () =>
    (await org.rest(ADMIN, query(BATCHES))).body.records as {
      Id: string;
      Status: string;
      JobItemsProcessed: number;
      TotalJobItems: number;
      NumberOfErrors: number;
    }[];
  const earlier = new Set((await batches()).map(({ Id }) => Id));
  const started = performance.now();
  await anonymous(org, 'new CaseSweep().execute(null);');
  for (;;) {
    const job = (await batches()).find(({ Id }) => !earlier.has(Id));
    if (job && ['Completed', 'Failed', 'Aborted'].includes(job.Status)) {
      const seconds = (performance.now() - started) / 1000;
      const chunks = `${job.JobItemsProcessed} of ${job.TotalJobItems} chunks`;
      console.log(`${what}: ${seconds.toFixed(1)} s, ${job.Status}, ${chunks}, ${job.NumberOfErrors} errors`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** @returns how many rows open an assigned family now */
async function shares(org: RunningOrg): Promise<number> {
  const soql = "SELECT COUNT() FROM Client__Share WHERE RowCause = 'Assigned__c'";
  return (await org.rest(ADMIN, query(soql))).body.totalSize as number;
}

/** Prints the median and the slowest of some runs after one to warm up. */
async function measure(what: string, work: () => Promise<{ status: number; text: string }>): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const started = performance.now();
    const { status, text } = await work();
    if (status !== 200) throw new Error(`${what}: ${status} ${text}`);
    if (run > 0) times.push(performance.now() - started);
  }
  times.sort((one, other) => one - other);
  console.log(`${what}: median ${Math.round(times[Math.floor(RUNS / 2)]!)} ms, slowest ${Math.round(times.at(-1)!)} ms`);
}

async function screen(org: RunningOrg, cookie: string, classname: string, method: string, params: object) {
  const { text } = await lightning(org.url, '/lightning/apex', { classname, method, params }, cookie);
  return { status: (JSON.parse(text) as { status: number }).status, text: text.slice(0, 300) };
}

const org = await seededOrg();
try {
  await fill(org);
  const cookie = await signIn(org.url, SUPPORTER);
  const cases = await org.rest(SUPPORTER, '/services/apexrest/confide/v1/cases');
  const soql = 'SELECT Client__c, COUNT(Id) n FROM Support_Contact__c GROUP BY Client__c ORDER BY COUNT(Id) DESC LIMIT 1';
  const longest = (await org.rest(SUPPORTER, query(soql))).body.records[0] as { Client__c: string; n: number };
  await measure(`My cases, ${(cases.body as unknown[]).length} families`, () => screen(org, cookie, 'CaseController', 'myCases', {}));
  await measure(`Case page, ${longest.n} contacts`, () =>
    screen(org, cookie, 'CaseController', 'summary', { clientId: longest.Client__c })
  );
  const middle = `SELECT Id FROM Support_Contact__c WHERE Client__c = '${longest.Client__c}' ORDER BY Happened_At__c DESC LIMIT 1 OFFSET 499`;
  const afterId = (await org.rest(SUPPORTER, query(middle))).body.records[0].Id as string;
  for (const [which, after] of [
    ['first', null],
    ['after 500', afterId]
  ] as const)
    await measure(`Timeline of ${longest.n}, page ${which}`, () =>
      screen(org, cookie, 'ContactTimelineController', 'page', { clientId: longest.Client__c, kind: null, afterId: after })
    );
  await measure('What is due', () => screen(org, cookie, 'HomeController', 'due', {}));
  await measure('Find among my families', () => screen(org, cookie, 'FindFamilyController', 'find', { words: 'Benchmark' }));
  await assign(org);
  const { body: count } = await org.rest(ADMIN, query('SELECT COUNT() FROM Case_Assignment__c'));
  const whole = await shares(org);
  await anonymous(
    org,
    'delete as system [SELECT Id FROM Client__Share WHERE RowCause = :CaseSharing.ASSIGNED WITH SYSTEM_MODE LIMIT 5000];'
  );
  console.log(`Rows that open a family: ${whole}, then ${await shares(org)}`);
  await sweep(org, `Sweep over ${count.totalSize} assignments, 5,000 share rows missing`);
  const after = await shares(org);
  if (after !== whole) throw new Error(`The sweep put back ${after} of ${whole} rows`);
  await sweep(org, `Sweep over ${count.totalSize} assignments, nothing to do`);
} finally {
  await org.stop();
}
