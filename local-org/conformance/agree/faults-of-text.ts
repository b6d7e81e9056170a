import {
  replace,
  remove,
  before,
  after,
  each,
  named,
  inBody,
  member,
  isCall,
  isNew,
  isMethod,
  textOf,
  statement,
  isLocal,
  lastArgument
} from './sites.ts';
import type { Mutation } from './sites.ts';

/** Faults of words, arguments, literals, statements and punctuation. */
export const TEXT: Readonly<Record<string, Mutation>> = {
  'misspelt name': each(
    (t, i, all) => named(t) && inBody(t) && all[i + 1]?.text !== '(',
    (t) => after(t, 'x')
  ),
  'misspelt method': each(
    (_, i, all) => isCall(i, all),
    (t) => after(t, 'x')
  ),
  'misspelt type': each(
    (t, i, all) => named(t) && named(all[i + 1]) && t.depth === 0 && !t.query,
    (t) => after(t, 'x')
  ),
  'misspelt declaration': each(
    (_, i, all) => isMethod(i, all),
    (t) => after(t, 'x')
  ),
  'argument left out': each(
    (t, i, all) => t.text === '(' && isCall(i - 1, all) && t.mate > i + 1 && !all.slice(i, t.mate).some((x) => x.text === ','),
    (t, _, all) => ({ start: t.end, end: all[t.mate]!.start, text: '' })
  ),
  'argument too many': each(
    (t, i, all) => t.text === '(' && isCall(i - 1, all),
    (t, i) => after(t, t.mate > i + 1 ? 'null, ' : 'null')
  ),
  'argument of another type': each(
    (t, i, all) => t.text === '(' && isCall(i - 1, all) && t.mate > i + 1,
    (t, _, all) => ({ start: t.end, end: lastArgument(t, all).end, text: 'new Map<Integer, Blob>()' })
  ),
  'constructor argument too many': each(
    (t, i, all) => t.text === '(' && isNew(i - 1, all) && inBody(t),
    (t, i) => after(t, t.mate > i + 1 ? '1, ' : '1')
  ),
  'text for a number': each(
    (t) => t.kind === 'number' && inBody(t),
    (t) => replace(t, `'${t.text}'`)
  ),
  'number for a text': each(
    (t) => t.kind === 'string' && inBody(t),
    (t) => replace(t, '17')
  ),
  'number for a Boolean': each(
    (t) => inBody(t) && /^(true|false)$/.test(t.lower),
    (t) => replace(t, '1')
  ),
  'number too large': each(
    (t) => t.kind === 'number' && inBody(t) && /^\d+$/.test(t.text),
    (t) => replace(t, '99999999999')
  ),
  'illegal escape': each(
    (t) => t.kind === 'string' && inBody(t) && !t.text.startsWith("'''"),
    (t) => replace(t, `'\\q${t.text.slice(1)}`)
  ),
  'statement left out': statement(
    (i, all) => /^(return|throw)$/.test(all[i]!.lower),
    (i, end, all) => ({ start: all[i]!.start, end: all[end]!.end, text: '' })
  ),
  'declaration left out': statement(isLocal, (i, end, all) => ({ start: all[i]!.start, end: all[end]!.end, text: '' })),
  'statement after return': statement(
    (i, all) => /^(return|throw|break|continue)$/.test(all[i]!.lower),
    (i, end, all, source) => after(all[end]!, ` ${textOf(source, all, i, end)}`)
  ),
  'variable twice': statement(isLocal, (i, end, all, source) => after(all[end]!, ` ${textOf(source, all, i, end)}`)),
  'variable named as a parameter': each(
    (t, i, all) => t.text === '{' && all[i - 1]?.text === ')' && isMethod((all[i - 1]?.mate ?? 0) - 1, all) && named(all[i - 2]),
    (t, i, all) => after(t, ` Integer ${all[i - 2]!.text} = 1;`)
  ),
  'member twice': (tokens, source) =>
    tokens.flatMap((t, i) => {
      if (!isMethod(i, tokens) || t.room !== 'class') return [];
      const close = tokens[i + 1]!.mate;
      const body = tokens[close + 1];
      let from = i;
      while (!/^[;{}]$/.test(tokens[from - 1]?.text ?? '')) from--;
      return body?.text === '{' && body.mate > 0 ? [after(tokens[body.mate]!, ` ${textOf(source, tokens, from, body.mate)}`)] : [];
    }),
  'field twice': each(
    (t, i, all) =>
      t.text === ';' && member(t) && t.room === 'class' && named(all[i - 1]) && (named(all[i - 2]) || all[i - 2]?.text === '>'),
    (t, i, all) => after(t, ` Integer ${all[i - 1]!.text};`)
  ),
  'parameter twice': each(
    (t, i, all) => t.text === ')' && t.mate > 0 && isMethod(t.mate - 1, all) && named(all[i - 1]) && named(all[i - 2]),
    (t, i, all) => before(t, `, ${all[i - 2]!.text} ${all[i - 1]!.text}`)
  ),
  'semicolon left out': each((t) => t.text === ';' && (inBody(t) || member(t)), remove),
  'brace left out': each((t) => t.text === '{' || t.text === '}', remove),
  'bracket left out': each((t) => (t.text === '(' || t.text === ')') && inBody(t), remove),
  'comma left out': each((t) => t.text === ',' && inBody(t), remove),
  'operator left out': each((t, _, all) => inBody(t) && /^(==|&&|\|\||!=|\+|=)$/.test(t.text) && all.length > 0, remove),
  'operand left out': each(
    (t, i, all) => inBody(t) && named(t) && /^(==|&&|\|\||!=|\+|=)$/.test(all[i - 1]?.text ?? '') && /^[;)]$/.test(all[i + 1]?.text ?? ''),
    remove
  )
};
