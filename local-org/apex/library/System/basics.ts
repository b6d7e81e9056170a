import { ApexBlob, ApexDecimal, ApexDouble, argument, equal, hash, id18, int, isId, raise, toId, valueText } from '../../values/index.ts';
import { NotSupportedError } from '../../../errors.ts';
import { current } from '../../../transaction.ts';
import { systemClass } from '../define.ts';
import { sobjectTypeOf } from '../Schema/tokens.ts';

const Object_ = systemClass('public virtual class System.Object', {
  'Boolean equals(Object other)': equal,
  'Integer hashCode()': hash,
  'String toString()': valueText
});

const Blob_ = systemClass(
  'public final class System.Blob',
  {
    'static Blob valueOf(String value)': (value: string | null) => ApexBlob.fromText(argument(value)),
    'static Blob toPdf(String value)': () => {
      throw new NotSupportedError('Blob.toPdf');
    },
    'Integer size()': (self: ApexBlob | null) => argument(self).bytes.length,
    'String toString()': (self: ApexBlob | null) => {
      const blob = argument(self);
      try {
        return blob.text();
      } catch {
        raise('StringException', 'BLOB is not a valid UTF-8 string');
      }
    }
  },
  { native: ApexBlob, takesNull: true }
);

const Id_ = systemClass('public final class System.Id', {
  'static Id valueOf(String value)': (value: string | null) => toId(argument(value)),
  'static Id valueOf(String value, Boolean restoreCasing)': (value: string | null, restore: boolean) =>
    restore ? toId(argument(value)) : strictId(argument(value)),
  'Schema.SObjectType getSObjectType()': (self: string) => {
    const object = current().org.schema.byKeyPrefix(self.slice(0, 3));
    if (!object) raise('SObjectException', `Cannot determine SObject type from id: ${self}`);
    return sobjectTypeOf(object);
  },
  'String to15()': (self: string) => self.slice(0, 15)
});

function strictId(text: string): string {
  if (!isId(text) || (text.length === 18 && id18(text.slice(0, 15)) !== text)) raise('StringException', `Invalid id: ${text}`);
  return toId(text);
}

const double = (value: number): ApexDouble => new ApexDouble(value);
const number = (value: ApexDouble | ApexDecimal | null): number =>
  argument(value) instanceof ApexDouble ? (value as ApexDouble).value : (value as ApexDecimal).toNumber();
const lift =
  (f: (value: number) => number) =>
  (value: ApexDouble | ApexDecimal | null): ApexDouble =>
    double(f(number(value)));
/** Functions the platform declares for Decimal and for Double. */
const both = (name: string, f: (value: number) => number): Record<string, (value: ApexDouble | ApexDecimal | null) => unknown> => ({
  [`static Double ${name}(Double value)`]: lift(f),
  [`static Decimal ${name}(Decimal value)`]: (value) => ApexDecimal.fromDouble(f(number(value)))
});

const Math_ = systemClass('public final class System.Math', {
  'static Double E {get;}': () => double(Math.E),
  'static Double PI {get;}': () => double(Math.PI),
  'static Integer abs(Integer value)': (value: number) => int(Math.abs(argument(value))),
  'static Long abs(Long value)': (value: bigint) => (argument(value) < 0n ? BigInt.asIntN(64, -value) : value),
  'static Double abs(Double value)': lift(Math.abs),
  'static Decimal abs(Decimal value)': (value: ApexDecimal | null) => argument(value).abs(),
  ...comparing('max', (order) => order >= 0),
  ...comparing('min', (order) => order <= 0),
  'static Double ceil(Double value)': lift(Math.ceil),
  'static Decimal ceil(Decimal value)': (value: ApexDecimal | null) => argument(value).setScale(0, 'CEILING'),
  'static Double floor(Double value)': lift(Math.floor),
  'static Decimal floor(Decimal value)': (value: ApexDecimal | null) => argument(value).setScale(0, 'FLOOR'),
  'static Double rint(Double value)': lift((value) => Number(ApexDecimal.fromDouble(value).round('HALF_EVEN'))),
  'static Decimal rint(Decimal value)': (value: ApexDecimal | null) => argument(value).setScale(0, 'HALF_EVEN'),
  'static Integer round(Double value)': (value: ApexDouble | null) => int(Math.floor(number(value) + 0.5)),
  'static Integer round(Decimal value)': (value: ApexDecimal | null) => int(Number(argument(value).round('HALF_EVEN'))),
  'static Long roundToLong(Double value)': (value: ApexDouble | null) => BigInt(Math.floor(number(value) + 0.5)),
  'static Long roundToLong(Decimal value)': (value: ApexDecimal | null) => argument(value).round('HALF_EVEN'),
  'static Integer mod(Integer a, Integer b)': (a: number, b: number) =>
    argument(b) === 0 ? raise('MathException', 'Divide by 0') : int(argument(a) % b),
  'static Long mod(Long a, Long b)': (a: bigint, b: bigint) =>
    argument(b) === 0n ? raise('MathException', 'Divide by 0') : argument(a) % b,
  'static Double pow(Double base, Double exponent)': (base: ApexDouble | null, exponent: ApexDouble | null) =>
    double(number(base) ** number(exponent)),
  'static Double random()': () => double(Math.random()),
  'static Double atan2(Double y, Double x)': (y: ApexDouble | null, x: ApexDouble | null) => double(Math.atan2(number(y), number(x))),
  ...both('acos', Math.acos),
  ...both('asin', Math.asin),
  ...both('atan', Math.atan),
  ...both('cbrt', Math.cbrt),
  ...both('cos', Math.cos),
  ...both('cosh', Math.cosh),
  ...both('exp', Math.exp),
  ...both('log', Math.log),
  ...both('log10', Math.log10),
  ...both('signum', Math.sign),
  ...both('sin', Math.sin),
  ...both('sinh', Math.sinh),
  ...both('sqrt', Math.sqrt),
  ...both('tan', Math.tan),
  ...both('tanh', Math.tanh)
});

function comparing(name: string, first: (order: number) => boolean): Record<string, (a: never, b: never) => unknown> {
  const pick =
    <T>(order: (a: T, b: T) => number) =>
    (a: T | null, b: T | null): T =>
      first(order(argument(a), argument(b))) ? a! : b!;
  return {
    [`static Integer ${name}(Integer a, Integer b)`]: pick<number>((a, b) => a - b),
    [`static Long ${name}(Long a, Long b)`]: pick<bigint>((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    [`static Double ${name}(Double a, Double b)`]: pick<ApexDouble>((a, b) => a.value - b.value),
    [`static Decimal ${name}(Decimal a, Decimal b)`]: pick<ApexDecimal>((a, b) => a.compare(b))
  };
}

export default [Object_, Blob_, Id_, Math_];
