/** Time zones: their offsets, and their days as instants. */
import { FixedOffsetZone, IANAZone, type Zone } from 'luxon';

/** Since then clocks of every zone have changed at whole minutes. */
const SETTLED = Date.UTC(1973, 0);
const MINUTE = 60_000;
const MOST = 20_000;

/** A zone for luxon that remembers its offsets by the minute: to work one out costs as much as a small query. */
class KnownZone extends IANAZone {
  private readonly known = new Map<number, number>();

  override offset(time: number): number {
    if (!(time >= SETTLED)) return super.offset(time);
    const minute = Math.floor(time / MINUTE);
    let offset = this.known.get(minute);
    if (offset === undefined) {
      if (this.known.size >= MOST) this.known.clear();
      this.known.set(minute, (offset = super.offset(time)));
    }
    return offset;
  }
}

const zones = new Map<string, Zone>([['UTC', FixedOffsetZone.utcInstance]]);

/** @param name a zone that exists. @returns it as luxon takes zones. */
export function zoneNamed(name: string): Zone {
  let zone = zones.get(name);
  if (!zone) zones.set(name, (zone = new KnownZone(name)));
  return zone;
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetAt(zone: string, time: number): number {
  return zoneNamed(zone).offset(time) * MINUTE;
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
