/** Single faults of many kinds, each with every place in a source where it can be made. */
import type { Token } from './tokens.ts';

/** One change of a source: the text from `start` to `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
/** @returns the places where the fault can be made. */
export type Mutation = (tokens: readonly Token[], source: string) => Edit[];

const TYPES: Readonly<Record<string, string>> = {
  string: 'Integer',
  integer: 'String',
  boolean: 'Date',
  id: 'Integer',
  date: 'Boolean',
  datetime: 'Boolean',
  decimal: 'String',
  long: 'String',
  object: 'Integer',
  blob: 'String',
  sobject: 'String'
};
const KEYWORDS = new Set(
  'if else for while do switch when return throw try catch finally new instanceof this super null true false insert update delete upsert undelete merge break continue static final public private protected global virtual abstract override with without inherited sharing class interface enum extends implements on get set void trigger before after and or not'.split(
    ' '
  )
);

const replace = (token: Token, text: string): Edit => ({ start: token.start, end: token.end, text });
const remove = (token: Token): Edit => replace(token, '');
const before = (token: Token, text: string): Edit => ({ start: token.start, end: token.start, text });
const after = (token: Token, text: string): Edit => ({ start: token.end, end: token.end, text });

/** An edit at every token that qualifies. */
function each(
  qualifies: (t: Token, i: number, all: readonly Token[]) => boolean,
  edit: (t: Token, i: number, all: readonly Token[]) => Edit
): Mutation {
  return (tokens) => tokens.flatMap((t, i) => (qualifies(t, i, tokens) ? [edit(t, i, tokens)] : []));
}

const named = (t: Token | undefined): boolean => t?.kind === 'word' && !KEYWORDS.has(t.lower);
const inBody = (t: Token | undefined): boolean => t?.room === 'body' && !t.query;
const begins = (i: number, all: readonly Token[]): boolean =>
  /^[;{}]$/.test(all[i - 1]?.text ?? ';') && all[i]!.depth === 0 && inBody(all[i]);
const member = (t: Token): boolean => (t.room === 'class' || t.room === 'interface') && t.depth === 0;

/** A call: name and bracket, no declaration and no `new`. */
function isCall(i: number, all: readonly Token[]): boolean {
  return named(all[i]) && inBody(all[i]) && all[i + 1]?.text === '(' && all[i - 1]?.lower !== 'new' && !isNew(i, all);
}
function isNew(i: number, all: readonly Token[]): boolean {
  while (all[i - 1]?.text === '.') i -= 2;
  return all[i - 1]?.lower === 'new';
}
const isMethod = (i: number, all: readonly Token[]): boolean =>
  named(all[i]) && member(all[i]!) && all[i + 1]?.text === '(' && all[i - 1]?.text !== '@' && all[i - 1]?.kind !== 'symbol';

/** Index of the semicolon that ends the statement beginning here. */
function endOf(i: number, all: readonly Token[]): number {
  while (i < all.length && all[i]!.text !== ';' && !(all[i]!.text === '{' && all[i]!.room === 'body')) i++;
  return all[i]?.text === ';' ? i : -1;
}
const textOf = (source: string, all: readonly Token[], from: number, to: number): string => source.slice(all[from]!.start, all[to]!.end);

/** At statements that begin so. */
function statement(
  qualifies: (i: number, all: readonly Token[]) => boolean,
  edit: (i: number, end: number, all: readonly Token[], source: string) => Edit
): Mutation {
  return (tokens, source) =>
    tokens.flatMap((_, i) => {
      if (!begins(i, tokens) || !qualifies(i, tokens)) return [];
      const end = endOf(i, tokens);
      return end < 0 ? [] : [edit(i, end, tokens, source)];
    });
}
const isLocal = (i: number, all: readonly Token[]): boolean => {
  const name = nameOfLocal(i, all);
  return name > 0 && all[name + 1]?.text === '=';
};
/** Index of the name in `Type name`, `Type<A> name`, `A.B name`; 0 when this is no declaration. */
function nameOfLocal(i: number, all: readonly Token[]): number {
  if (!named(all[i])) return 0;
  let at = i + 1;
  while (all[at]?.text === '.' && named(all[at + 1])) at += 2;
  if (all[at]?.text === '<') {
    let open = 0;
    do {
      if (all[at]?.text === '<') open++;
      if (all[at]?.text === '>') open--;
      at++;
    } while (open > 0 && at < all.length);
  }
  return named(all[at]) && /^[=;,]$/.test(all[at + 1]?.text ?? '') ? at : 0;
}
const isCallStatement = (i: number, all: readonly Token[]): boolean => {
  let at = i;
  while (named(all[at]) && all[at + 1]?.text === '.') at += 2;
  return named(all[at]) && all[at + 1]?.text === '(' && all[all[at + 1]!.mate + 1]?.text === ';';
};
const lastArgument = (open: Token, all: readonly Token[]): Token => all[open.mate - 1]!;

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
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
    (t, i, all) => after(t, t.mate > i + 1 ? 'null, ' : 'null')
  ),
  'argument of another type': each(
    (t, i, all) => t.text === '(' && isCall(i - 1, all) && t.mate > i + 1,
    (t, _, all) => ({ start: t.end, end: lastArgument(t, all).end, text: 'new Map<Integer, Blob>()' })
  ),
  'constructor argument too many': each(
    (t, i, all) => t.text === '(' && isNew(i - 1, all) && inBody(t),
    (t, i, all) => after(t, t.mate > i + 1 ? '1, ' : '1')
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
  ),
  'variable of another type': statement(
    (i, all) => isLocal(i, all) && all[i]!.lower in TYPES,
    (i, _, all) => replace(all[i]!, TYPES[all[i]!.lower]!)
  ),
  'field of another type': each(
    (t, i, all) => member(t) && t.lower in TYPES && named(all[i + 1]) && /^[;={]$/.test(all[i + 2]?.text ?? ''),
    (t) => replace(t, TYPES[t.lower]!)
  ),
  'parameter of another type': each(
    (t, i, all) => t.room === 'class' && t.depth === 1 && t.lower in TYPES && named(all[i + 1]),
    (t) => replace(t, TYPES[t.lower]!)
  ),
  'method of another type': each(
    (t, i, all) => member(t) && t.lower in TYPES && isMethod(i + 1, all),
    (t) => replace(t, TYPES[t.lower]!)
  ),
  'method becomes void': each(
    (t, i, all) => member(t) && t.lower in TYPES && isMethod(i + 1, all),
    (t) => replace(t, 'void')
  ),
  'void becomes String': each(
    (t, i, all) => member(t) && t.lower === 'void' && isMethod(i + 1, all),
    (t) => replace(t, 'String')
  ),
  'return type left out': each((t, i, all) => member(t) && (t.lower in TYPES || t.lower === 'void') && isMethod(i + 1, all), remove),
  'static left out': each((t) => t.lower === 'static' && t.room === 'class', remove),
  'static put in': each(
    (t, i, all) => member(t) && t.room === 'class' && /^(public|private)$/.test(t.lower) && all[i + 1]?.lower !== 'static',
    (t) => after(t, ' static')
  ),
  'private for public': each(
    (t) => member(t) && /^(public|global)$/.test(t.lower),
    (t) => replace(t, 'private')
  ),
  'protected for public': each(
    (t) => member(t) && /^(public|global)$/.test(t.lower),
    (t) => replace(t, 'protected')
  ),
  'modifier twice': each(
    (t) => (member(t) || t.room === 'file') && /^(public|private|static|global|virtual)$/.test(t.lower),
    (t) => after(t, ` ${t.text}`)
  ),
  'two access levels': each(
    (t) => member(t) && /^(public|private)$/.test(t.lower),
    (t) => before(t, t.lower === 'public' ? 'private ' : 'public ')
  ),
  'modifier out of place': each(
    (t) => member(t) && /^(public|private)$/.test(t.lower),
    (t, i) => after(t, [' transient', ' abstract', ' virtual', ' override', ' final', ' webservice', ' testMethod'][i % 7]!)
  ),
  'override left out': each((t) => t.lower === 'override', remove),
  'override put in': each(
    (t, i, all) => t.lower === 'public' && member(t) && isMethod(i + 2, all),
    (t) => after(t, ' override')
  ),
  'virtual left out': each((t) => /^(virtual|abstract)$/.test(t.lower), remove),
  'class becomes abstract': each(
    (t) => t.lower === 'class' && t.room !== 'body',
    (t) => before(t, 'abstract ')
  ),
  'interface left out': each(
    (t) => t.lower === 'implements',
    (t, _, all) => ({ start: t.start, end: all.find((x) => x.start > t.start && x.text === '{')!.start, text: '' })
  ),
  'interface put in': each(
    (t, i, all) => t.text === '{' && named(all[i - 1]) && all[i - 2]?.lower === 'class',
    (t, i) =>
      before(t, ['implements Queueable ', 'implements Comparable ', 'implements Schedulable ', 'implements Iterator<String> '][i % 4]!)
  ),
  'super class put in': each(
    (t, i, all) => t.text === '{' && named(all[i - 1]) && all[i - 2]?.lower === 'class',
    (t, i) => before(t, ['extends Exception ', 'extends String ', 'extends Queueable ', 'extends Nowhere '][i % 4]!)
  ),
  'super class left out': each(
    (t) => t.lower === 'extends',
    (t, i, all) => ({ start: t.start, end: all[i + 1]!.end, text: '' })
  ),
  'class renamed': each(
    (t, i, all) => named(t) && /^(class|interface|enum)$/.test(all[i - 1]?.lower ?? '') && t.room !== 'body',
    (t) => after(t, 'x')
  ),
  'constructor renamed': each(
    (t, i, all) =>
      named(t) && member(t) && t.room === 'class' && all[i + 1]?.text === '(' && /^(public|private|global)$/.test(all[i - 1]?.lower ?? ''),
    (t) => after(t, 'x')
  ),
  'body on nothing': each(
    (t, i, all) => t.text === ';' && member(t) && all[i - 1]?.text === ')',
    (t) => replace(t, ' { }')
  ),
  'body left out': each(
    (t, i, all) => t.text === '{' && all[i - 1]?.text === ')' && isMethod((all[i - 1]?.mate ?? 0) - 1, all) && t.mate > 0,
    (t, _, all) => ({ start: t.start, end: all[t.mate]!.end, text: ';' })
  ),
  'annotation unknown': each(
    (t, i, all) => all[i - 1]?.text === '@',
    (t) => after(t, 'x')
  ),
  'annotation in a strange place': each(
    (t) => member(t) && /^(public|private)$/.test(t.lower),
    (t, i) =>
      before(
        t,
        ['@AuraEnabled ', '@Future ', '@InvocableMethod ', '@TestSetup ', '@HttpGet ', '@IsTest ', '@ReadOnly ', '@InvocableVariable '][
          i % 8
        ]!
      )
  ),
  'annotation property unknown': each(
    (t, i, all) => all[i - 1]?.text === '@' && all[i + 1]?.text === '(',
    (t, _, all) => after(all[all.indexOf(t) + 1]!, 'nope=true ')
  ),
  'final variable': statement(isLocal, (i, _, all) => before(all[i]!, 'final ')),
  'final field': each(
    (t, i, all) => t.text === ';' && member(t) && t.room === 'class' && named(all[i - 1]) && named(all[i - 2]),
    (_, i, all) => before(all[i - 2]!, 'final ')
  ),
  'void as a value': statement(isCallStatement, (i, _, all) => before(all[i]!, 'Integer zz = ')),
  'void as an argument': statement(isCallStatement, (i, end, all, source) => ({
    start: all[i]!.start,
    end: all[end]!.end,
    text: `System.debug(${source.slice(all[i]!.start, all[end]!.start)});`
  })),
  'value as a statement': statement(isLocal, (i, end, all, source) => ({
    start: all[i]!.start,
    end: all[end]!.end,
    text: `${textOf(source, all, nameOfLocal(i, all) + 2, end)}`
  })),
  'assigned to a call': statement(isCallStatement, (_, end, all) => before(all[end]!, ' = 1')),
  'value returned from void': statement(
    (i, all) => all[i]!.lower === 'return' && all[i + 1]?.text === ';',
    (i, _, all) => after(all[i]!, ' 1')
  ),
  'nothing returned': statement(
    (i, all) => all[i]!.lower === 'return' && all[i + 1]?.text !== ';',
    (i, end, all) => ({ start: all[i]!.end, end: all[end]!.start, text: '' })
  ),
  'another type returned': statement(
    (i, all) => all[i]!.lower === 'return' && all[i + 1]?.text !== ';',
    (i, end, all) => ({ start: all[i + 1]!.start, end: all[end]!.start, text: 'new Set<Time>()' })
  ),
  'cast of another type': each(
    (_, i, all) => isCall(i, all) && /^(=|return|\(|,)$/.test(all[i - 1]?.lower ?? ''),
    (t, i) => before(t, ['(Integer) ', '(List<String>) ', '(Account) ', '(Boolean) '][i % 4]!)
  ),
  'instance of another type': each(
    (t, i, all) => named(t) && all[i - 1]?.lower === 'instanceof',
    (t) => replace(t, 'Integer')
  ),
  'condition no Boolean': each(
    (t, i, all) => t.text === '(' && inBody(t) && /^(if|while)$/.test(all[i - 1]?.lower ?? ''),
    (t, _, all) => ({ start: t.end, end: all[t.mate]!.start, text: '1 + 1' })
  ),
  'arithmetic for logic': each(
    (t) => inBody(t) && /^(&&|\|\|)$/.test(t.text),
    (t) => replace(t, '+')
  ),
  'less for equal': each(
    (t) => inBody(t) && /^(==|!=)$/.test(t.text),
    (t) => replace(t, '<')
  ),
  'minus for plus': each(
    (t) => inBody(t) && t.text === '+',
    (t) => replace(t, '-')
  ),
  'not put in': each(
    (t, i, all) => inBody(t) && named(t) && /^(=|return|,)$/.test(all[i - 1]?.lower ?? ''),
    (t) => before(t, '!')
  ),
  'minus put in': each(
    (t, i, all) => inBody(t) && named(t) && /^(=|return|,)$/.test(all[i - 1]?.lower ?? ''),
    (t) => before(t, '-')
  ),
  'equal to another type': each(
    (t, i, all) => inBody(t) && /^(==|!=)$/.test(t.text) && all[i + 1]?.kind !== 'symbol',
    (_, i, all) => replace(all[i + 1]!, ['Date.today()', 'new List<Integer>()', '1', "'x'"][i % 4]!)
  ),
  'loop variable of another type': each(
    (t, i, all) =>
      inBody(t) && all[i - 1]?.text === '(' && all[i - 2]?.lower === 'for' && named(t) && named(all[i + 1]) && all[i + 2]?.text === ':',
    (t) => replace(t, t.lower === 'integer' ? 'Blob' : 'Integer')
  ),
  'loop over no collection': each(
    (t, i, all) => t.text === ':' && inBody(t) && named(all[i + 1]) && all[i + 2]?.text === ')',
    (_, i, all) => replace(all[i + 1]!, '17')
  ),
  'catch of no exception': each(
    (t, i, all) => named(t) && all[i - 2]?.lower === 'catch',
    (t) => replace(t, 'String')
  ),
  'caught twice': each(
    (t, i, all) => t.text === '{' && all[i - 1]?.text === ')' && all[(all[i - 1]?.mate ?? 0) - 1]?.lower === 'catch' && t.mate > 0,
    (t, _, all) => after(all[t.mate]!, ' catch (Exception again) { throw again; } catch (DmlException late) { throw late; }')
  ),
  'break outside a loop': each(
    (t, i, all) => t.text === '{' && all[i - 1]?.text === ')' && isMethod((all[i - 1]?.mate ?? 0) - 1, all),
    (t, i) => after(t, i % 2 ? ' if (true) { break; }' : ' if (true) { continue; }')
  ),
  'throw of no exception': statement(
    (i, all) => all[i]!.lower === 'throw',
    (i, end, all) => ({ start: all[i + 1]!.start, end: all[end]!.start, text: "'x'" })
  ),
  'DML on no row': statement(
    (i, all) => /^(insert|update|delete|upsert)$/.test(all[i]!.lower),
    (i, end, all) => ({ start: all[i + 1]!.start, end: all[end]!.start, text: "'x'" })
  ),
  'type argument changed': each(
    (t, i, all) => t.lower in TYPES && /^[<,]$/.test(all[i - 1]?.text ?? '') && /^[>,]$/.test(all[i + 1]?.text ?? '') && !t.query,
    (t) => replace(t, TYPES[t.lower]!)
  ),
  'type arguments left out': each(
    (t, i, all) => t.text === '<' && /^(list|set|map)$/.test(all[i - 1]?.lower ?? ''),
    (t, i, all) => {
      let [end, open] = [i, 0];
      do {
        if (all[end]!.text === '<') open++;
        if (all[end]!.text === '>') open--;
        end++;
      } while (open > 0);
      return { start: t.start, end: all[end - 1]!.end, text: '' };
    }
  ),
  'type argument too many': each(
    (t, i, all) => t.text === '<' && /^(list|set|map)$/.test(all[i - 1]?.lower ?? ''),
    (t) => after(t, 'String, ')
  ),
  'created otherwise': each(
    (t, i, all) => named(t) && all[i - 1]?.lower === 'new' && inBody(t),
    (t, i) => replace(t, ['Integer', 'Comparable', 'Nowhere', 'Account'][i % 4]!)
  ),
  'column misspelt': each(
    (t, i, all) => t.query && t.kind === 'word' && /__c$/i.test(t.text) && all[i - 1]?.lower !== 'from',
    (t) => replace(t, t.text.replace(/__c$/i, 'x__c'))
  ),
  'column unknown': each(
    (t) => t.query && t.lower === 'select',
    (t) => after(t, ' Nope__c,')
  ),
  'object misspelt': each(
    (t, i, all) => t.query && t.kind === 'word' && all[i - 1]?.lower === 'from',
    (t) => replace(t, `X${t.text}`)
  ),
  'relationship misspelt': each(
    (t) => t.query && /__r$/i.test(t.text),
    (t) => replace(t, t.text.replace(/__r$/i, 'x__r'))
  ),
  'column twice': each(
    (t, i, all) => t.query && t.lower === 'select' && named(all[i + 1]) && all[i + 2]?.text !== '(',
    (t, i, all) => after(t, ` ${all[i + 1]!.text},`)
  ),
  'query word misspelt': each(
    (t) => t.query && /^(select|from|where|limit|group|order|with)$/.test(t.lower),
    (t) => after(t, 'x')
  ),
  'query literal of another type': each(
    (t, i, all) => t.query && /^(=|!=|<|>)$/.test(all[i - 1]?.text ?? '') && t.text !== ':',
    (t) => replace(t, t.kind === 'string' ? '17' : "'x'")
  ),
  'bind of another type': each(
    (t, i, all) => t.query && all[i - 1]?.text === ':' && named(t) && /^(=|!=|in)$/.test(all[i - 2]?.lower ?? ''),
    (t) => replace(t, 'new Map<Integer, Blob>()')
  ),
  'bind unknown': each(
    (t, i, all) => t.query && all[i - 1]?.text === ':' && named(t),
    (t) => after(t, 'x')
  ),
  'order by long text': each(
    (t, i, all) => t.query && t.text === ']' && all[t.mate + 1]?.lower === 'select',
    (t) => before(t, ' GROUP BY Id')
  ),
  'field misspelt': each(
    (t, i, all) => inBody(t) && all[i - 1]?.text === '.' && /__c$/i.test(t.text),
    (t) => replace(t, t.text.replace(/__c$/i, 'x__c'))
  ),
  'field of another value': each(
    (t, i, all) => inBody(t) && t.text === '=' && /__c$/i.test(all[i - 1]?.text ?? ''),
    (t) => after(t, ' new List<Account>() ?? ')
  ),
  'this where there is none': each(
    (t, i, all) => t.text === '{' && all[i - 1]?.text === ')' && isMethod((all[i - 1]?.mate ?? 0) - 1, all),
    (t) => after(t, ' Object zz = this;')
  ),
  'constructor called late': each(
    (t, i, all) => t.text === '}' && all[t.mate - 1]?.text === ')' && isMethod((all[t.mate - 1]?.mate ?? 0) - 1, all),
    (t, i) => before(t, i % 2 ? ' super();' : ' this();')
  ),
  'instance for class': each(
    (t, i, all) => named(t) && inBody(t) && all[i + 1]?.text === '.' && isCall(i + 2, all) && all[i - 1]?.text !== '.',
    (t) => replace(t, /^[A-Z]/.test(t.text) ? `new ${t.text}()` : t.text.charAt(0).toUpperCase() + t.text.slice(1))
  ),
  'when of another type': each(
    (t, i, all) => inBody(t) && all[i - 1]?.lower === 'when' && t.lower !== 'else',
    (t) => replace(t, t.kind === 'string' ? '17' : "'zz'")
  ),
  'when twice': each(
    (t, i, all) => inBody(t) && t.lower === 'when' && all[i + 1]?.lower !== 'else' && all[i + 2]?.text === '{',
    (t, i, all) => before(t, `when ${all[i + 1]!.text} { } `)
  ),
  'else first': each(
    (t, i, all) => inBody(t) && t.lower === 'when' && all[i - 1]?.text === '{',
    (t) => before(t, 'when else { } ')
  ),
  'reserved name': statement(isLocal, (i, _, all) =>
    replace(all[nameOfLocal(i, all)]!, ['select', 'new', 'class', 'limit', 'switch', 'System', 'rollback', 'int'][i % 8]!)
  ),
  'name with a digit first': statement(isLocal, (i, _, all) => before(all[nameOfLocal(i, all)]!, '1')),
  'property without a setter': each(
    (t, i, all) => t.room === 'property' && t.lower === 'set' && all[i + 1]?.text === ';',
    (t, _, all) => ({ start: t.start, end: all[all.indexOf(t) + 1]!.end, text: '' })
  ),
  'setter private': each(
    (t) => t.room === 'property' && t.lower === 'set',
    (t) => before(t, 'private ')
  ),
  'getter wider': each(
    (t) => t.room === 'property' && t.lower === 'get',
    (t) => before(t, 'global ')
  ),
  'word lost': each((t, i, all) => inBody(t) && i % 3 === 0 && all.length > 0, remove),
  'word twice': each(
    (t) => inBody(t) && t.kind === 'word',
    (t) => after(t, ` ${t.text}`)
  ),
  'trigger variable misspelt': each(
    (t, i, all) => all[i - 1]?.text === '.' && all[i - 2]?.lower === 'trigger',
    (t) => after(t, 'x')
  ),
  'trigger event misspelt': each(
    (t, i, all) => t.room === 'file' && /^(before|after)$/.test(all[i - 1]?.lower ?? ''),
    (t) => after(t, 'x')
  )
};
