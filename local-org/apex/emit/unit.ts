/** What emitted script needs beside its text, so that it can be cached and linked again. */
export interface EmittedUnit {
  readonly name: string;
  readonly kind: 'Class' | 'Trigger';
  /** JavaScript: a function of the runtime that gives the unit's classes by name. */
  readonly script: string;
  /** Apex line of each line of the script, 0 where there is none. */
  readonly lines: readonly number[];
  /** From which line of the script on which Apex frame label holds, ascending. */
  readonly labels: readonly (readonly [number, string])[];
  /** Apex lines with a statement, for coverage. */
  readonly statements: readonly number[];
}

/** Gathers the script of one unit: its lines with their Apex lines, and the constants they mention. */
export class UnitWriter {
  readonly name: string;
  readonly kind: 'Class' | 'Trigger';
  private readonly coverage: boolean;
  private readonly constants = new Map<string, string>();
  private readonly text: string[] = [];
  private readonly lines: number[] = [];
  private readonly labels: [number, string][] = [];
  private readonly statements: number[] = [];

  constructor(name: string, kind: 'Class' | 'Trigger', coverage: boolean) {
    this.name = name;
    this.kind = kind;
    this.coverage = coverage;
  }

  /** @returns the name of a constant of the script, made by an expression that is evaluated once when the script is linked. */
  constant(prefix: string, expression: string): string {
    let name = this.constants.get(expression);
    if (!name) this.constants.set(expression, (name = `${prefix}${this.constants.size}`));
    return name;
  }

  /** A call of the runtime as a constant: `call('lib', 'L', 'System.String', 'length()')`. */
  call(method: string, prefix: string, ...args: readonly (string | number)[]): string {
    return this.constant(prefix, `R.${method}(${args.map((a) => JSON.stringify(a)).join(',')})`);
  }

  /** @returns the index of the line, for {@link amend}. */
  line(js: string, apexLine = 0): number {
    this.lines.push(apexLine);
    return this.text.push(js) - 1;
  }

  /** Completes a line whose text depended on what came after it. */
  amend(index: number, js: string): void {
    this.text[index] = js;
  }

  /** Names the frames of the code that follows. */
  label(label: string): void {
    this.labels.push([this.text.length + 2, label]);
  }

  /** @returns what counts the statement of that line, empty without coverage. */
  count(apexLine: number): string {
    if (!this.coverage) return '';
    let index = this.statements.indexOf(apexLine);
    if (index < 0) index = this.statements.push(apexLine) - 1;
    return `H[${index}]++;`;
  }

  finish(): EmittedUnit {
    const constants = [...this.constants].map(([expression, name]) => `${name}=${expression}`).join(',');
    const head = `(function(R,H){'use strict';${constants ? `const ${constants};` : ''}return {`;
    return {
      name: this.name,
      kind: this.kind,
      script: [head, ...this.text, '};})'].join('\n'),
      lines: [0, 0, ...this.lines],
      labels: this.labels,
      statements: this.statements
    };
  }
}
