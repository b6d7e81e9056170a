import { Flags } from '@oclif/core';
import { archive } from '../../messages/common.ts';
import { pack as words } from '../../messages/pack.ts';
import { ConfideCommand } from '../../shared/command.ts';
import type { Built } from '../../pack/build.ts';

export default class PackBuild extends ConfideCommand {
  static override writes = true;
  static override summary = words.build.summary;
  static override description = words.build.description;
  static override examples = words.examples;
  static override flags = {
    request: Flags.string({ summary: words.build.request, required: true }),
    part: Flags.string({ summary: words.build.part, options: ['officer', 'leads'], default: 'officer' }),
    store: Flags.string({ summary: words.build.store, required: true }),
    out: Flags.string({ summary: words.build.out, default: '.' }),
    replace: Flags.boolean({ summary: words.build.replace })
  };

  async run(): Promise<Built> {
    const { flags } = await this.parse(PackBuild);
    const { buildPack } = await import('../../pack/build.ts');
    const part = flags.part === 'leads' ? 'leads' : 'officer';
    const built = await buildPack(
      await this.org(),
      { number: flags.request, part, out: flags.out, store: flags.store, replace: flags.replace },
      (passphrase) => {
        // With --json too, and never among what scripts keep.
        process.stderr.write(`${archive.passphrase(passphrase)}\n${words.separately}\n`);
      }
    );
    this.log(words.written(built.archive, built.files.length, built.items));
    if (built.unprintable > 0) this.warn(words.unprintable(built.unprintable));
    return built;
  }
}
