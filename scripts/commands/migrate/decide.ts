import { Args, Flags } from '@oclif/core';
import { migrate as words } from '../../messages/migrate.ts';
import { ConfideCommand } from '../../shared/command.ts';

export default class MigrateDecide extends ConfideCommand {
  static override writes = true;
  static override summary = words.commands.decide.summary;
  static override args = { name: Args.string({ description: words.flags.name }) };
  static override flags = {
    data: Flags.string({ summary: words.flags.data, exactlyOne: ['data', 'take-back'] }),
    'take-back': Flags.boolean({ summary: words.commands.decide.takeBack }),
    folder: Flags.string({ summary: words.flags.folder })
  };

  async run(): Promise<{ count: number; hash: string } | { run: string; created: number; hash: string }> {
    const { args, flags } = await this.parse(MigrateDecide);
    const { migration } = await import('../../migrate/folder.ts');
    const { dataFolder, decide, decideTakeBack } = await import('../../migrate/migrate.ts');
    const one = migration(args.name, flags.folder);
    if (flags.data === undefined) {
      const taken = await decideTakeBack({ org: await this.org(), migration: one, root: flags.folder });
      this.log(words.decisions.takenBack(taken.run, taken.created));
      return taken;
    }
    const signed = await decide({ org: await this.org(), migration: one, data: dataFolder(flags.data) });
    this.log(words.decisions.signed(signed.count, signed.hash));
    return signed;
  }
}
