import { Flags } from '@oclif/core';
import { migrate as words } from '../../messages/migrate.ts';
import { ConfideCommand } from '../../shared/command.ts';
import { EXIT, ToolError } from '../../shared/exit.ts';

export default class MigrateRejects extends ConfideCommand {
  static override summary = words.commands.rejects.summary;
  static override description = words.commands.rejects.description;
  static override flags = {
    'show-key': Flags.boolean({ summary: words.commands.rejects.showKey, exclusive: ['run', 'out', 'store'] }),
    run: Flags.string({ summary: words.commands.rejects.run, dependsOn: ['out', 'store'] }),
    out: Flags.string({ summary: words.commands.rejects.out, dependsOn: ['run'] }),
    store: Flags.string({ summary: words.commands.rejects.store, dependsOn: ['out'] })
  };

  async run(): Promise<{ key: string } | { file: string; rows: number }> {
    const { flags } = await this.parse(MigrateRejects);
    if (flags['show-key']) {
      const { publicKeyHere } = await import('../../migrate/for-charity.ts');
      const key = publicKeyHere();
      this.log(words.rejects.key(key));
      return { key };
    }
    if (!flags.run || !flags.out || !flags.store) throw new ToolError(words.rejects.which, EXIT.usage);
    const { openRejects } = await import('../../migrate/open-rejects.ts');
    const opened = await openRejects(await this.org(), flags.run, flags.out, flags.store);
    this.log(words.rejects.opened(opened.file, opened.rows));
    return opened;
  }
}
