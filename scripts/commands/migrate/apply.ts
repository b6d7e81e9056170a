import { Args, Flags } from '@oclif/core';
import { migrate as words } from '../../messages/migrate.ts';
import type { Applied } from '../../migrate/migrate.ts';
import { ConfideCommand } from '../../shared/command.ts';

export default class MigrateApply extends ConfideCommand {
  static override writes = true;
  static override summary = words.commands.apply.summary;
  static override examples = words.examples.apply;
  static override args = { name: Args.string({ description: words.flags.name }) };
  static override flags = {
    data: Flags.string({ summary: words.flags.data, required: true }),
    'plan-hash': Flags.string({ summary: words.commands.apply.planHash, required: true }),
    folder: Flags.string({ summary: words.flags.folder }),
    'rejects-for': Flags.string({ summary: words.commands.apply.rejectsFor }),
    keep: Flags.integer({ summary: words.flags.keep, min: 1, max: 90 })
  };

  async run(): Promise<Applied> {
    const { args, flags } = await this.parse(MigrateApply);
    const { migration } = await import('../../migrate/folder.ts');
    const { apply, dataFolder } = await import('../../migrate/migrate.ts');
    const { sayWhenStopped } = await import('../../migrate/stopped.ts');
    const one = migration(args.name, flags.folder);
    const data = dataFolder(flags.data);
    const asked = {
      org: await this.org(),
      migration: one,
      root: flags.folder,
      data,
      charity: flags['rejects-for'],
      onProgress: this.stages(),
      ...(flags.keep === undefined ? {} : { keepDays: flags.keep })
    };
    sayWhenStopped(one.name);
    const done = await apply(asked, flags['plan-hash']);
    this.log(words.run.applied(done.run, done.created, done.updated, done.unchanged, done.rejected));
    if (done.rejects !== null) this.log(words.run.rejects(done.rejects));
    if (done.rejected > 0) this.rejected();
    return done;
  }
}
