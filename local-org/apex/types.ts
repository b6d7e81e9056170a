import type { TriggerRunner } from '../dml/types.ts';
import type { Value } from '../schema/types.ts';

/** A value on its way between JSON and an Apex parameter or result. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface ApexService extends TriggerRunner {
  /** Calls an @AuraEnabled static method as the user, in its own transaction. @throws ApexFault. */
  invokeAura(userId: string, className: string, method: string, parameters: Readonly<Record<string, Json>>): Json;
  /** Dispatches to an @RestResource class. @returns status, headers and body to send. */
  invokeRest(userId: string, request: RestRequestData): RestResponseData;
  /** Anonymous Apex, in its own transaction. */
  executeAnonymous(userId: string, source: string): AnonymousResult;
  /** Runs test classes (all when empty), each method rolled back; with coverage by class and trigger. */
  runTests(classNames: readonly string[], onProgress?: (result: TestMethodResult) => void): TestRun;
  /** Sees to it that every class compiles. @throws CompileErrors. */
  compileAll(): void;
}

export interface RestRequestData {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface RestResponseData {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface AnonymousResult {
  readonly compiled: boolean;
  readonly success: boolean;
  readonly line: number;
  readonly column: number;
  readonly compileProblem: string | null;
  readonly exceptionMessage: string | null;
  readonly exceptionStackTrace: string | null;
  /** Debug lines alone: `USER_DEBUG|DEBUG|text`. */
  readonly debugLog: string;
  /** The log as the platform writes it. */
  readonly log: string;
}
export interface TestMethodResult {
  readonly className: string;
  readonly methodName: string;
  readonly outcome: 'Pass' | 'Fail' | 'CompileFail';
  readonly message: string | null;
  readonly stackTrace: string | null;
  readonly milliseconds: number;
}
export interface TestRun {
  readonly results: readonly TestMethodResult[];
  readonly coverage: readonly {
    readonly name: string;
    readonly kind: 'Class' | 'Trigger';
    readonly covered: readonly number[];
    readonly uncovered: readonly number[];
  }[];
}

/** An Apex exception that reached the edge, in the platform's shape. */
export class ApexFault extends Error {
  readonly exceptionType: string;
  readonly apexStack: string;
  /** For AuraHandledException and DML faults: what LWC error handling reads in `error.body`. */
  readonly body: Json;
  constructor(exceptionType: string, message: string, apexStack: string, body: Json) {
    super(message);
    this.name = 'ApexFault';
    this.exceptionType = exceptionType;
    this.apexStack = apexStack;
    this.body = body;
  }
}

/** Work that runs after commit: queueables, batches, scheduled classes, future methods, platform events. */
export interface AsyncService {
  /** Runs everything due, in order, each item in its own transaction, until nothing is left. @returns items run. */
  drain(): number;
  /** Publishes a platform event row. Immediate events survive a rollback of the running transaction. */
  publish(event: string, values: ReadonlyMap<string, Value>, userId: string): void;
  /** Starts the server's worker: drains after each commit and at the minute of scheduled work. @returns stop. */
  start(onError: (error: unknown) => void): () => void;
}
