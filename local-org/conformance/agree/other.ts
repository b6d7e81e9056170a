import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { CompileProblem } from '../../apex/errors.ts';
import type { Mutant } from './choose.ts';

/** Another compiler as a process that answers line by line; its answers can be kept. */
export class OtherCompiler {
  private readonly command: string;
  private readonly folder: string;
  private readonly file: string | null;
  private readonly kept = new Map<string, CompileProblem[]>();
  private readonly scratch = mkdtempSync(path.join(tmpdir(), 'agree-'));
  private child: ChildProcessByStdio<Writable, Readable, null> | null = null;
  private lines: AsyncIterator<string> | null = null;

  constructor(command: string, folder: string, file: string | null) {
    this.command = command;
    this.folder = path.resolve(folder);
    this.file = file;
    if (!file || !existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (!line) continue;
      const [key, refusals] = JSON.parse(line) as [string, CompileProblem[]];
      this.kept.set(key, refusals);
    }
  }

  async refusals(mutant: Mutant | null): Promise<readonly CompileProblem[]> {
    const key = createHash('sha256')
      .update(`${this.folder}\n${mutant?.file ?? ''}\n${mutant?.source ?? ''}`)
      .digest('hex');
    const known = this.kept.get(key);
    if (known) return known;
    const refusals = await this.ask(mutant);
    if (this.file) appendFileSync(this.file, `${JSON.stringify([key, refusals])}\n`);
    return refusals;
  }

  private async ask(mutant: Mutant | null): Promise<CompileProblem[]> {
    this.start();
    const changed = path.join(this.scratch, 'changed');
    if (mutant) writeFileSync(changed, mutant.source);
    this.child!.stdin.write(mutant ? `${path.resolve(mutant.file)}\t${changed}\n` : '\n');
    const refusals: CompileProblem[] = [];
    for (;;) {
      const { value, done } = await this.lines!.next();
      if (done) throw new Error(`${this.command} ended before it answered`);
      if (value === '') return refusals;
      const [, file, line, column, message] = /^(.*?):(\d+):(\d+): (.*)$/.exec(value) ?? [];
      if (!file) throw new Error(`${this.command} answered: ${value}`);
      refusals.push({ unit: path.basename(file).replace(/\.\w+$/, ''), line: Number(line), column: Number(column), message: message! });
    }
  }

  private start(): void {
    if (this.child) return;
    this.child = spawn(`${this.command} "${this.folder}"`, { shell: true, stdio: ['pipe', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  end(): void {
    this.child?.stdin.end();
    rmSync(this.scratch, { recursive: true });
  }
}
