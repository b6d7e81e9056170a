import { currentDepth } from '../../async/submit.ts';
import { argument, textOf } from '../../values/index.ts';
import { systemClass, type LibraryClass } from '../define.ts';

class AsyncOptions {
  delayMinutes: number | null = null;
  maxDepth: number | null = null;
  duplicate: Signature | null = null;

  get signature(): string | null {
    return this.duplicate && this.duplicate.parts.join('\u0001');
  }
}
class Signature {
  readonly parts: readonly string[];
  constructor(parts: readonly string[]) {
    this.parts = parts;
  }
}
class SignatureBuilder {
  readonly parts: string[] = [];
  add(part: unknown): this {
    this.parts.push(textOf(part));
    return this;
  }
}

export default [
  systemClass(
    'public class System.AsyncOptions',
    {
      'AsyncOptions()': () => new AsyncOptions(),
      'Integer minimumQueueableDelayInMinutes {get; set;}': {
        get: (self: AsyncOptions) => self.delayMinutes,
        set: (self: AsyncOptions, value: number | null) => {
          self.delayMinutes = value;
        }
      },
      'Integer maximumQueueableStackDepth {get; set;}': {
        get: (self: AsyncOptions) => self.maxDepth,
        set: (self: AsyncOptions, value: number | null) => {
          self.maxDepth = value;
        }
      },
      'QueueableDuplicateSignature duplicateSignature {get; set;}': {
        get: (self: AsyncOptions) => self.duplicate,
        set: (self: AsyncOptions, value: Signature | null) => {
          self.duplicate = value;
        }
      }
    },
    { native: AsyncOptions }
  ),
  systemClass('public class System.QueueableDuplicateSignature', {}, { native: Signature }),
  systemClass(
    'public class QueueableDuplicateSignature.Builder',
    {
      'Builder()': () => new SignatureBuilder(),
      'QueueableDuplicateSignature.Builder addString(String part)': (self: SignatureBuilder, part: string | null) =>
        self.add(argument(part)),
      'QueueableDuplicateSignature.Builder addId(Id part)': (self: SignatureBuilder, part: string | null) => self.add(argument(part)),
      'QueueableDuplicateSignature.Builder addInteger(Integer part)': (self: SignatureBuilder, part: number | null) =>
        self.add(argument(part)),
      'QueueableDuplicateSignature build()': (self: SignatureBuilder) => new Signature(self.parts)
    },
    { native: SignatureBuilder }
  ),
  systemClass('public class System.AsyncInfo', {
    'static Integer getCurrentQueueableStackDepth()': () => currentDepth()
  })
] as LibraryClass[];
