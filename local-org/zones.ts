/** Days of a time zone as instants. */
import { IANAZone } from 'luxon';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit'
    });
    formats.set(zone, found);
  }
  return found;
}

/** Since then clocks of every zone have changed at whole minutes. */
const SETTLED = Date.UTC(1973, 0);
const MINUTE = 60_000;
const MOST = 20_000;

/** Offsets by the minute: to work one out costs as much as a small query. */
class Offsets {
  private readonly known = new Map<number, number>();

  at(time: number, compute: (time: number) => number): number {
    if (!(time >= SETTLED)) return compute(time);
    const minute = Math.floor(time / MINUTE);
    let offset = this.known.get(minute);
    if (offset === undefined) {
      if (this.known.size >= MOST) this.known.clear();
      this.known.set(minute, (offset = compute(time)));
    }
    return offset;
  }
}

/** A zone for luxon that remembers its offsets. */
class KnownZone extends IANAZone {
  private readonly offsets = new Offsets();

  override offset(time: number): number {
    return this.offsets.at(time, (at) => super.offset(at));
  }
}

const zones = new Map<string, KnownZone>();

/** @param name a zone that exists. @returns it as luxon takes zones. */
export function zoneNamed(name: string): KnownZone {
  let zone = zones.get(name);
  if (!zone) zones.set(name, (zone = new KnownZone(name)));
  return zone;
}

const offsets = new Map<string, Offsets>();

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetAt(zone: string, time: number): number {
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Offsets()));
  return known.at(time, (at) => computedOffset(zone, at));
}

function computedOffset(zone: string, time: number): number {
  const part = Object.fromEntries(
    format(zone)
      .formatToParts(time)
      .map((each) => [each.type, Number(each.value)])
  );
  return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) - Math.floor(time / 1000) * 1000;
}

/** @returns a stored datetime as the clocks of the zone show it: `2026-07-01T13:00:00`. */
export function localTime(zone: string, datetime: string): string {
  const time = Date.parse(datetime);
  return new Date(time + offsetAt(zone, time)).toISOString().slice(0, 19);
}

/** @returns the day, YYYY-MM-DD, that an instant falls on in the zone. */
export function dayIn(zone: string, time: number): string {
  return new Date(time + offsetAt(zone, time)).toISOString().slice(0, 10);
}

/** @returns the instant at which a day begins in the zone, as the store holds datetimes. */
export function startOfDay(zone: string, day: string): string {
  const local = Date.parse(`${day}T00:00:00Z`);
  const guess = local - offsetAt(zone, local);
  return new Date(local - offsetAt(zone, guess)).toISOString();
}
