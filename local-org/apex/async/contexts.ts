import { ApexEnum, type ApexException } from '../values/index.ts';
import { systemClass, systemEnum, type LibraryClass } from '../library/define.ts';
import { raise } from '../values/index.ts';

/** What the platform hands to a running job, and the interfaces the job implements. */
export class JobContext {
  readonly jobId: string;
  constructor(jobId: string) {
    this.jobId = jobId;
  }
}
export class QueueableJobContext extends JobContext {}
export class BatchJobContext extends JobContext {
  readonly childJobId: string;
  constructor(jobId: string, childJobId: string) {
    super(jobId);
    this.childJobId = childJobId;
  }
}
export class ScheduledJobContext extends JobContext {}
export class FinalizerJobContext extends JobContext {
  readonly exception: ApexException | null;
  readonly requestId: string;
  constructor(jobId: string, exception: ApexException | null) {
    super(jobId);
    this.exception = exception;
    this.requestId = crypto.randomUUID();
  }
}

const notCalled = (): never => raise('TypeException', 'This interface is implemented by classes of the package');
export const ParentJobResult = systemEnum('System.ParentJobResult', ['SUCCESS', 'UNHANDLED_EXCEPTION']);

export default [
  ParentJobResult,
  systemClass('public interface System.Queueable', { 'void execute(QueueableContext context)': notCalled }),
  systemClass(
    'public interface System.QueueableContext',
    { 'Id getJobId()': (self: JobContext) => self.jobId },
    { native: QueueableJobContext }
  ),
  systemClass('public interface System.Schedulable', { 'void execute(SchedulableContext context)': notCalled }),
  systemClass(
    'public interface System.SchedulableContext',
    { 'Id getTriggerId()': (self: JobContext) => self.jobId },
    { native: ScheduledJobContext }
  ),
  systemClass('public interface System.Finalizer', { 'void execute(FinalizerContext context)': notCalled }),
  systemClass(
    'public interface System.FinalizerContext',
    {
      'Id getAsyncApexJobId()': (self: FinalizerJobContext) => self.jobId,
      'Exception getException()': (self: FinalizerJobContext) => self.exception,
      'System.ParentJobResult getResult()': (self: FinalizerJobContext): ApexEnum =>
        ParentJobResult.value(self.exception ? 'UNHANDLED_EXCEPTION' : 'SUCCESS'),
      'String getRequestId()': (self: FinalizerJobContext) => self.requestId
    },
    { native: FinalizerJobContext }
  ),
  systemClass('public interface Database.Batchable<T>', {
    'void execute(Database.BatchableContext context, List<T> scope)': notCalled,
    'void finish(Database.BatchableContext context)': notCalled
  }),
  systemClass(
    'public interface Database.BatchableContext',
    {
      'Id getJobId()': (self: BatchJobContext) => self.jobId,
      'Id getChildJobId()': (self: BatchJobContext) => self.childJobId
    },
    { native: BatchJobContext }
  ),
  systemClass('public interface Database.Stateful', {}),
  systemClass('public interface Database.AllowsCallouts', {}),
  systemClass('public interface Database.RaisesPlatformEvents', {})
] as LibraryClass[];
