import { Args, Flags } from '@oclif/core';
import { migrate as words } from '../../messages/migrate.ts';
import type { Planned } from '../../migrate/migrate.ts';
import { ConfideCommand } from '../../shared/command.ts';

export default class MigratePlan extends ConfideCommand {
  static override summary = words.commands.plan.summary;
  static override description = words.commands.plan.description;
  static override examples = words.examples.plan;
  static override args = { name: Args.string({ description: words.flags.name }) };
  static override flags = {
    data: Flags.string({ summary: words.flags.data, required: true }),
    folder: Flags.string({ summary: words.flags.folder }),
    keep: Flags.integer({ summary: words.flags.keep, min: 1, max: 90 })
  };

  async run(): Promise<Planned> {
    const { args, flags } = await this.parse(MigratePlan);
    const { migration } = await import('../../migrate/folder.ts');
    const { dataFolder, plan } = await import('../../migrate/migrate.ts');
    const one = migration(args.name, flags.folder);
    const data = dataFolder(flags.data);
    const planned = await plan({
      org: await this.org(),
      migration: one,
      root: flags.folder,
      data,
      ...(flags.keep === undefined ? {} : { keepDays: flags.keep })
    });
    this.#show(planned);
    return planned;
  }

  #show({ migration, steps, hash }: Planned): void {
    this.log(words.plan.head(migration));
    const rows = [
      words.plan.columns.map(String),
      ...steps.map(({ object, counts: { create, update, unchanged, rejected, held, left } }) => [
        object,
        ...[create, update, unchanged, rejected, held, left].map(String)
      ])
    ];
    const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
    for (const row of rows) this.log(row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '));
    for (const { object, codes } of steps) {
      const told = Object.entries(codes).map(([code, count]) => `${code} ${count}`);
      if (told.length > 0) this.log(words.plan.codes(object, told.join(', ')));
    }
    const over = steps.reduce((total, { codes }) => total + (codes['OVERWRITES'] ?? 0), 0);
    if (over > 0) this.warn(words.plan.overwrites(over));
    const held = steps.reduce((total, { counts }) => total + counts.held, 0);
    if (held > 0) this.warn(words.plan.decide(held));
    this.log(words.plan.hash(hash));
  }
}
