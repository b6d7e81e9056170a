import type { SaveResult } from '../../../dml/types.ts';
import type { RecordError } from '../../../schema/record.ts';
import { systemClass, type LibraryClass } from '../define.ts';
import { listOf } from '../make.ts';
import { statusCode } from '../System/StatusCode.ts';

/** What the kinds of result have in common; each is its own class so that values know their type. */
class Result {
  readonly result: SaveResult;
  constructor(result: SaveResult) {
    this.result = result;
  }
}
export class ApexSaveResult extends Result {}
export class ApexUpsertResult extends Result {}
export class ApexDeleteResult extends Result {}
export class ApexUndeleteResult extends Result {}
export class ApexEmptyRecycleBinResult extends Result {}

/** One `Database.Error`. */
export class ApexError {
  readonly error: RecordError;
  constructor(error: RecordError) {
    this.error = error;
  }
}

const errorsOf = (self: Result) =>
  listOf(
    'Database.Error',
    self.result.errors.map((error) => new ApexError(error))
  );
const fieldsOf = (self: ApexError) => listOf('String', [...self.error.fields]);
const members = {
  'Id getId()': (self: Result) => self.result.id,
  'Id id {get;}': (self: Result) => self.result.id,
  'Boolean isSuccess()': (self: Result) => self.result.success,
  'Boolean success {get;}': (self: Result) => self.result.success,
  'List<Database.Error> getErrors()': errorsOf,
  'List<Database.Error> errors {get;}': errorsOf
};

export default [
  systemClass('public class Database.SaveResult', members, { native: ApexSaveResult }),
  systemClass(
    'public class Database.UpsertResult',
    {
      ...members,
      'Boolean isCreated()': (self: Result) => self.result.created,
      'Boolean created {get;}': (self: Result) => self.result.created
    },
    { native: ApexUpsertResult }
  ),
  systemClass('public class Database.DeleteResult', members, { native: ApexDeleteResult }),
  systemClass('public class Database.UndeleteResult', members, { native: ApexUndeleteResult }),
  systemClass('public class Database.EmptyRecycleBinResult', members, { native: ApexEmptyRecycleBinResult }),
  systemClass(
    'public class Database.Error',
    {
      'String getMessage()': (self: ApexError) => self.error.message,
      'String message {get;}': (self: ApexError) => self.error.message,
      'StatusCode getStatusCode()': (self: ApexError) => statusCode(self.error.statusCode),
      'StatusCode statusCode {get;}': (self: ApexError) => statusCode(self.error.statusCode),
      'List<String> getFields()': fieldsOf,
      'List<String> fields {get;}': fieldsOf
    },
    { native: ApexError }
  )
] as LibraryClass[];
