import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexOrg, run } from './testing.ts';

const org = apexOrg({});

/** What it shows, anonymous Apex that asserts it, and the exception or refusal it ends in when it does. */
const CASES: readonly (readonly [title: string, source: string, ends?: string])[] = [
  [
    'Integers divide without a rest and wrap around',
    'System.assertEquals(2, 5/2); System.assertEquals(2.5, 5/2.0); System.assertEquals(-2147483647 - 1, 2147483647 + 1); Integer i = 7; i += 3; i -= 1; i *= 2; i /= 4; System.assertEquals(4, i); System.assertEquals(1, 5 & 3); System.assertEquals(20, 5 << 2); Long l = 5; l = l * 3000000000L; System.assertEquals(15000000000L, l); Integer m = Math.mod(7, 3); System.assertEquals(1, m);'
  ],
  [
    'Decimals keep their scale',
    "Decimal d = 1.10; d += 2; System.assertEquals('3.10', String.valueOf(d)); Decimal e = 10; System.assertEquals(3.33, (e / 3).setScale(2)); Double x = 1.5; x = x + 1; System.assertEquals(2.5, x); Decimal z = x; System.assert(z > 2); Integer n = (Integer) 3.7; System.assertEquals(3, n); Long q = 3; Decimal w = q; System.assertEquals(3, w);"
  ],
  [
    'null may be cast to any type',
    "Object o; Id i = (Id) o; System.assertEquals(null, i); Account a = new Account(); System.assertEquals(null, (Id) a.get('OwnerId')); System.assertEquals(null, (String) o);"
  ],
  ['a division by zero is a MathException', 'Integer i = 0; Integer j = 1 / i;', 'System.MathException: Divide by 0'],
  [
    'a method of null is a NullPointerException',
    'String s; s.length();',
    'System.NullPointerException: Attempt to de-reference a null object'
  ],
  [
    'arithmetic with null is a NullPointerException',
    'Integer i; i = i + 1;',
    'System.NullPointerException: Attempt to de-reference a null object'
  ],
  [
    'an index beyond the end is a ListException',
    'List<Integer> l = new List<Integer>{1,2,3}; Integer x = l[3];',
    'System.ListException: List index out of bounds: 3'
  ],
  [
    'Strings compare without regard to case and join with anything',
    "String a = 'Abc'; System.assert(a == 'aBC'); System.assert(a != 'x'); System.assertEquals('Abc1null', a + 1 + null); System.assertEquals('Abctrue', a + true); a += 'd'; System.assertEquals('Abcd', a); System.assert('a' < 'b'); String n; System.assertEquals('null!', n + '!'); System.assert(n == null); Boolean b = n == 'x'; System.assert(!b);"
  ],
  [
    'String literals know their escapes',
    "System.assertEquals(1, '\\n'.length()); System.assertEquals('it\\'s', 'it' + '\\'' + 's'); System.assertEquals('A', '\\u0041');"
  ],
  [
    'steps and compound assignments evaluate their target once',
    'Integer i = 1; System.assertEquals(1, i++); System.assertEquals(3, ++i); System.assertEquals(3, i--); List<Integer> l = new List<Integer>{5}; l[0]++; l[0] += 2; System.assertEquals(8, l[0]); Integer[] arr = new Integer[3]; System.assertEquals(3, arr.size()); System.assertEquals(null, arr[0]); arr[1] = 4; System.assertEquals(4, arr[1]); Integer[] lit = new Integer[]{1, 2}; System.assertEquals(2, lit.size());'
  ],
  [
    'conditional, ?? and ?. give the common type',
    "Integer i; Integer j = i ?? 4; System.assertEquals(4, j); String s = j > 3 ? 'big' : null; System.assertEquals('big', s); Decimal d = true ? 1 : 2.5; System.assertEquals(1, d); String t; System.assertEquals(null, t?.toLowerCase()?.trim()); System.assertEquals('x', t?.toLowerCase() ?? 'x');"
  ],
  [
    'switch compares values',
    "Integer n = 2; String r; switch on n { when 1 { r = 'one'; } when 2, 3 { r = 'few'; } when else { r = 'many'; } } System.assertEquals('few', r); String s = 'b'; switch on s { when 'a' { r = 'A'; } when 'b' { r = 'B'; } when null { r = 'N'; } } System.assertEquals('B', r); switch on -1 { when -1 { r = 'neg'; } when else { r = '?'; } } System.assertEquals('neg', r);"
  ],
  [
    'switch on an sObject goes by its type',
    "SObject o = new Garden__c(Name='G'); String r; switch on o { when Plot__c p { r = 'plot'; } when Garden__c g { r = g.Name; } when else { r = 'else'; } } System.assertEquals('G', r);"
  ],
  [
    'switch on an enum names bare constants',
    "TriggerOperation op = TriggerOperation.AFTER_INSERT; String r = ''; switch on op { when BEFORE_INSERT { r = 'b'; } when AFTER_INSERT, AFTER_UPDATE { r = 'a'; } } System.assertEquals('a', r);"
  ],
  [
    'loops break and continue',
    'Integer t = 0; for (Integer i = 0; i < 10; i++) { if (i == 3) continue; if (i == 6) break; t += i; } System.assertEquals(12, t); Integer k = 0; while (k < 5) k++; do { k--; } while (k > 2); System.assertEquals(2, k); for (Integer i = 0, j = 10; i < j; i++, j--) { t++; } System.assertEquals(17, t);'
  ],
  [
    'a collection under iteration refuses changes',
    'List<Integer> l = new List<Integer>{1,2}; for (Integer i : l) { l.add(3); }',
    'System.FinalException: Cannot modify a collection while it is being iterated.'
  ],
  [
    'finally runs on the way out of a try',
    "String log = ''; try { try { throw new IllegalArgumentException('bad'); } catch (NullPointerException e) { log += 'n'; } finally { log += 'f'; } } catch (IllegalArgumentException e) { log += e.getMessage() + e.getTypeName(); } System.assertEquals('fbadSystem.IllegalArgumentException', log);"
  ],
  [
    'exceptions of the package chain messages and causes',
    "public class MyException extends Exception { public Integer code; public MyException(Integer c) { this('code ' + c); this.code = c; } } try { throw new MyException(5); } catch (MyException e) { System.assertEquals('code 5', e.getMessage()); System.assertEquals(5, e.code); } try { throw new MyException('plain'); } catch (Exception e) { System.assertEquals('plain', e.getMessage()); System.assertEquals('MyException', e.getTypeName().substringAfterLast('.') == '' ? e.getTypeName() : e.getTypeName().substringAfterLast('.')); } MyException c = new MyException('outer', new MyException('inner')); System.assertEquals('inner', c.getCause().getMessage());"
  ],
  [
    'classes override, abstract methods dispatch',
    "public abstract class Shape { protected Integer n = 1; public Shape() { n = n * 10; } public abstract Decimal area(); public virtual String name() { return 'shape' + n; } } public class Sq extends Shape { Decimal s; public Sq(Decimal s) { super(); this.s = s; } public override Decimal area() { return s * s; } public override String name() { return 'sq ' + super.name(); } } Shape x = new Sq(3); System.assertEquals(9, x.area()); System.assertEquals('sq shape10', x.name()); System.assert(x instanceof Sq); Sq y = (Sq) x; System.assert(x === y);"
  ],
  [
    'generic interfaces of the library are called with their type arguments',
    "public class ByLen implements Comparator<String> { public Integer compare(String a, String b) { return a.length() - b.length(); } } List<String> l = new List<String>{'ccc','a','bb'}; l.sort(new ByLen()); System.assertEquals('a', l[0]); Comparator<String> c = new ByLen(); System.assertEquals(1, c.compare('aa', 'b'));"
  ],
  [
    'Comparable sorts a list',
    'public class P implements Comparable { public Integer n; public P(Integer n) { this.n = n; } public Integer compareTo(Object o) { return n - ((P) o).n; } } List<P> l = new List<P>{ new P(3), new P(1) }; l.sort(); System.assertEquals(1, l[0].n);'
  ],
  [
    'a user Iterable feeds a loop',
    'public class Upto implements Iterable<Integer>, Iterator<Integer> { Integer i = 0; Integer m; public Upto(Integer m) { this.m = m; } public Iterator<Integer> iterator() { return this; } public Boolean hasNext() { return i < m; } public Integer next() { return ++i; } } Integer t = 0; for (Integer i : new Upto(4)) { t += i; } System.assertEquals(10, t);'
  ],
  [
    'equals and hashCode decide == and membership',
    "public class K { Integer a; public K(Integer a) { this.a = a; } public Boolean equals(Object o) { return o instanceof K && ((K) o).a == a; } public Integer hashCode() { return a; } } Set<K> s = new Set<K>{ new K(1), new K(1), new K(2) }; System.assertEquals(2, s.size()); System.assert(new K(3) == new K(3)); System.assert(new K(3) !== new K(3)); Map<K, String> m = new Map<K, String>{ new K(1) => 'x' }; System.assertEquals('x', m.get(new K(1)));"
  ],
  [
    'properties run their accessors',
    "public class Q { public Integer a { get; set; } public Integer b { get { return a * 2; } private set; } public String c { get { if (c == null) { c = 'lazy'; } return c; } set { c = value.toUpperCase(); } } public Q() { a = 4; } } Q q = new Q(); System.assertEquals(8, q.b); System.assertEquals('lazy', q.c); q.c = 'new'; System.assertEquals('NEW', q.c); q.a += 1; System.assertEquals(10, q.b); q.a++; System.assertEquals(6, q.a);"
  ],
  [
    'statics live for the transaction',
    'public class S { } Integer before = GardenService.opened; GardenService.opened += 2; System.assertEquals(before + 2, GardenService.opened);'
  ],
  [
    'overloads are chosen by static type',
    "public class O { public String f(Integer i) { return 'int'; } public String f(Long i) { return 'long'; } public String f(Decimal i) { return 'dec'; } public String f(Object o) { return 'obj'; } public String f(String o) { return 'str'; } } O o = new O(); System.assertEquals('int', o.f(1)); System.assertEquals('long', o.f(1L)); System.assertEquals('dec', o.f(1.5)); System.assertEquals('obj', o.f(true)); System.assertEquals('str', o.f('x'));"
  ],
  [
    'a cast of the wrong type is a TypeException',
    "Object o = 'x'; Integer i = (Integer) o;",
    'System.TypeException: Invalid conversion from runtime type String to Integer'
  ],
  [
    'instanceof knows types at run time',
    "Object o = 1; System.assert(o instanceof Integer); System.assert(!(o instanceof String)); o = 1.5; System.assert(o instanceof Decimal); o = 'x'; System.assert(o instanceof String); o = new List<String>(); System.assert(o instanceof List<String>); System.assert(!(o instanceof Set<String>)); o = Date.today(); System.assert(o instanceof Date); o = new Garden__c(); System.assert(o instanceof SObject); System.assert(o instanceof Garden__c); o = new Map<String, Object>{ 'a' => 1 }; Map<String, Object> m = (Map<String, Object>) o; System.assertEquals(1, (Integer) m.get('a'));"
  ],
  [
    'sObjects hold fields by name and by dot',
    "Garden__c g = new Garden__c(Name = 'x', Area__c = 3); g.Area__c += 1; System.assertEquals(4, g.Area__c); System.assertEquals(4, g.get('Area__c')); g.put('Name', 'y'); System.assertEquals('y', g.Name); System.assertEquals(null, g.Code__c); SObject s = g; System.assertEquals('y', s.get(Garden__c.Name)); System.assertEquals('Garden__c', String.valueOf(g.getSObjectType())); System.assertEquals(Garden__c.SObjectType, s.getSObjectType()); Garden__c h = (Garden__c) s; System.assert(h == g); Garden__c c = g.clone(false, true); c.Name = 'z'; System.assertEquals('y', g.Name); System.assert(c != g);"
  ],
  [
    'a missing parent gives null fields',
    "Plot__c p = new Plot__c(Garden__r = new Garden__c(Name = 'up')); System.assertEquals('up', p.Garden__r.Name); Plot__c q = new Plot__c(); System.assertEquals(null, q.Garden__r.Name); System.assertEquals(null, q.Garden__r?.Name);"
  ],
  [
    'DML and inline queries go through the database',
    "Garden__c g = new Garden__c(Name = 'D', Status__c='Open'); insert as system g; System.assertNotEquals(null, g.Id); Plot__c p = new Plot__c(Garden__c = g.Id, Area__c = 2); insert as system p; Garden__c r = [SELECT Id, Name, (SELECT Id, Area__c FROM Plots__r) FROM Garden__c WHERE Id = :g.Id WITH SYSTEM_MODE]; System.assertEquals(1, r.Plots__r.size()); System.assertEquals(2, r.Plots__r[0].Area__c); for (Plot__c x : [SELECT Garden__r.Name FROM Plot__c WHERE Garden__c = :r.Id WITH SYSTEM_MODE]) { System.assertEquals('D', x.Garden__r.Name); } System.assertEquals(1, [SELECT COUNT() FROM Plot__c WITH SYSTEM_MODE]); g.Name = 'E'; update as system g; System.assertEquals('E', [SELECT Name FROM Garden__c WHERE Id = :g.Id WITH SYSTEM_MODE].Name); delete as system p; System.assertEquals(0, [SELECT Id FROM Plot__c WITH SYSTEM_MODE].size()); System.assert([SELECT Id FROM Plot__c WITH SYSTEM_MODE].isEmpty());"
  ],
  [
    'a single row that is not there is a QueryException',
    "Garden__c g = [SELECT Id FROM Garden__c WHERE Name = 'nothing' WITH SYSTEM_MODE];",
    'System.QueryException: List has no rows for assignment to SObject'
  ],
  [
    'dynamic queries take binds and an access level',
    "List<Garden__c> l = Database.query('SELECT Id FROM Garden__c', AccessLevel.SYSTEM_MODE); Map<Id, Garden__c> m = new Map<Id, Garden__c>(l); Set<Id> ids = m.keySet(); String n = 'D'; List<Garden__c> k = Database.queryWithBinds('SELECT Id FROM Garden__c WHERE Name = :n', new Map<String, Object>{ 'n' => n }, AccessLevel.SYSTEM_MODE);"
  ],
  [
    'a savepoint is rolled back to',
    "Savepoint sp = Database.setSavepoint(); insert as system new Garden__c(Name = 'SP', Status__c='Open'); Database.rollback(sp); System.assertEquals(0, [SELECT COUNT() FROM Garden__c WHERE Name = 'SP' WITH SYSTEM_MODE]);"
  ],
  [
    'describe answers for objects and fields',
    "Schema.DescribeSObjectResult d = Schema.SObjectType.Garden__c; System.assertEquals('Garden__c', d.getName()); System.assertEquals('Area__c', Schema.SObjectType.Garden__c.fields.Area__c.getName()); System.assertEquals('Area__c', Garden__c.Area__c.getDescribe().getName()); Map<String, Schema.SObjectField> f = d.fields.getMap(); System.assert(f.containsKey('area__c')); System.assertEquals(Schema.DisplayType.DOUBLE, Garden__c.Area__c.getDescribe().getType());"
  ],
  [
    'types are found by name',
    "Type t = Type.forName('GardenService'); System.assertEquals('GardenService', t.getName()); Type l = List<String>.class; System.assertEquals('List<String>', l.getName());"
  ],
  [
    'JSON is read untyped and written',
    "Map<String, Object> m = (Map<String, Object>) JSON.deserializeUntyped('{\"a\":[1,2.5,\"x\",null,true]}'); List<Object> l = (List<Object>) m.get('a'); System.assertEquals(1, (Integer) l[0]); System.assertEquals(5, l.size()); System.assertEquals('{\"a\":1}', JSON.serialize(new Map<String, Object>{ 'a' => 1 }));"
  ],
  [
    'JSON is read into classes',
    'public class Row { public String name; public Integer n; public List<Row> kids; } Row r = (Row) JSON.deserialize(\'{"name":"a","n":2,"kids":[{"name":"b"}]}\', Row.class); System.assertEquals(\'b\', r.kids[0].name); System.assertEquals(\'{"name":"a","n":2,"kids":[{"name":"b","n":null,"kids":null}]}\', JSON.serialize(r));'
  ],
  [
    'endless recursion ends in a LimitException',
    'public class R { public Integer f(Integer i) { return f(i + 1) + 1; } } new R().f(0);',
    'System.LimitException: Maximum stack depth reached: 1001'
  ],
  [
    'the 101st query ends in a LimitException',
    'for (Integer i = 0; i < 200; i++) { List<Garden__c> l = [SELECT Id FROM Garden__c WITH SYSTEM_MODE LIMIT 1]; }',
    'System.LimitException: Too many SOQL queries: 101'
  ],
  [
    'Ids are Strings of 18 characters',
    "String s = '001000000000001'; Id i = s; System.assertEquals('001000000000001AAA', i); System.assert(i == s); Set<Id> ids = new Set<Id>{ s }; System.assert(ids.contains(i)); System.assertEquals(18, String.valueOf(i).length());"
  ],
  ['a String that is no Id is refused where an Id is wanted', "Id i = 'nope';", 'System.StringException: Invalid id: nope'],
  [
    'Dates add days and months',
    'Date d = Date.newInstance(2026, 1, 31); System.assertEquals(Date.newInstance(2026, 2, 28), d.addMonths(1)); System.assert(d < d + 1); System.assertEquals(Date.newInstance(2026, 2, 1), d + 1); Datetime dt = d; System.assertEquals(2026, dt.year()); System.assert(Datetime.now() > dt || true);'
  ],
  [
    'Maps keep null values and their keys',
    "Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1, 'b' => 2 }; Integer t = 0; for (String k : m.keySet()) { t += m.get(k); } for (Integer v : m.values()) t += v; System.assertEquals(6, t); m.put('c', null); System.assert(m.containsKey('c')); System.assertEquals(null, m.get('zz'));"
  ],
  [
    'collections nest',
    "Map<Id, List<Garden__c>> m = new Map<Id, List<Garden__c>>(); Id k = '001000000000001AAA'; if (!m.containsKey(k)) { m.put(k, new List<Garden__c>()); } m.get(k).add(new Garden__c()); System.assertEquals(1, m.get(k).size()); Map<String, Map<String, Set<Integer>>> n = new Map<String, Map<String, Set<Integer>>>(); n.put('a', new Map<String, Set<Integer>>{ 'b' => new Set<Integer>{ 1 } }); System.assert(n.get('a').get('b').contains(1));"
  ],
  [
    'enums have names, order and values',
    "public enum Level { LOW, HIGH } Level l = Level.HIGH; System.assertEquals('HIGH', l.name()); System.assertEquals(1, l.ordinal()); System.assertEquals(Level.LOW, Level.valueOf('low')); System.assertEquals(2, Level.values().size()); System.assert(l == Level.HIGH); String s = 'x' + l; System.assertEquals('xHIGH', s); Map<Level, String> m = new Map<Level, String>{ Level.LOW => 'a' }; System.assertEquals('a', m.get(Level.LOW));"
  ],
  [
    'initialisers run in the order of the source',
    'public class I { Integer a = 1; { a = a + 1; } Integer b = a * 10; public Integer get() { return b; } static Integer s; static { s = 7; } public Integer st() { return s; } } System.assertEquals(20, new I().get()); System.assertEquals(7, new I().st());'
  ],
  [
    '&& and || stop early',
    'String s; if (s != null && s.length() > 1) { System.assert(false); } Boolean b = s == null || s.length() > 0; System.assert(b);'
  ],
  ['a null Boolean does not decide', 'Boolean b; if (b) { }', 'System.NullPointerException: Attempt to de-reference a null object'],
  [
    'comparisons with null are false',
    'Integer i; System.assert(!(i > 5)); System.assert(!(i < 5)); System.assert(i != 5); Decimal d; System.assert(d == null);'
  ],
  [
    'collections are equal by content',
    "System.assert(new List<Integer>{1,2} == new List<Integer>{1,2}); System.assert(new Set<String>{'a'} == new Set<String>{'a'});"
  ],
  [
    'errors are added to rows and fields',
    "Garden__c g = new Garden__c(Name='x'); g.addError('no'); System.assert(g.hasErrors()); g.Name.addError('field');"
  ],
  [
    'numbers widen to the larger type',
    'Long l = 2147483647; l++; System.assertEquals(2147483648L, l); Integer i = 3; Long m = i * 2L; System.assertEquals(6L, m); Decimal d = i; d = i + l; Double x = i / 2; System.assertEquals(1.0, x); System.assert(1 == 1.0); System.assert(1L == 1);'
  ],
  [
    'a method may return from every branch',
    "public class W { public Integer f(String s) { switch on s { when 'a' { return 1; } when else { return 2; } } } } System.assertEquals(1, new W().f('a')); System.assertEquals(2, new W().f('b'));"
  ],
  [
    'System.runAs swaps the user',
    'User u = [SELECT Id FROM User WITH SYSTEM_MODE LIMIT 1]; System.runAs(u) { System.assertEquals(u.Id, UserInfo.getUserId()); }'
  ],
  [
    'lists of sObjects pass for one another',
    "List<SObject> l = new List<Garden__c>{ new Garden__c(Name='q') }; List<Garden__c> g = (List<Garden__c>) l; System.assertEquals('q', g[0].Name); for (SObject o : l) { System.assertEquals('q', o.get('Name')); } for (Garden__c x : (List<Garden__c>) l) { x.Name = 'w'; } System.assertEquals('w', g[0].Name);"
  ],
  [
    'blocks have names of their own',
    'Integer x = 1; { Integer y = 2; x += y; } { Integer y = 3; x += y; } System.assertEquals(6, x); for (Integer i = 0; i < 1; i++) {} for (Integer i = 0; i < 1; i++) {}'
  ],
  ['a name may not be declared again inside', 'Integer x = 1; { Integer x = 2; }', '1:26: Duplicate variable: x'],
  [
    'an aggregate of nothing is a row',
    "AggregateResult r = [SELECT COUNT(Id) c FROM Garden__c WITH SYSTEM_MODE]; System.assert((Integer) r.get('c') >= 0); System.assertEquals(r.get('c'), [SELECT COUNT() FROM Garden__c WITH SYSTEM_MODE]);"
  ],
  [
    'casts bind tighter than calls when in parentheses',
    "Object o = new Map<String, Object>{ 'x' => new List<Object>{ 'y' } }; System.assertEquals('y', (String) ((List<Object>) ((Map<String, Object>) o).get('x'))[0]);"
  ],
  [
    'a conditional stands inside a concatenation',
    "Integer n = 2; String s = 'n' + (n == 1 ? '' : 's') + n; System.assertEquals('ns2', s);"
  ],
  [
    '=== compares references',
    'Object a = new List<Integer>(); Object b = a; System.assert(a === b); System.assert(!(new List<Integer>() === new List<Integer>()));'
  ],
  [
    'static properties keep their value for the transaction',
    "public class SP { public static String name { get { if (name == null) { name = 'init'; } return name; } set; } public static Integer n { get; private set; } static { n = 3; } } System.assertEquals('init', SP.name); SP.name = 'y'; System.assertEquals('y', SP.name); System.assertEquals(3, SP.n);"
  ],
  [
    'an inner class uses the statics of its outer one',
    'public class Outer1 { static Integer c = 5; static Integer twice() { return c * 2; } public class Deep { public Integer f() { return c + twice(); } } } System.assertEquals(15, new Outer1.Deep().f());'
  ],
  [
    'static initialisers run in the order of the source',
    "public class A1 { public static List<String> log = new List<String>(); static { log.add('a'); } public static String x = add('x'); static String add(String s) { log.add(s); return s; } } System.assertEquals(2, A1.log.size()); System.assertEquals('x', A1.x);"
  ],
  [
    'constructors chain to one another and to the base class',
    "public class C1 { public String s = 'i'; public C1() { this('d'); s += '1'; } public C1(String t) { s += t; } } System.assertEquals('id1', new C1().s); public class D1 extends Base1 { public D1() { super(2); n++; } } public virtual class Base1 { public Integer n; public Base1(Integer n) { this.n = n; } } System.assertEquals(3, new D1().n);"
  ],
  [
    'a list of a subclass passes for one of its base',
    'public virtual class V { public virtual Integer f() { return 1; } } public class W extends V { public override Integer f() { return 2; } } List<V> l = new List<V>{ new V(), new W() }; Integer t = 0; for (V v : l) t += v.f(); System.assertEquals(3, t); List<W> ws = new List<W>{ new W() }; List<V> vs = ws; System.assertEquals(2, vs[0].f()); System.assert(vs[0] instanceof W);'
  ],
  [
    'interfaces extend interfaces',
    'public interface I1 { Integer a(); } public interface I2 extends I1 { Integer b(); } public class Im implements I2 { public Integer a() { return 1; } public Integer b() { return 2; } } I2 x = new Im(); I1 y = x; System.assertEquals(3, y.a() + x.b());'
  ],
  [
    'toString is what joins into a String',
    "public class T1 { public override String toString() { return 'T!'; } } System.assertEquals('T!', String.valueOf(new T1())); System.assertEquals('xT!', 'x' + new T1());"
  ],
  [
    'the first catch that fits takes the exception',
    "String s = ''; try { Integer i = 1 / Integer.valueOf('0'); } catch (ListException e) { s = 'list'; } catch (MathException e) { s = 'math'; } catch (Exception e) { s = 'ex'; } System.assertEquals('math', s);"
  ],
  [
    'a wrapped exception keeps its cause and stack',
    "public class XException extends Exception {} try { try { Integer.valueOf('q'); } catch (TypeException e) { throw new XException('wrapped', e); } } catch (XException x) { System.assertEquals('System.TypeException', x.getCause().getTypeName()); System.assert(x.getStackTraceString().contains('line 1')); }"
  ],
  [
    'finally does not lose what is returned',
    'public class F1 { public Integer f() { try { return 1; } finally { Integer x = 2; } } } System.assertEquals(1, new F1().f());'
  ],
  [
    'bits are combined and shifted',
    'System.assertEquals(6, 7 & ~1); System.assertEquals(5, 4 | 1); System.assertEquals(5, 7 ^ 2); System.assertEquals(-1, -1 >> 1); System.assertEquals(2147483647, -1 >>> 1); Integer i = 1; i <<= 3; System.assertEquals(8, i); i |= 1; System.assertEquals(9, i);'
  ],
  [
    'Booleans combine with & | ^',
    'Boolean b = true; b &= false; System.assert(!b); b |= true; System.assert(b); System.assert(true ^ false);'
  ],
  [
    '?. ends the whole chain with null',
    "Garden__c g; System.assertEquals(null, g?.Name); System.assertEquals(null, g?.Name?.length()); Map<String, Garden__c> m = new Map<String, Garden__c>(); System.assertEquals(null, m.get('a')?.Name); List<String> l; System.assertEquals(null, l?.size()); Integer n = l?.size() ?? 0; System.assertEquals(0, n);"
  ],
  [
    'queries stand inside expressions and take binds of any form',
    "insert as system new Garden__c(Name='S', Status__c='Open'); System.assertEquals('S', [SELECT Name FROM Garden__c WHERE Name = 'S' WITH SYSTEM_MODE LIMIT 1].Name); System.assertEquals('S', [SELECT Name FROM Garden__c WHERE Name = 'S' WITH SYSTEM_MODE][0].Name); List<String> names = new List<String>{ 'S', 'Q' }; System.assertEquals(1, [SELECT COUNT() FROM Garden__c WHERE Name IN :names WITH SYSTEM_MODE]); Garden__c o = new Garden__c(Name='S'); System.assertEquals(1, [SELECT COUNT() FROM Garden__c WHERE Name = :o.Name AND CreatedDate > :Datetime.now().addDays(-1) WITH SYSTEM_MODE]); Integer lim = 1; System.assertEquals(1, [SELECT Id FROM Garden__c WITH SYSTEM_MODE LIMIT :lim].size()); System.assertEquals(1, new Map<Id, Garden__c>([SELECT Id FROM Garden__c WITH SYSTEM_MODE LIMIT :lim]).size()); Garden__c c = [SELECT Id FROM Garden__c WHERE Name = 'zzz' WITH SYSTEM_MODE LIMIT 1] ?? new Garden__c(Name='dflt'); System.assertEquals('dflt', c.Name);"
  ],
  [
    'field and object tokens are values',
    "Map<Schema.SObjectField, String> m = new Map<Schema.SObjectField, String>{ Garden__c.Name => 'n' }; System.assertEquals('n', m.get(Garden__c.Name)); List<Schema.SObjectField> l = new List<Schema.SObjectField>{ Garden__c.Area__c }; Garden__c g = new Garden__c(Area__c = 2); System.assertEquals(2, g.get(l[0])); SObjectType t = Garden__c.SObjectType; System.assertEquals('Garden__c', t.getDescribe().getName()); Garden__c n = (Garden__c) t.newSObject(); System.assertEquals(null, n.Id);"
  ],
  [
    'lists are upserted, deleted and undeleted',
    "List<Garden__c> l = new List<Garden__c>{ new Garden__c(Name='U1', Status__c='Open') }; upsert as system l; System.assertNotEquals(null, l[0].Id); l[0].Name = 'U2'; l.add(new Garden__c(Name='U3', Status__c='Open')); upsert as system l; System.assertEquals(2, [SELECT COUNT() FROM Garden__c WHERE Name IN ('U2', 'U3') WITH SYSTEM_MODE]); delete as system l; undelete as system l; System.assertEquals(2, [SELECT COUNT() FROM Garden__c WHERE Name IN ('U2', 'U3') WITH SYSTEM_MODE]);"
  ],
  [
    'instanceof knows interfaces',
    'public interface Q1 {} public class R1 implements Q1 {} Object o = new R1(); System.assert(o instanceof Q1); Q1 q = (Q1) o; System.assert(q instanceof R1);'
  ],
  ['a final variable is set once', 'final Integer x = 3; System.assertEquals(3, x);'],
  [
    '=== is for what is reached by reference',
    'Boolean b = 1 === 1;',
    '1:13: Exact equality operator only allowed for reference types: Integer'
  ],
  ['nothing may follow a throw', "throw new IllegalArgumentException('x'); Integer i = 1;", '1:42: Unreachable statement'],
  ['a Decimal does not become an Integer by itself', 'Integer i = 1.5;', '1:9: Illegal assignment from Decimal to Integer'],
  ['a Long does not become an Integer by itself', 'Integer i = 1L;', '1:9: Illegal assignment from Long to Integer'],
  ['a condition is a Boolean', 'if (1) { }', '1:5: Condition expression must be of type Boolean: Integer'],
  ['break needs a loop', 'break;', '1:1: Break statement must be in loop'],
  [
    'switch compares Longs',
    "Long l = 5L; String r; switch on l { when 5L { r = 'five'; } when else { r = 'x'; } } System.assertEquals('five', r);"
  ],
  [
    'classes nest inside classes of anonymous Apex',
    "public class Box { public List<Item> items = new List<Item>(); public class Item { public String n; public Item(String n) { this.n = n; } } public void add(String s) { items.add(new Item(s)); } } Box b = new Box(); b.add('q'); Box.Item i = b.items[0]; System.assertEquals('q', i.n); for (Box.Item x : b.items) { System.assertEquals('q', x.n); }"
  ],
  ['assignments give their value', 'Integer a, b = 2; a = b = 5; System.assertEquals(5, a); System.assertEquals(5, b);'],
  ['names and keywords ignore case', 'INTEGER I = 1; /* c */ sYSTEM.AssertEquals(1, i); // end'],
  [
    'Strings count UTF-16 units and queries hold any character',
    "String s = 'é€😀'; System.assertEquals(4, s.length()); List<Garden__c> l = [SELECT Id FROM Garden__c WHERE Name = 'é😀' WITH SYSTEM_MODE];"
  ],
  [
    'Objects are equal by value',
    "Object a = 1; Object b = 1; System.assert(a == b); Object c = 'x'; System.assert(c == 'x'); Object n = null; System.assert(n == null);"
  ],
  ['anonymous Apex has methods', 'Integer dbl(Integer x) { return x * 2; } System.assertEquals(4, dbl(2));'],
  ['a loop condition may assign', 'Integer i = 0; Integer j; while ((j = i++) < 3) { } System.assertEquals(3, j);'],
  ['outside a trigger its variables are empty', 'System.assert(!Trigger.isExecuting); System.assertEquals(null, Trigger.new);'],
  [
    'interfaces of the library are called through their type',
    "public class Cl implements Callable { public Object call(String a, Map<String, Object> args) { return a + args.get('k'); } } Callable c = (Callable) new Cl(); System.assertEquals('mv', c.call('m', new Map<String, Object>{ 'k' => 'v' }));"
  ],
  [
    'a job is queued from anonymous Apex',
    'public class Qu implements Queueable { public void execute(QueueableContext c) { } } Id j = System.enqueueJob(new Qu()); System.assertNotEquals(null, j);'
  ],
  [
    'a conditional gives collections',
    "List<String> l = true ? new List<String>{'a'} : new List<String>(); System.assertEquals(1, l.size());"
  ],
  ['a local variable is not held to final', 'final Integer x = 3; x = 4; System.assertEquals(4, x);'],
  [
    'properties reach their base',
    "public virtual class VP { public String n { get { return 'a'; } set; } } public class VQ extends VP { public String m() { return 'b' + super.n; } } System.assertEquals('ba', new VQ().m());"
  ],
  [
    'an override calls its base',
    'public virtual class SA { public virtual Integer f(Integer i) { return i; } } public class SB extends SA { public override Integer f(Integer i) { return super.f(i) * 2; } } System.assertEquals(4, new SB().f(2));'
  ],
  [
    'protected methods are called from base and subclass',
    "public abstract class PA { protected abstract String n(); public String go() { return n() + this.n(); } } public class PB extends PA { protected override String n() { return 'p'; } } System.assertEquals('pp', new PB().go());"
  ],
  [
    'a fault in a static initialiser reaches its user',
    "public class SX { public static Integer a = 1 / Integer.valueOf('0'); } Integer b = SX.a;",
    'System.MathException: Divide by 0'
  ],
  [
    'Ids of either length are one key',
    "Map<Id, String> m = new Map<Id, String>(); Id k = '001000000000001'; m.put(k, 'x'); System.assertEquals('x', m.get('001000000000001AAA')); System.assertEquals('x', m.remove(k)); System.assert(m.isEmpty());"
  ],
  [
    'lists of lists are indexed and changed in place',
    'List<List<Integer>> g = new List<List<Integer>>{ new List<Integer>{1}, new List<Integer>{2, 3} }; System.assertEquals(3, g[1][1]); g[1][0] += 5; System.assertEquals(7, g[1][0]);'
  ],
  [
    'Decimals compute exactly',
    "Decimal a = 10; Decimal b = 4; System.assertEquals(2.5, a / b); System.assertEquals('2.5', String.valueOf(a / b)); System.assertEquals(40, a * b); System.assertEquals(-10, -a); System.assert(a > b); System.assertEquals(2, (a / b).intValue()); System.assertEquals(3, (a / b).round(System.RoundingMode.HALF_UP)); a++; System.assertEquals(11, a); Decimal p = 50; p = p * 1.5 / 100; System.assertEquals(0.75, p);"
  ],
  [
    'a field that is null compares to nothing',
    'Garden__c g = new Garden__c(); System.assert(!(g.Area__c > 1)); System.assert(g.Area__c != 1); Decimal x = g.Area__c ?? 0; System.assertEquals(0, x);'
  ],
  [
    'finally runs when a loop goes on',
    'Integer n = 0; for (Integer i = 0; i < 3; i++) { try { if (i == 1) { continue; } n++; } finally { n += 10; } } System.assertEquals(32, n);'
  ],
  [
    'casts and conditionals take calls in parentheses',
    "Object o = 'abc'; System.assertEquals(3, ((String) o).length()); System.assertEquals('ABC', (true ? 'abc' : 'x').toUpperCase()); System.assertEquals(1, (Integer) (Object) 1);"
  ],
  [
    'a new object takes a call at once',
    "System.assertEquals(2, new List<Integer>{1,2}.size()); System.assertEquals('a', new Map<String, String>{ 'k' => 'a' }.get('k')); System.assertEquals('n', new Garden__c(Name = 'n').Name);"
  ],
  [
    'Id fields feed sets of Ids',
    "List<Plot__c> ps = new List<Plot__c>{ new Plot__c(Garden__c = '001000000000001AAA') }; Set<Id> ids = new Set<Id>(); for (Plot__c p : ps) ids.add(p.Garden__c); System.assertEquals(1, ids.size()); String s = ps[0].Garden__c; System.assertEquals('001000000000001AAA', s);"
  ],
  [
    'collections tell strings apart by case',
    "Set<String> s = new Set<String>{ 'a', 'A' }; System.assertEquals(2, s.size()); System.assert('a' == 'A'); System.assert(!'a'.equals('A'));"
  ],
  [
    'a type makes instances',
    'public class TN { public Integer v = 4; } Object o = TN.class.newInstance(); System.assertEquals(4, ((TN) o).v);'
  ],
  [
    'describe finds objects in any case and makes rows',
    "SObject s = Schema.getGlobalDescribe().get('Garden__c').newSObject(); s.put('Name', 'dyn'); s.put(Garden__c.Area__c, 3); System.assertEquals('dyn', (String) s.get('Name')); Decimal d = (Decimal) s.get('Area__c'); System.assertEquals(3, d);"
  ],
  [
    'collections pass where their interface is asked for',
    "public class CP { public Integer f(Set<String> s) { return s.size(); } public Integer g(List<SObject> l) { return l.size(); } public Integer h(Iterable<String> i) { Integer n = 0; for (String s : i) n++; return n; } } CP c = new CP(); System.assertEquals(1, c.f(new Set<String>{ 'a' })); System.assertEquals(1, c.g(new List<Garden__c>{ new Garden__c() })); System.assertEquals(2, c.h(new List<String>{ 'a', 'b' })); System.assertEquals(1, c.h(new Set<String>{ 'a' })); System.assert(c.g([SELECT Id FROM Garden__c WITH SYSTEM_MODE]) >= 0);"
  ],
  [
    'a query of one row passes for the row',
    "public class SR { public String f(Garden__c g) { return g.Name; } } insert as system new Garden__c(Name='SR', Status__c='Open'); System.assertEquals('SR', new SR().f([SELECT Name FROM Garden__c WHERE Name='SR' WITH SYSTEM_MODE]));"
  ],
  [
    'fields at the end of a path are stepped',
    'public class Cn { public Integer n = 0; public Cn next; } Cn a = new Cn(); a.next = new Cn(); a.next.n++; a.next.n += 2; ++a.next.n; System.assertEquals(4, a.next.n);'
  ],
  [
    'a parent in memory is set and changed',
    "Plot__c p = new Plot__c(); p.Garden__r = new Garden__c(Name = 'a'); p.Garden__r.Name = 'b'; System.assertEquals('b', p.Garden__r.Name);"
  ],
  [
    'a DmlException tells which row and why',
    "try { insert as system new List<Garden__c>{ new Garden__c(Name='a', Status__c='Open', Area__c=-1) }; Assert.fail('x'); } catch (DmlException e) { System.assertEquals(1, e.getNumDml()); System.assertEquals(0, e.getDmlIndex(0)); System.assertEquals(StatusCode.FIELD_CUSTOM_VALIDATION_EXCEPTION, e.getDmlType(0)); }"
  ],
  [
    'an assertion cannot be caught',
    "try { Assert.isTrue(false, 'no'); } catch (Exception e) { }",
    'System.AssertException: Assertion Failed: no'
  ]
];

for (const [title, source, ends] of CASES) {
  test(title, () => {
    assert.equal(run(org, source), ends ?? null);
  });
}
