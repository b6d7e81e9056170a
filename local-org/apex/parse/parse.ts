import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import type { ApexParser } from '@apexdevtools/apex-parser';
import { Refusal } from '../errors.ts';
import type { AnonymousNode, ClassNode, TriggerNode } from '../tree/declarations.ts';
import { DeclarationBuilder } from './declarations.ts';

/** ANTLR's SLL prediction: several times faster, and enough for almost every file; what it refuses is read again with full LL. */
const SLL = 0;
const LL = 1;

/** @returns the tree of a class file. @throws Refusal for the first syntax error. */
export function parseClass(source: string): ClassNode {
  return parse(
    source,
    (parser) => parser.compilationUnit(),
    (build, unit) => build.compilationUnit(unit)
  );
}

/** @returns the tree of a trigger file. @throws Refusal. */
export function parseTrigger(source: string): TriggerNode {
  return parse(
    source,
    (parser) => parser.triggerUnit(),
    (build, unit) => build.trigger(unit)
  );
}

/** @returns the tree of anonymous Apex. @throws Refusal. */
export function parseAnonymous(source: string): AnonymousNode {
  return parse(
    source,
    (parser) => parser.anonymousUnit(),
    (build, unit) => build.anonymous(unit)
  );
}

function parse<Context, Tree>(
  source: string,
  read: (parser: ApexParser) => Context,
  build: (builder: DeclarationBuilder, context: Context) => Tree
): Tree {
  let context: Context;
  try {
    context = run(source, SLL, read);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    context = run(source, LL, read);
  }
  return build(new DeclarationBuilder(source), context);
}

function run<Context>(source: string, mode: number, read: (parser: ApexParser) => Context): Context {
  const { parser } = ApexParserFactory.createLexerAndParser(source, new FirstError());
  (parser as unknown as { _interp: { predictionMode: number } })._interp.predictionMode = mode;
  return read(parser);
}

class FirstError extends ApexErrorListener {
  apexSyntaxError(line: number, column: number, message: string): void {
    throw new Refusal({ line, column: column + 1 }, message.charAt(0).toUpperCase() + message.slice(1));
  }
}
