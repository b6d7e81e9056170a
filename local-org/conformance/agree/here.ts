import { CompileErrors } from '../../apex/errors.ts';
import type { CompileProblem } from '../../apex/errors.ts';
import { Program } from '../../apex/compile.ts';
import type { TreeStore } from '../../apex/compile.ts';
import { libraryClasses } from '../../apex/library/index.ts';
import { bootOrg } from '../../boot.ts';
import type { ApexSource } from '../../metadata/types.ts';
import type { Org } from '../../org.ts';
import type { Mutant } from './choose.ts';

/** This compiler over one folder, of which one file at a time is changed. */
export class ThisCompiler {
  private readonly org: Org;
  private readonly trees: TreeStore = new Map();

  constructor(folder: string) {
    this.org = bootOrg({ packageDirs: [folder], database: ':memory:', tolerant: true });
  }

  get sources(): readonly ApexSource[] {
    return [...this.org.metadata.apexClasses, ...this.org.metadata.apexTriggers];
  }

  refusals(mutant: Mutant | null): readonly CompileProblem[] {
    const changed = (list: readonly ApexSource[]): ApexSource[] =>
      list.map((source) => (source.path === mutant?.file ? { ...source, source: mutant.source } : source));
    const { metadata } = this.org;
    const org = Object.create(this.org, {
      metadata: { value: { ...metadata, apexClasses: changed(metadata.apexClasses), apexTriggers: changed(metadata.apexTriggers) } }
    }) as Org;
    try {
      new Program(org, libraryClasses, { trees: this.trees }).all();
      return [];
    } catch (error) {
      if (error instanceof CompileErrors) return error.problems;
      const unit = mutant?.unit ?? '';
      return [{ unit, line: 0, column: 0, message: `The compiler itself failed: ${String(error)}` }];
    }
  }
}
