import path from 'node:path';
import { Command, Flags } from '@oclif/core';
import { readDemoData } from '../seed/data.ts';
import { keepDocuments } from '../seed/documents.ts';
import { loadFamily } from '../seed/families.ts';
import { registerPaper } from '../seed/paper.ts';
import { createPeople } from '../seed/personas.ts';
import { createRegisters } from '../seed/registers.ts';
import { loadSharings } from '../seed/sharing.ts';
import { recordSessions } from '../seed/supervision.ts';
import { logReports } from '../seed/reports.ts';
import { scheduleJobs } from '../seed/jobs.ts';
import { connect } from '../shared/connection.ts';
import { ToolError } from '../shared/exit.ts';

const demo = path.join(import.meta.dirname, '..', '..', 'config', 'demo');

export default class Seed extends Command {
  static override summary = 'Load the invented people and families into an org, for demonstrations and tests.';
  static override description =
    "Everything goes through the package's own services over HTTP, each step by the person whose work it is. Running it again adds only what is missing.";
  static override examples = [
    '<%= config.bin %> <%= command.id %> --target-org my-scratch-org',
    'CONFIDE_PASSWORD=demo <%= config.bin %> <%= command.id %> --instance-url http://127.0.0.1:8067 --username admin@demo.example'
  ];
  static override enableJsonFlag = true;
  static override flags = {
    'target-org': Flags.string({ char: 'o', summary: 'Alias or user name of an org that the Salesforce CLI is logged in to.' }),
    'instance-url': Flags.string({ summary: 'Address of a local org.', dependsOn: ['username'] }),
    username: Flags.string({ summary: 'Administrator of the local org; her password is read from CONFIDE_PASSWORD.' }),
    folder: Flags.string({ summary: 'Folder with org.yaml and families.yaml.', default: demo, defaultHelp: async () => 'config/demo' })
  };

  async run(): Promise<{ people: number; families: number }> {
    const { flags } = await this.parse(Seed);
    const data = readDemoData(flags.folder);
    const admin = await connect({ targetOrg: flags['target-org'], instanceUrl: flags['instance-url'], username: flags.username });
    const password = process.env['CONFIDE_PASSWORD'] ?? 'demo';
    this.log('Loading the people …');
    const cast = await createPeople(admin, data.org.people, password);
    const registers = await createRegisters(admin, data.org, cast);
    const clients = new Map<string, string>();
    for (const [index, family] of data.families.entries()) {
      clients.set(family.key, await loadFamily(family, clients, registers, cast));
      if ((index + 1) % 10 === 0) this.log(`Loading the families: ${index + 1} of ${data.families.length}`);
    }
    await loadSharings(data.org, clients, registers, cast);
    await registerPaper(data.org, clients, cast);
    await recordSessions(data.org, clients, registers, cast);
    await logReports(data.org, cast);
    await scheduleJobs(admin);
    await keepDocuments(data.org, clients, cast);
    return { people: data.org.people.length, families: clients.size };
  }

  protected override async catch(error: Error & { exitCode?: number }): Promise<never> {
    if (error instanceof ToolError) this.error(error.message, { exit: error.exitCode });
    throw error;
  }
}
