import { DateTime } from 'luxon';
import { zoneNamed } from '../../zones.ts';
import { raise } from './exception.ts';

/** Formats by a pattern of Java's SimpleDateFormat, which is what `Datetime.format(pattern)` documents. @throws StringException */
export function formatPattern(millis: number, pattern: string, zone: string): string {
  const at = DateTime.fromMillis(millis, { zone: zoneNamed(zone), locale: 'en-GB' });
  let text = '';
  for (const piece of piecesOf(pattern)) text += piece.literal ?? letters(piece.letter, piece.count, at);
  return text;
}

interface Piece {
  readonly literal?: string;
  readonly letter: string;
  readonly count: number;
}

const patterns = new Map<string, readonly Piece[]>();

function piecesOf(pattern: string): readonly Piece[] {
  let known = patterns.get(pattern);
  if (!known) {
    if (patterns.size >= 500) patterns.clear();
    patterns.set(pattern, (known = pieces(pattern)));
  }
  return known;
}

function pieces(pattern: string): Piece[] {
  const found: Piece[] = [];
  for (const [run, quoted, letter] of pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g)) {
    if (quoted !== undefined) found.push({ literal: quoted === '' ? "'" : quoted.replaceAll("''", "'"), letter: '', count: 0 });
    else if (letter !== undefined) found.push({ letter, count: run.length });
    else found.push({ literal: run, letter: '', count: 0 });
  }
  return found;
}

function letters(letter: string, count: number, at: DateTime): string {
  const number = (value: number): string => String(value).padStart(count, '0');
  switch (letter) {
    case 'G':
      return 'AD';
    case 'y':
    case 'u':
      return letter === 'u' ? number(at.weekday) : count === 2 ? String(at.year % 100).padStart(2, '0') : number(at.year);
    case 'Y':
      return count === 2 ? String(at.weekYear % 100).padStart(2, '0') : number(at.weekYear);
    case 'M':
    case 'L':
      return count >= 4 ? at.toFormat('LLLL') : count === 3 ? shortMonth(at) : number(at.month);
    case 'w':
      return number(at.weekNumber);
    case 'W':
      return number(Math.ceil((at.day + at.startOf('month').weekday - 1) / 7));
    case 'D':
      return number(at.ordinal);
    case 'd':
      return number(at.day);
    case 'E':
      return count >= 4 ? at.toFormat('cccc') : at.toFormat('ccc');
    case 'a':
      return at.hour < 12 ? 'am' : 'pm';
    case 'H':
      return number(at.hour);
    case 'k':
      return number(at.hour || 24);
    case 'K':
      return number(at.hour % 12);
    case 'h':
      return number(at.hour % 12 || 12);
    case 'm':
      return number(at.minute);
    case 's':
      return number(at.second);
    case 'S':
      return number(at.millisecond);
    case 'z':
      return zoneName(at, count);
    case 'Z':
      return at.toFormat('ZZZ');
    case 'X':
      return at.offset === 0 ? 'Z' : at.toFormat(count >= 3 ? 'ZZ' : 'ZZZ').slice(0, count === 1 ? 3 : undefined);
    default:
      raise('StringException', `Illegal pattern character '${letter}'`);
  }
}

/** CLDR's en-GB shortens September to `Sept`. */
function shortMonth(at: DateTime): string {
  return at.toFormat('LLL');
}

function zoneName(at: DateTime, count: number): string {
  if (at.zoneName === 'UTC') return count >= 4 ? 'Greenwich Mean Time' : 'GMT';
  return (count >= 4 ? at.offsetNameLong : at.offsetNameShort) ?? at.toFormat('ZZ');
}
