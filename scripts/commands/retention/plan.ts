import { retention as words } from '../../messages/retention.ts';
import { ConfideCommand } from '../../shared/command.ts';
import type { Counts } from '../../retention/door.ts';

export default class RetentionPlan extends ConfideCommand {
  static override summary = words.plan.summary;
  static override description = words.plan.description;
  static override examples = words.examples.plan;

  async run(): Promise<Counts> {
    await this.parse(RetentionPlan);
    const { counts } = await import('../../retention/door.ts');
    const found = await counts(await this.org());
    this.log(words.counts({ ...found }));
    return found;
  }
}
