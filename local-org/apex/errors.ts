import { NotSupportedError } from '../errors.ts';

/** One refusal of the compiler, in the platform's words. */
export interface CompileProblem {
  readonly unit: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The package does not compile. */
export class CompileErrors extends Error {
  readonly problems: readonly CompileProblem[];
  constructor(problems: readonly CompileProblem[]) {
    super(problems.map((p) => `${p.unit}:${p.line}:${p.column}: ${p.message}`).join('\n'));
    this.name = 'CompileErrors';
    this.problems = problems;
  }
}

/** Thrown within one statement or declaration and collected by its unit. */
export class Refusal extends Error {
  readonly line: number;
  readonly column: number;
  constructor(at: { readonly line: number; readonly column: number }, message: string) {
    super(message);
    this.line = at.line;
    this.column = at.column;
  }
}

/** @returns the refusal that an error within a declaration or statement amounts to; others are the compiler's own and thrown on. */
export function asRefusal(error: unknown, at: { readonly line: number; readonly column: number }): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof NotSupportedError) return new Refusal(at, error.message);
  throw error;
}
