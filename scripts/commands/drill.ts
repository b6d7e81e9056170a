import { Flags } from '@oclif/core';
import { drill as words } from '../messages/drill.ts';
import { ConfideCommand } from '../shared/command.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import type { Drilled, People } from '../drill/drill.ts';

export default class Drill extends ConfideCommand {
  static override writes = true;
  static override summary = words.summary;
  static override description = words.description;
  static override examples = words.examples;
  static override flags = { people: Flags.string({ summary: words.people }) };

  async run(): Promise<Drilled> {
    const { flags } = await this.parse(Drill);
    const { DEMO, drill } = await import('../drill/drill.ts');
    const people = flags.people === undefined ? DEMO : await peopleIn(flags.people, Object.keys(DEMO));
    const drilled = await drill(await this.org(), people, flags['target-org'] !== undefined, ({ code, holds, said }) =>
      this.log(words.step(code, holds, said))
    );
    for (const { promise, state, standing, controls, shown } of drilled.evidence)
      this.log(words.promise(promise, state, standing, controls, shown));
    const failed = drilled.steps.filter(({ holds }) => !holds).length;
    const families = [drilled.family, drilled.oldFamily].filter((code) => code !== '');
    this.log(words.done(families, failed));
    if (failed > 0) this.rejected();
    return drilled;
  }
}

async function peopleIn(file: string, roles: readonly string[]): Promise<People> {
  const { readFileSync } = await import('node:fs');
  try {
    const people = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (roles.every((role) => typeof people[role] === 'string')) return people as People;
  } catch {
    // Told below: nothing of the file is quoted.
  }
  throw new ToolError(words.badPeople, EXIT.usage);
}
