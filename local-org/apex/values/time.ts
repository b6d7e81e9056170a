import { raise } from './exception.ts';

const DAY = 86_400_000;
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** An Apex Time: milliseconds since midnight, no zone. Immutable; sums wrap around midnight. */
export class ApexTime {
  readonly millis: number;

  constructor(millis: number) {
    this.millis = ((millis % DAY) + DAY) % DAY;
  }

  static of(hour: number, minute: number, second: number, milli: number): ApexTime {
    return new ApexTime(((hour * 60 + minute) * 60 + second) * 1000 + milli);
  }

  /** From the stored form `HH:MM:SS.mmmZ`. @throws TypeException `Invalid time: x`. */
  static fromIso(text: string): ApexTime {
    const [, hour, minute, second = '0', milli = '0'] =
      /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z?$/.exec(text.trim()) ?? raise('TypeException', `Invalid time: ${text}`);
    return ApexTime.of(Number(hour), Number(minute), Number(second), Number(milli.padEnd(3, '0')));
  }

  get hour(): number {
    return Math.floor(this.millis / 3_600_000);
  }
  get minute(): number {
    return Math.floor(this.millis / 60_000) % 60;
  }
  get second(): number {
    return Math.floor(this.millis / 1000) % 60;
  }
  get millisecond(): number {
    return this.millis % 1000;
  }

  plus(millis: number): ApexTime {
    return new ApexTime(this.millis + millis);
  }

  compareTo(other: ApexTime): number {
    return this.millis - other.millis;
  }

  /** `HH:MM:SS.mmmZ`, also what `String.valueOf(time)` gives. */
  toIso(): string {
    return `${pad(this.hour, 2)}:${pad(this.minute, 2)}:${pad(this.second, 2)}.${pad(this.millisecond, 3)}Z`;
  }

  toString(): string {
    return this.toIso();
  }
}
