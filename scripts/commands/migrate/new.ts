import { Args, Flags } from '@oclif/core';
import { migrate as words } from '../../messages/migrate.ts';
import { ToolCommand } from '../../shared/command.ts';

export default class MigrateNew extends ToolCommand {
  static override summary = words.commands.new.summary;
  static override args = { name: Args.string({ description: words.commands.new.name, required: true }) };
  static override flags = { folder: Flags.string({ summary: words.flags.folder }) };

  async run(): Promise<{ name: string; folder: string }> {
    const { args, flags } = await this.parse(MigrateNew);
    const { newMigration } = await import('../../migrate/folder.ts');
    const { name, folder } = newMigration(args.name, flags.folder);
    this.log(words.folder.made(name));
    return { name, folder };
  }
}
