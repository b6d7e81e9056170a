import { malformed, unexpected } from './errors.ts';
import { tokens } from './lexer.ts';
import type { Token } from './lexer.ts';

/** SOQL and SOSL Reference, "SOQL SELECT Syntax". */
const LONGEST = 100_000;
/** Brackets in brackets; far more than anybody writes, and far less than the stack holds. */
const DEEPEST = 200;

/** Walks over the tokens of one query text. Keywords are words like any other: their place makes them keywords. */
export class Cursor {
  private readonly list: readonly Token[];
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    if (text.length > LONGEST) throw malformed(`SOQL statements cannot be longer than ${LONGEST} characters`);
    this.list = tokens(text);
  }

  peek(ahead = 0): Token {
    return this.list[Math.min(this.at + ahead, this.list.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.at++;
    return token;
  }

  /** @returns whether the next tokens are these words. */
  isWord(...words: string[]): boolean {
    return words.every((word, i) => this.peek(i).kind === 'word' && this.peek(i).text.toLowerCase() === word);
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    return this.peek(ahead).kind === 'symbol' && this.peek(ahead).text === symbol;
  }

  /** Takes the words when they come next. */
  word(...words: string[]): boolean {
    if (!this.isWord(...words)) return false;
    this.at += words.length;
    return true;
  }

  symbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.at++;
    return true;
  }

  needWord(word: string): void {
    if (!this.word(word)) this.fail();
  }

  needSymbol(symbol: string): void {
    if (!this.symbol(symbol)) this.fail();
  }

  name(): string {
    if (this.peek().kind !== 'word') this.fail();
    return this.next().text;
  }

  /** Reads what stands in brackets. @throws PlatformError when there are too many in each other. */
  inside<T>(work: () => T): T {
    if (++this.depth > DEEPEST) throw malformed('The query is nested too deeply');
    const result = work();
    this.depth--;
    return result;
  }

  fail(): never {
    throw unexpected(this.peek().text);
  }
}
