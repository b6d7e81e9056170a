import { Refusal } from '../errors.ts';
import type { AccessorNode, Modified, PropertyNode } from '../tree/declarations.ts';
import { annotated } from './symbols.ts';
import type { ClassSymbol } from './symbols.ts';

type Place = 'classes' | 'interfaces' | 'enums' | 'fields' | 'properties' | 'methods' | 'constructors';
type Report = (refusal: Refusal) => void;

const SHARING = ['with sharing', 'without sharing', 'inherited sharing'];
const COMMON = ['testvisible', 'suppresswarnings', 'deprecated', 'namespaceaccessible'];
const FIELD = [
  ...COMMON,
  'public',
  'private',
  'protected',
  'global',
  'static',
  'final',
  'transient',
  'webservice',
  'auraenabled',
  'remoteaction'
];

/** What may stand before what. */
const ALLOWED: Readonly<Record<Place, readonly string[]>> = {
  classes: [
    ...COMMON,
    ...SHARING,
    'public',
    'private',
    'global',
    'virtual',
    'abstract',
    'istest',
    'restresource',
    'jsonaccess',
    'remoteaction'
  ],
  interfaces: [...COMMON, 'public', 'private', 'global', 'virtual'],
  enums: [...COMMON, 'public', 'private', 'global'],
  fields: [...FIELD, 'invocablevariable'],
  properties: FIELD,
  constructors: [...COMMON, 'public', 'private', 'protected', 'global'],
  methods: [
    ...[...COMMON, 'public', 'private', 'protected', 'global', 'static', 'abstract', 'virtual', 'override', 'webservice', 'testmethod'],
    ...['auraenabled', 'istest', 'testsetup', 'future', 'invocablemethod', 'restresource', 'readonly', 'remoteaction'],
    ...['httpget', 'httppost', 'httpput', 'httppatch', 'httpdelete']
  ]
};
const SHOWN: Readonly<Record<string, string>> = {
  webservice: 'webService',
  testmethod: 'testMethod',
  'with sharing': 'withSharing',
  'without sharing': 'withoutSharing',
  'inherited sharing': 'inheritedSharing'
};
const SCOPES = ['public', 'private', 'protected', 'global', 'webservice'];
const OPEN = ['global', 'public'];
/** Annotations whose case the platform's sentences keep. */
const ANNOTATIONS = [
  ...['AuraEnabled', 'IsTest', 'TestSetup', 'TestVisible', 'Future', 'InvocableMethod', 'InvocableVariable', 'RestResource', 'JsonAccess'],
  ...['HttpGet', 'HttpPost', 'HttpPut', 'HttpPatch', 'HttpDelete', 'SuppressWarnings', 'ReadOnly', 'Deprecated', 'RemoteAction'],
  'NamespaceAccessible'
];

/** The modifiers and annotations of one declaration, in the order of the source. */
class Words {
  readonly all: readonly string[];
  constructor({ modifiers, annotations }: Modified) {
    this.all = [...modifiers, ...annotations.map((a) => a.name.toLowerCase())];
  }
  has(...words: readonly string[]): boolean {
    return words.some((word) => this.all.includes(word));
  }
}

function shown(word: string): string {
  return SHOWN[word] ?? ANNOTATIONS.find((name) => name.toLowerCase() === word) ?? word;
}

/** Whether what stands before the class and its members may stand there, and together. */
export function checkModifiers(symbol: ClassSymbol, report: Report): void {
  const { node } = symbol;
  if (!isLoose(symbol)) checkType(symbol, report);
  for (const field of node.fields) checkMember(symbol, field, 'fields', report);
  for (const property of node.properties) {
    checkMember(symbol, property, 'properties', report);
    for (const accessor of [property.get, property.set]) if (accessor) checkAccessor(property, accessor, report);
  }
  if (node.kind === 'class')
    for (const method of node.methods) checkMember(symbol, method, method.isConstructor ? 'constructors' : 'methods', report);
}

function checkType(symbol: ClassSymbol, report: Report): void {
  const { node } = symbol;
  const outer = outerOf(symbol);
  const refuse = (message: string): void => report(new Refusal(node, message));
  const words = new Words(node);
  const place = node.kind === 'class' ? 'classes' : node.kind === 'interface' ? 'interfaces' : 'enums';
  const quiet = outer && place !== 'classes' ? ['transient'] : [];
  checkWords(words, place, refuse, quiet);
  if (place === 'classes') {
    if (words.has('final')) refuse('classes are by default final');
    if (words.has('restresource') && !words.has('global')) refuse('RestResource classes must be declared as global');
    if (words.has('istest')) {
      for (const word of ['abstract', 'virtual']) if (words.has(word)) refuse(`IsTest classes cannot be ${word}`);
      if (outer) refuse('IsTest can only be used on a top level type');
    }
  }
  if (outer) {
    if (words.has('global') && !isGlobal(outer))
      report(new Refusal(outer.node, `Enclosing type for global ${place} in apex classes must be declared as global`));
  } else if (!symbol.outer && !words.has('public', 'global', 'istest', 'webservice'))
    refuse('Top-level type must have public or global visibility');
}

/** What a trigger or an anonymous block declares beside its statements belongs to a class that nobody wrote. */
const isLoose = (symbol: ClassSymbol): boolean => symbol.name.endsWith('.trigger') || symbol.name === 'AnonymousBlock';

/** The class around this one. What stands beside the statements of anonymous Apex is taken for a class of its own. */
export const outerOf = (symbol: ClassSymbol): ClassSymbol | null => (symbol.outer && !isLoose(symbol.outer) ? symbol.outer : null);

const isGlobal = (symbol: ClassSymbol): boolean => symbol.node.modifiers.includes('global');

function checkWords(words: Words, place: Place, refuse: (message: string) => void, quiet: readonly string[] = []): void {
  const allowed = ALLOWED[place];
  words.all.forEach((word, i) => {
    if (words.all.indexOf(word) < i) return refuse(`Duplicate modifier: ${shown(word)}`);
    const byDefault = word === 'final' && (place === 'classes' || place === 'methods');
    const unknown = !(word in SHOWN) && !/^[a-z]+$/.test(word);
    const known = ANNOTATIONS.some((name) => name.toLowerCase() === word) || isModifier(word);
    if (!byDefault && !unknown && known && !allowed.includes(word) && !quiet.includes(word))
      refuse(`${shown(word)} is not allowed on ${place}`);
  });
  if (new Set(words.all.filter((word) => SCOPES.includes(word))).size > 1) refuse('Declarations can only have one scope');
}

function isModifier(word: string): boolean {
  return SCOPES.includes(word) || word in SHOWN || ['static', 'final', 'abstract', 'virtual', 'override', 'transient'].includes(word);
}

function checkMember(symbol: ClassSymbol, node: Modified, place: Place, report: Report): void {
  const refuse = (message: string): void => report(new Refusal(node, message));
  const words = new Words(node);
  checkWords(words, place, refuse);
  if (words.has('static') && outerOf(symbol) && place !== 'constructors') refuse(`static can only be used on ${place} of a top level type`);
  if (words.has('static')) checkStatic(words, place, refuse);
  if (words.has('global', 'webservice') && !isGlobal(symbol) && !isLoose(symbol) && place !== 'constructors')
    for (const word of ['global', 'webservice'])
      if (words.has(word)) refuse(`Defining type for ${shown(word)} ${place} must be declared as global`);
  if (place === 'fields' || place === 'properties') checkVariable(words, place, refuse);
  if (place === 'methods') checkMethod(symbol, words, refuse);
  const closed = symbol.node.kind === 'class' && !symbol.node.modifiers.some((m) => m === 'virtual' || m === 'abstract');
  if ((place === 'methods' || place === 'constructors') && words.has('protected') && !words.has('override') && closed)
    refuse('New protected methods cannot be defined in non-virtual classes');
}

function checkStatic(words: Words, place: Place, refuse: (message: string) => void): void {
  if (words.has('protected') && place !== 'constructors') refuse(`protected ${place} cannot be static`);
  if (place !== 'methods') return;
  for (const word of ['abstract', 'virtual', 'override']) {
    if (!words.has(word)) continue;
    const [first, second] = words.all.indexOf(word) < words.all.indexOf('static') ? [word, 'static'] : ['static', word];
    refuse(`${first} methods cannot be ${second}`);
  }
}

function checkVariable(words: Words, place: Place, refuse: (message: string) => void): void {
  for (const word of ['auraenabled', 'invocablevariable']) {
    if (!words.has(word) || !ALLOWED[place].includes(word)) continue;
    if (!words.has(...OPEN)) refuse(`${shown(word)} ${place} require at least one of the following global, public`);
    if (words.has('static')) refuse(`${shown(word)} ${place} cannot be static`);
    if (word === 'invocablevariable' && words.has('final')) refuse(`InvocableVariable ${place} cannot be final`);
  }
}

/** Annotations that only static methods may carry, and those that the class must be marked for. */
const STATIC_ONLY = ['future', 'invocablemethod', 'remoteaction', 'istest', 'testsetup', 'testmethod', 'webservice'];
const HTTP = ['httpget', 'httppost', 'httpput', 'httppatch', 'httpdelete'];

function checkMethod(symbol: ClassSymbol, words: Words, refuse: (message: string) => void): void {
  if (words.has('final')) refuse('methods are by default final');
  if (words.has('abstract') && !symbol.node.modifiers.includes('abstract'))
    refuse('Defining type for abstract methods must be declared as abstract');
  for (const word of ['abstract', 'override'])
    if (words.has(word) && !words.has('global', 'public', 'protected', 'webservice'))
      refuse(`${word} methods require at least one of the following global, public, protected`);
  for (const word of HTTP) {
    if (!words.has(word)) continue;
    if (!words.has('global')) refuse(`${shown(word)} methods must be declared as global`);
    if (!annotated(symbol.node.annotations, 'RestResource'))
      refuse(`Defining type for ${shown(word)} methods must be declared as RestResource`);
  }
  const isStatic = words.has('static');
  for (const word of [...STATIC_ONLY, ...HTTP])
    if (words.has(word) && !isStatic) refuse(`${shown(word)} methods must be declared as static`);
  for (const word of ['auraenabled', 'invocablemethod', 'remoteaction'])
    if (words.has(word) && !words.has(...OPEN)) refuse(`${shown(word)} methods require at least one of the following global, public`);
  for (const word of ['istest', 'testsetup', 'testmethod']) {
    if (!words.has(word)) continue;
    if (outerOf(symbol)) refuse(`${shown(word)} can only be used on methods of a top level type`);
    else if (!symbol.isTest) refuse(`Defining type for ${shown(word)} methods must be declared as IsTest`);
  }
  if (words.has('restresource')) refuse('RestResource methods must be declared as global');
  if (words.has('readonly') && !words.has('webservice', 'remoteaction', ...HTTP))
    refuse(
      isStatic
        ? 'ReadOnly methods require at least one of the following webService, RemoteAction, HttpGet, HttpPost, HttpPatch, HttpPut, HttpDelete'
        : 'Only WebService, RemoteAction or Schedulable.execute(SchedulableContext) methods can be marked ReadOnly'
    );
}

const RANK = ['private', 'protected', 'public', 'global'];

/** An accessor may be narrower than its property, never wider. */
function checkAccessor(property: PropertyNode, accessor: AccessorNode, report: Report): void {
  const scopeOf = (modifiers: readonly string[]): string => RANK.find((scope) => modifiers.includes(scope)) ?? 'private';
  const [own] = accessor.modifiers;
  const whole = property.modifiers.includes('webservice') ? 'global' : scopeOf(property.modifiers);
  if (accessor.modifiers.length > 1)
    report(new Refusal(accessor, `Extra '${accessor === property.get ? 'GET' : 'SET'}', at '${accessor.modifiers[1]}'.`));
  else if (own && RANK.indexOf(own) > RANK.indexOf(whole))
    report(new Refusal(accessor, `Cannot declare ${own} accessor on ${whole} property`));
}
