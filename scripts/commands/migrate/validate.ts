import { Flags } from '@oclif/core';
import { migrate as words } from '../../messages/migrate.ts';
import { ConfideCommand } from '../../shared/command.ts';

export default class MigrateValidate extends ConfideCommand {
  static override summary = words.commands.validate.summary;
  static override flags = { folder: Flags.string({ summary: words.flags.folder }) };

  async run(): Promise<{ valid: number }> {
    const { flags } = await this.parse(MigrateValidate);
    const { validate } = await import('../../migrate/status.ts');
    const named = flags as { 'target-org'?: string; 'instance-url'?: string };
    const isNamed = named['target-org'] !== undefined || named['instance-url'] !== undefined;
    const valid = await validate(flags.folder, isNamed ? await this.org() : undefined);
    this.log(words.status.valid(valid));
    return { valid };
  }
}
