/** The package's own sentences, by which a row's refusal is known: what is one of them holds no value of a row and may be shown. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Rule {
  /** The label's or the validation rule's name. */
  readonly name: string;
  readonly sentence: string;
}

const PACKAGE = path.join(import.meta.dirname, '..', '..', 'force-app', 'main');
let known: Map<string, Rule> | undefined;

/** @param message the org's own, `CODE:sentence:fields --` @returns the rule that spoke, if it is one of ours */
export function ruleOf(message: string): Rule | undefined {
  known ??= read();
  const sentence = /^\s*[A-Z_]+:([^]*?):[\w, ]*--/.exec(message)?.[1]?.trim() ?? message.trim();
  return known.get(sentence);
}

function read(): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const file of globSync('*/labels/*.labels-meta.xml', { cwd: PACKAGE }))
    for (const [, name, sentence] of text(file).matchAll(/<fullName>(\w+)<\/fullName>[^]*?<value>([^]*?)<\/value>/g))
      keep(rules, name!, sentence!);
  for (const file of globSync('*/objects/*/validationRules/*.validationRule-meta.xml', { cwd: PACKAGE })) {
    const sentence = /<errorMessage>([^]*?)<\/errorMessage>/.exec(text(file))?.[1];
    if (sentence) keep(rules, path.basename(file).split('.')[0]!, sentence);
  }
  return rules;
}

function keep(rules: Map<string, Rule>, name: string, xml: string): void {
  const sentence = xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .trim();
  if (!/\{\d\}/.test(sentence)) rules.set(sentence, { name, sentence });
}

const text = (file: string): string => readFileSync(path.join(PACKAGE, file), 'utf8');
