import { transact } from '../transaction.ts';
import type { Transaction } from '../transaction.ts';
import type { Org } from '../org.ts';
import type { DmlOperation, TriggerTiming } from '../dml/types.ts';
import type { SRecord } from '../schema/record.ts';
import { AuraValues } from './aura-values.ts';
import type { CompileOptions } from './compile.ts';
import { CompileErrors } from './errors.ts';
import { asException, toFault } from './faults.ts';
import { debugLog, debugText } from './library/debug.ts';
import type { DebugLog } from './library/debug.ts';
import { forbidDml } from './library/dml.ts';
import { libraryClasses } from './library/index.ts';
import { writtenOut } from './logs.ts';
import { invokeRest } from './rest.ts';
import { ApexEngine } from './runtime/apex-engine.ts';
import { withStack } from './runtime/stack.ts';
import type { ApexType, UserMethod } from './runtime/type.ts';
import { runTests } from './test-runner/index.ts';
import { Triggers } from './triggers.ts';
import { ApexFault } from './types.ts';
import type { AnonymousResult, ApexService, Json, RestRequestData, RestResponseData, TestMethodResult, TestRun } from './types.ts';
import { exceptionText } from './values/index.ts';

/** The org's Apex: what comes in from outside, and the triggers that the save order runs. */
export class Apex extends ApexEngine implements ApexService {
  private readonly triggers: Triggers;
  private readonly aura: AuraValues;
  private readonly cacheDir: string | null;

  constructor(org: Org, options: CompileOptions) {
    super(org, libraryClasses, options);
    this.triggers = new Triggers(this);
    this.aura = new AuraValues(this);
    this.cacheDir = options.cacheDir ?? null;
  }

  has(object: string, timing: TriggerTiming, operation: DmlOperation): boolean {
    return this.triggers.has(object, timing, operation);
  }

  run(object: string, timing: TriggerTiming, operation: DmlOperation, newRecords: SRecord[] | null, oldRecords: SRecord[] | null): void {
    this.triggers.run(object, timing, operation, newRecords, oldRecords);
  }

  compileAll(): void {
    this.program.all();
  }

  invokeAura(userId: string, className: string, method: string, parameters: Readonly<Record<string, Json>>): Json {
    const found = this.auraMethod(className, method);
    if (!this.org.security.canExecuteApex(userId, className))
      throw refusal(`You do not have access to the Apex class named '${className}'.`, 'System.NoAccessException');
    return this.edge(() =>
      transact(this.org, userId, 'aura', () =>
        this.enter(() => {
          if (found.annotations.some((a) => a.name.toLowerCase() === 'auraenabled' && a.values['cacheable'] === true))
            forbidDml('DML currently not allowed');
          const args = found.parameters.map((p) => this.aura.read(parameters[p.name], p.type));
          return this.aura.write(found.invoke(null, args));
        })
      )
    );
  }

  private auraMethod(className: string, method: string): UserMethod {
    const type: ApexType | null = this.typeNamed(className);
    const found = type?.user?.methods.find(
      (m) => m.isStatic && m.name === method && m.annotations.some((a) => a.name.toLowerCase() === 'auraenabled')
    );
    if (!found) throw refusal(`Apex class or method not found: ${className}.${method}`, 'System.NoDataFoundException');
    return found;
  }

  invokeRest(userId: string, request: RestRequestData): RestResponseData {
    return this.edge(() => invokeRest(this, userId, request));
  }

  private edge<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw toFault(error);
    }
  }

  executeAnonymous(userId: string, source: string): AnonymousResult {
    const none = {
      compiled: true,
      success: true,
      line: -1,
      column: -1,
      compileProblem: null,
      exceptionMessage: null,
      exceptionStackTrace: null,
      debugLog: '',
      log: ''
    };
    let body: () => void;
    try {
      body = this.anonymous(source);
    } catch (error) {
      const problem = error instanceof CompileErrors ? error.problems[0] : undefined;
      if (!problem) throw error;
      return { ...none, compiled: false, success: false, line: problem.line, column: problem.column, compileProblem: problem.message };
    }
    let ran: Transaction | null = null;
    let log: DebugLog | null = null;
    const told = (): Pick<AnonymousResult, 'debugLog' | 'log'> =>
      ran && log ? { debugLog: debugText(log), log: writtenOut(ran, log) } : { debugLog: '', log: '' };
    try {
      transact(this.org, userId, 'anonymous', (transaction) => {
        ran = transaction;
        log = debugLog();
        log.source = source;
        this.enter(body);
      });
      return { ...none, ...told() };
    } catch (error) {
      const exception = asException(error);
      if (!exception) throw error;
      withStack(exception);
      const line = Number(/AnonymousBlock: line (\d+)/.exec(exception.apexStack ?? '')?.[1] ?? -1);
      return {
        ...none,
        success: false,
        line,
        column: line < 0 ? -1 : 1,
        exceptionMessage: exceptionText(exception),
        exceptionStackTrace: exception.apexStack,
        ...told()
      };
    }
  }

  runTests(classNames: readonly string[], onProgress?: (result: TestMethodResult) => void): TestRun {
    return runTests(this.org, classNames, onProgress, this.cacheDir);
  }
}

function refusal(message: string, type: string): ApexFault {
  return new ApexFault(type, message, '', { message, exceptionType: type, isUserDefinedException: false, stackTrace: null });
}
