import { ApexEnum, ApexException } from '../values/index.ts';

/** Base of the classes of the package. */
export class UserObject {
  $ready = false;
}

/** Base of the exceptions of the package. */
export class UserException extends ApexException {
  $ready = false;

  constructor(typeName: string) {
    super(typeName);
  }

  /** The constructors that every exception has: message and cause, null for what was not given. */
  $exception(message: string | null, cause: ApexException | null): this {
    this.given = message ?? (cause ? cause.given : null);
    this.message = this.given ?? '';
    this.apexCause = cause;
    prepare(this);
    return this;
  }
}

const known = new WeakMap<object, readonly (() => void)[]>();

/** Runs the field initialisers of all classes of a new instance, once, before any of its constructors does anything. */
export function prepare(instance: UserObject): void {
  if (instance.$ready) return;
  instance.$ready = true;
  let all = known.get(instance.constructor);
  if (!all) known.set(instance.constructor, (all = initialisersOf(instance)));
  for (const init of all) init.call(instance);
}

/** @returns the field initialisers of an instance's classes, base class first. */
function initialisersOf(instance: object): (() => void)[] {
  const found: (() => void)[] = [];
  for (let at: unknown = Object.getPrototypeOf(instance); at !== null; at = Object.getPrototypeOf(at)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (name.startsWith('init$')) found.unshift(value as () => void);
  }
  return found;
}

/** The class of an enum of the package: its constants by name, and all of them in order. */
export type EnumClass = { readonly $constants: readonly ApexEnum[] } & Record<string, ApexEnum>;

export function makeEnum(name: string, constants: readonly string[]): EnumClass {
  const values = constants.map((c, i) => new ApexEnum(name, c, i));
  return Object.assign(Object.create(null) as object, Object.fromEntries(values.map((v) => [v.constant, v])), {
    $constants: values
  }) as EnumClass;
}
