import { TYPES, replace, remove, before, after, each, named, member, isMethod, statement, isLocal } from './sites.ts';
import type { Mutation } from './sites.ts';

/** Faults of types, modifiers, classes and annotations. */
export const DECLARATIONS: Readonly<Record<string, Mutation>> = {
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
  )
};
