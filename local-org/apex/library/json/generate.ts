import { raise } from '../../values/index.ts';
import { indented, writeJson } from './write.ts';

interface Open {
  readonly isObject: boolean;
  count: number;
  /** Whether a field's name has been written and its value is due. */
  named: boolean;
}

/** What `System.JSONGenerator` is: JSON text as far as it has been written. */
export class Generator {
  closed = false;
  private readonly pretty: boolean;
  private readonly open: Open[] = [];
  private written = '';
  private done = false;

  constructor(pretty: boolean) {
    this.pretty = pretty;
  }

  get text(): string {
    return this.pretty ? indented(this.written) : this.written;
  }

  value(value: unknown): void {
    this.before('write value');
    this.written += writeJson(value);
  }

  start(kind: 'object' | 'array'): void {
    this.before(`start an ${kind}`);
    this.written += kind === 'object' ? '{' : '[';
    this.open.push({ isObject: kind === 'object', count: 0, named: false });
  }

  end(kind: 'object' | 'array'): void {
    const at = this.open.at(-1);
    if (!at || at.isObject !== (kind === 'object')) raise('JSONException', `Current context not an ${kind} but ${this.place()}`);
    if (at.named) raise('JSONException', `Can not end the object, expecting a value`);
    this.open.pop();
    this.written += kind === 'object' ? '}' : ']';
  }

  name(name: string): void {
    this.refuseClosed();
    const at = this.open.at(-1);
    if (!at?.isObject || at.named) raise('JSONException', 'Can not write a field name, expecting a value');
    this.written += `${at.count++ > 0 ? ',' : ''}${JSON.stringify(name)}:`;
    at.named = true;
  }

  private before(what: string): void {
    this.refuseClosed();
    const at = this.open.at(-1);
    if (at?.isObject && !at.named) raise('JSONException', `Can not ${what}, expecting field name`);
    if (!at && this.done) this.written += ' ';
    if (at?.isObject) at.named = false;
    else if (at && at.count++ > 0) this.written += ',';
    this.done = true;
  }

  private refuseClosed(): void {
    if (this.closed) raise('JSONException', 'The JSON generator is closed');
  }

  private place(): string {
    const at = this.open.at(-1);
    return at ? (at.isObject ? 'OBJECT' : 'ARRAY') : 'ROOT';
  }
}
