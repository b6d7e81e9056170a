/**
 * Every Apex exception is a JavaScript error of this class. The platform's own (`System.ListException`) are plain instances with
 * their type's name; an Apex class that extends Exception compiles to a subclass of it.
 */
export class ApexException extends Error {
  /** `System.DmlException`, or the name of the Apex class. */
  readonly typeName: string;
  apexCause: ApexException | null = null;
  /** What one kind of exception holds beside its message: the failed rows of a DmlException, the characters of a JSON error. */
  detail: unknown = null;
  /** Null until a message was given: `new MyException().getMessage()` is then the sentence about it. */
  given: string | null;
  /** Apex frames, `Class.Foo.bar: line 12, column 1`; filled by the runtime from the JavaScript stack. */
  apexStack: string | null = null;

  constructor(typeName: string, message: string | null = null, cause: ApexException | null = null) {
    super(message ?? '');
    this.name = typeName;
    this.typeName = typeName;
    this.given = message;
    this.apexCause = cause;
  }
}

/** @throws ApexException of a system type, named without its namespace: `raise('ListException', 'List index out of bounds: 3')`. */
export function raise(type: string, message: string, detail: unknown = null): never {
  throw systemException(type, message, detail);
}

/** @returns an exception of a system type, to be thrown by the caller. */
export function systemException(type: string, message: string, detail: unknown = null): ApexException {
  const exception = new ApexException(type.includes('.') ? type : `System.${type}`, message);
  exception.detail = detail;
  return exception;
}

/** @returns the value. @throws NullPointerException in the platform's words when there is none. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) raise('NullPointerException', 'Attempt to de-reference a null object');
  return value;
}

/** @returns the argument of a library call. @throws NullPointerException `Argument cannot be null.` */
export function argument<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) raise('NullPointerException', 'Argument cannot be null.');
  return value;
}
