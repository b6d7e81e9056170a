import type { FailedRow } from '../dml.ts';
import { systemClass, systemException, type LibraryClass } from '../define.ts';
import { listOf } from '../make.ts';
import { ApexEnum, ApexException, raise } from '../../values/index.ts';
import { sobjectFieldOf } from '../Schema/tokens.ts';
import { current } from '../../../transaction.ts';
import { statusCode } from './StatusCode.ts';

const Exception_ = systemClass(
  'public abstract virtual class System.Exception',
  {
    'String getMessage()': getMessage,
    'Exception getCause()': (self: ApexException) => self.apexCause,
    'void initCause(Exception cause)': (self: ApexException, cause: ApexException | null) => {
      if (self.apexCause) raise('IllegalArgumentException', "Can't overwrite cause");
      self.apexCause = cause;
    },
    'void setMessage(String message)': (self: ApexException, message: string | null) => {
      self.given = message;
      if (self.typeName === AURA) self.detail = 'message set';
      self.message = message ?? '';
    },
    'String getTypeName()': (self: ApexException) => self.typeName,
    'Integer getLineNumber()': (self: ApexException) => Number(/line (\d+)/.exec(self.apexStack ?? '')?.[1] ?? 0),
    'String getStackTraceString()': (self: ApexException) => self.apexStack ?? ''
  },
  { native: ApexException }
);

const AURA = 'System.AuraHandledException';

/** The message given to an AuraHandledException is for the client; Apex reads it only after `setMessage`. */
function getMessage(self: ApexException): string | null {
  if (self.typeName === AURA && self.detail === null) return 'Script-thrown exception';
  return self.given ?? (self.typeName.startsWith('System.') ? null : 'Script-thrown exception');
}

const failed = (self: ApexException, index: number): FailedRow => {
  const rows = (self.detail ?? []) as readonly FailedRow[];
  const row = rows[index];
  if (!row) raise('ListException', `List index out of bounds: ${index}`);
  return row;
};
const fieldNames = (self: ApexException, index: number): readonly string[] => failed(self, index).errors[0]?.fields ?? [];

const DmlException_ = systemException('System.DmlException', {
  'Integer getNumDml()': (self: ApexException) => ((self.detail ?? []) as readonly FailedRow[]).length,
  'Integer getDmlIndex(Integer index)': (self: ApexException, index: number) => failed(self, index).index,
  'Id getDmlId(Integer index)': (self: ApexException, index: number) => failed(self, index).id,
  'String getDmlMessage(Integer index)': (self: ApexException, index: number) => failed(self, index).errors[0]?.message ?? null,
  'String getDmlStatusCode(Integer index)': (self: ApexException, index: number) => failed(self, index).errors[0]?.statusCode ?? null,
  'StatusCode getDmlType(Integer index)': (self: ApexException, index: number): ApexEnum =>
    statusCode(failed(self, index).errors[0]?.statusCode ?? ''),
  'List<String> getDmlFieldNames(Integer index)': (self: ApexException, index: number) => listOf('String', [...fieldNames(self, index)]),
  'List<Schema.SObjectField> getDmlFields(Integer index)': (self: ApexException, index: number) =>
    listOf('Schema.SObjectField', tokens(self, index))
});

function tokens(self: ApexException, index: number): unknown[] {
  const objects = [...current().org.schema.objects()];
  const id = failed(self, index).id;
  const object = id === null ? undefined : current().org.schema.byKeyPrefix(id.slice(0, 3));
  return fieldNames(self, index).flatMap((name) => {
    const owner = object ?? objects.find((candidate) => candidate.fields.has(name.toLowerCase()));
    const field = owner?.fields.get(name.toLowerCase());
    return owner && field ? [sobjectFieldOf(owner, field)] : [];
  });
}

const QueryException_ = systemException('System.QueryException', {
  'Map<String,Set<String>> getInaccessibleFields()': () => null
});

const PLAIN = [
  'System.AsyncException',
  'System.CalloutException',
  'System.EmailException',
  'System.FinalException',
  'System.HandledException',
  'System.IllegalArgumentException',
  'System.InvalidParameterValueException',
  'System.InvalidReadOnlyUserDmlException',
  'System.JSONException',
  'System.LimitException',
  'System.ListException',
  'System.MathException',
  'System.NoAccessException',
  'System.NoDataFoundException',
  'System.NoSuchElementException',
  'System.NullPointerException',
  'System.ProcedureException',
  'System.RequiredFeatureMissingException',
  'System.SObjectException',
  'System.SearchException',
  'System.SecurityException',
  'System.SerializationException',
  'System.StringException',
  'System.TypeException',
  'System.UnsupportedOperationException',
  'System.VisualforceException',
  'System.XmlException',
  'System.AssertException',
  'System.DuplicateMessageException',
  'System.InvalidHeaderException',
  'System.UnexpectedException',
  'EventBus.RetryableException',
  'EventBus.InvalidReplayIdException',
  'System.TransientCursorException',
  'System.FatalCursorException'
];

export default [
  Exception_,
  DmlException_,
  QueryException_,
  ...PLAIN.map((name) => systemException(name)),
  systemException(AURA)
] as LibraryClass[];
