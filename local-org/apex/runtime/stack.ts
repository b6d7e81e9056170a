import type { ApexException } from '../values/exception.ts';

/** Where a line of an emitted script comes from. */
export interface Frames {
  readonly lines: readonly number[];
  readonly labels: readonly (readonly [number, string])[];
}

const scripts = new Map<string, Frames>();
const FRAME = /apex:([^:()]+):(\d+):\d+/;

/** Makes the frames of a script readable. `file` is what the script was compiled under, without `apex:`. */
export function registerFrames(file: string, frames: Frames): void {
  scripts.set(file, frames);
}

/** @returns the Apex frames of a JavaScript stack: `Class.Outer.method: line 12, column 1`, innermost first. */
export function apexStack(stack: string): string {
  const frames: string[] = [];
  for (const text of stack.split('\n')) {
    const match = FRAME.exec(text);
    const frame = match && frameOf(match[1] as string, Number(match[2]));
    if (frame) frames.push(frame);
  }
  return frames.join('\n');
}

/** @returns the line of Apex that is running, null outside of it. */
export function apexLine(): number | null {
  const line = /: line (\d+)/.exec(apexStack(new Error().stack ?? ''))?.[1];
  return line === undefined ? null : Number(line);
}

function frameOf(file: string, jsLine: number): string | null {
  const script = scripts.get(file);
  if (!script) return null;
  let line = script.lines[jsLine] ?? 0;
  for (let at = jsLine; line === 0 && at > 0; at--) line = script.lines[at] ?? 0;
  let label = '';
  for (const [from, name] of script.labels) {
    if (from > jsLine) break;
    label = name;
  }
  return label ? `${label}: line ${line}, column 1` : null;
}

/** Gives an exception its Apex stack, once. */
export function withStack<T extends ApexException>(exception: T): T {
  exception.apexStack ??= apexStack(exception.stack ?? '');
  return exception;
}
