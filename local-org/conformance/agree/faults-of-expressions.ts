import {
  TYPES,
  replace,
  remove,
  before,
  after,
  each,
  named,
  inBody,
  member,
  isCall,
  isMethod,
  textOf,
  statement,
  isLocal,
  nameOfLocal,
  isCallStatement
} from './sites.ts';
import type { Mutation } from './sites.ts';

/** Faults of values, conditions, loops, queries and switches. */
export const EXPRESSIONS: Readonly<Record<string, Mutation>> = {
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
