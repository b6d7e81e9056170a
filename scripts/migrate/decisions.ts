/**
 * decisions.csv beside the sources: what only the charity can decide, by key and code, without a value of a row. She fills in
 * `Answer`; the data protection officer signs the file's hash in the org, and apply takes no other.
 */
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { migrate as words } from '../messages/migrate.ts';
import { CsvFault, csvRows, EncodingFault } from '../shared/csv/read.ts';
import { csvLine } from '../shared/csv/write.ts';
import { EXIT, ToolError } from '../shared/exit.ts';
import { writeAtomic } from '../shared/state.ts';
import { sha256 } from './folder.ts';

const HEADER = ['Source', 'Key', 'Question', 'Column', 'Choices', 'Answer'];

export interface Question {
  readonly source: string;
  readonly key: string;
  readonly question: 'SAME_PERSON' | 'DATE_ORDER' | 'OVERWRITE';
  /** The column that is asked about, or the object of the org; empty when it is the row. */
  readonly column: string;
  readonly choices: readonly string[];
}

export class Decisions {
  readonly #answers = new Map<string, string>();
  readonly #asked = new Map<string, Question>();
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  /** @throws ToolError with the line of an answer that is none of its choices */
  static async read(folder: string): Promise<Decisions> {
    const decisions = new Decisions(path.join(folder, 'decisions.csv'));
    if (!existsSync(decisions.#file)) return decisions;
    let line = 0;
    for await (const cells of linesOf(decisions.#file)) {
      if (++line === 1) continue;
      const [source = '', key = '', question = '', column = '', choices = '', answer = ''] = cells.map((cell) => cell.trim());
      const known = choices.split(' | ');
      if (question === '' || (answer !== '' && !known.includes(answer))) throw new ToolError(words.decisions.bad(line), EXIT.usage);
      decisions.#asked.set(place(source, key, question, column), {
        source,
        key,
        question: question as Question['question'],
        column,
        choices: known
      });
      if (answer !== '') decisions.#answers.set(place(source, key, question, column), answer);
    }
    return decisions;
  }

  get count(): number {
    return this.#answers.size;
  }

  /** Of the answers alone, in order: what is signed. Null when there are none. */
  get hash(): string | null {
    return this.count === 0 ? null : sha256(JSON.stringify([...this.#answers].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  /** @returns what was answered, if these choices are still those that were asked; otherwise the question is kept */
  ask(question: Question): string | undefined {
    const at = place(question.source, question.key, question.question, question.column);
    this.#asked.set(at, question);
    const answer = this.#answers.get(at);
    return answer !== undefined && question.choices.includes(answer) ? answer : undefined;
  }

  /** Writes the questions, with the answers that there are. */
  write(): void {
    if (this.#asked.size === 0) return;
    const lines = [...this.#asked].map(([at, { source, key, question, column, choices }]) =>
      csvLine([source, key, question, column, choices.join(' | '), this.#answers.get(at) ?? ''])
    );
    writeAtomic(this.#file, csvLine(HEADER) + lines.join(''));
  }
}

/** @throws ToolError when it is no CSV in UTF-8, as a spreadsheet may have written it */
async function* linesOf(file: string): AsyncGenerator<readonly string[]> {
  try {
    yield* csvRows(createReadStream(file));
  } catch (error) {
    if (error instanceof EncodingFault) throw new ToolError(words.source.notUtf8('decisions.csv', error.line), EXIT.usage);
    throw error instanceof CsvFault ? new ToolError(words.decisions.noCsv(error.line), EXIT.usage) : error;
  }
}

const place = (...parts: string[]): string => parts.join('\u001f');
