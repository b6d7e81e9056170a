import {
  ApexDecimal,
  ApexDouble,
  ApexEnum,
  argument,
  grouped,
  int,
  long,
  parseInteger,
  parseLong,
  raise,
  textOf,
  type RoundingName
} from '../../values/index.ts';
import { systemClass, systemEnum } from '../define.ts';

const RoundingMode = systemEnum('System.RoundingMode', [
  'CEILING',
  'DOWN',
  'FLOOR',
  'HALF_DOWN',
  'HALF_EVEN',
  'HALF_UP',
  'UNNECESSARY',
  'UP'
]);
export const roundingName = (mode: ApexEnum | null): RoundingName => argument(mode).constant as RoundingName;

const compare = <T extends number | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

const Integer_ = systemClass('public final class System.Integer', {
  'static Integer valueOf(String value)': (value: string | null) => parseInteger(argument(value)),
  'static Integer valueOf(Object value)': (value: unknown) => integerOf(argument(value)),
  'static Integer MAX_VALUE {get;}': () => 2147483647,
  'static Integer MIN_VALUE {get;}': () => -2147483648,
  'String format()': (self: number) => grouped(String(self)),
  'Integer compareTo(Object other)': (self: number, other: number) => compare(self, other),
  'Integer intValue()': (self: number) => self,
  'Long longValue()': (self: number) => BigInt(self),
  'Double doubleValue()': (self: number) => new ApexDouble(self)
});

const Long_ = systemClass('public final class System.Long', {
  'static Long valueOf(String value)': (value: string | null) => parseLong(argument(value)),
  'static Long MAX_VALUE {get;}': () => 9223372036854775807n,
  'static Long MIN_VALUE {get;}': () => -9223372036854775808n,
  'String format()': (self: bigint) => grouped(String(self)),
  'Integer intValue()': (self: bigint) => Number(BigInt.asIntN(32, self)),
  'Integer compareTo(Object other)': (self: bigint, other: bigint) => compare(self, other)
});

const Double_ = systemClass(
  'public final class System.Double',
  {
    'static Double valueOf(String value)': (value: string | null) => ApexDouble.parse(argument(value)),
    'static Double valueOf(Object value)': (value: unknown) => doubleOf(argument(value)),
    'String format()': (self: ApexDouble) =>
      grouped(ApexDecimal.fromDouble(self.value).setScale(3, 'HALF_EVEN').stripTrailingZeros().toString()),
    'Integer intValue()': (self: ApexDouble) =>
      Number.isNaN(self.value) ? 0 : Math.max(Math.min(Math.trunc(self.value), 2147483647), -2147483648),
    'Long longValue()': (self: ApexDouble) => long(BigInt(Math.trunc(self.value))),
    'Long round()': (self: ApexDouble) => BigInt(Math.floor(self.value + 0.5)),
    'Integer compareTo(Object other)': (self: ApexDouble, other: ApexDouble) => compare(self.value, other.value)
  },
  { native: ApexDouble }
);

const Decimal_ = systemClass(
  'public final class System.Decimal',
  {
    'static Decimal valueOf(Double value)': (value: ApexDouble | null) => ApexDecimal.fromDouble(argument(value).value),
    'static Decimal valueOf(Long value)': (value: bigint | null) => ApexDecimal.fromInteger(argument(value)),
    'static Decimal valueOf(String value)': (value: string | null) => ApexDecimal.parse(argument(value)),
    'Decimal abs()': (self: ApexDecimal) => self.abs(),
    'Decimal divide(Decimal divisor, Integer scale)': (self: ApexDecimal, divisor: ApexDecimal | null, scale: number) =>
      self.divide(argument(divisor), scale),
    'Decimal divide(Decimal divisor, Integer scale, RoundingMode mode)': (
      self: ApexDecimal,
      divisor: ApexDecimal | null,
      scale: number,
      mode: ApexEnum
    ) => self.divide(argument(divisor), scale, roundingName(mode)),
    'Double doubleValue()': (self: ApexDecimal) => new ApexDouble(self.toNumber()),
    'String format()': (self: ApexDecimal) => grouped(self.toPlainString()),
    'Integer intValue()': (self: ApexDecimal) => self.toInteger(),
    'Long longValue()': (self: ApexDecimal) => self.toLong(),
    'Decimal pow(Integer exponent)': (self: ApexDecimal, exponent: number) => self.pow(exponent),
    'Integer precision()': (self: ApexDecimal) => self.precision(),
    'Integer scale()': (self: ApexDecimal) => self.scale,
    'Long round()': (self: ApexDecimal) => self.round(),
    'Long round(RoundingMode mode)': (self: ApexDecimal, mode: ApexEnum) => self.round(roundingName(mode)),
    'Decimal setScale(Integer scale)': (self: ApexDecimal, scale: number) => self.setScale(scale),
    'Decimal setScale(Integer scale, RoundingMode mode)': (self: ApexDecimal, scale: number, mode: ApexEnum) =>
      self.setScale(scale, roundingName(mode)),
    'Decimal stripTrailingZeros()': (self: ApexDecimal) => self.stripTrailingZeros(),
    'String toPlainString()': (self: ApexDecimal) => self.toPlainString(),
    'Integer compareTo(Object other)': (self: ApexDecimal, other: ApexDecimal) => self.compare(other)
  },
  { native: ApexDecimal }
);

const Boolean_ = systemClass('public final class System.Boolean', {
  'static Boolean valueOf(String value)': (value: string | null) => argument(value).toLowerCase() === 'true',
  'static Boolean valueOf(Object value)': (value: unknown) =>
    typeof argument(value) === 'boolean' ? value : textOf(value).toLowerCase() === 'true'
});

export default [RoundingMode, Integer_, Long_, Double_, Decimal_, Boolean_];

function integerOf(value: unknown): number {
  if (typeof value === 'string') return parseInteger(value);
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return int(Number(BigInt.asIntN(32, value)));
  if (value instanceof ApexDecimal) return value.toInteger();
  if (value instanceof ApexDouble) return int(Math.trunc(value.value));
  raise('TypeException', `Invalid integer: ${textOf(value)}`);
}

function doubleOf(value: unknown): ApexDouble {
  if (value instanceof ApexDouble) return value;
  if (value instanceof ApexDecimal) return new ApexDouble(value.toNumber());
  if (typeof value === 'number' || typeof value === 'bigint') return new ApexDouble(Number(value));
  return ApexDouble.parse(textOf(value));
}
