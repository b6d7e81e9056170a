import type { ApexType } from '../../runtime/type.ts';
import { engine } from '../../runtime/engine.ts';
import { argument, raise } from '../../values/index.ts';
import { systemClass, systemEnum } from '../define.ts';
import { parseJson, typed } from '../json/read.ts';
import { TokenReader, type TokenKind } from '../json/tokens.ts';

const JSONToken = systemEnum('System.JSONToken', [
  'END_ARRAY',
  'END_OBJECT',
  'FIELD_NAME',
  'NOT_AVAILABLE',
  'START_ARRAY',
  'START_OBJECT',
  'VALUE_EMBEDDED_OBJECT',
  'VALUE_FALSE',
  'VALUE_NULL',
  'VALUE_NUMBER_FLOAT',
  'VALUE_NUMBER_INT',
  'VALUE_STRING',
  'VALUE_TRUE'
]);

const constant = (kind: TokenKind | undefined) => (kind ? JSONToken.value(kind) : null);

/** The current token as a value of a primitive type. @throws JSONException when it is none. */
function as(self: TokenReader, typeName: string, kinds: readonly TokenKind[]): unknown {
  const token = self.current;
  if (token?.kind === 'VALUE_NULL') return null;
  if (!token || !kinds.includes(token.kind))
    raise('JSONException', `Current token (${token?.kind ?? 'null'}) not of type ${typeName}, can not be read as ${typeName} value`);
  return typed(token.text, engine().typeNamed(typeName)!, false);
}
const TEXT: readonly TokenKind[] = ['VALUE_STRING'];
const WHOLE: readonly TokenKind[] = ['VALUE_NUMBER_INT'];
const NUMBER: readonly TokenKind[] = ['VALUE_NUMBER_INT', 'VALUE_NUMBER_FLOAT'];
const BOOLEAN: readonly TokenKind[] = ['VALUE_TRUE', 'VALUE_FALSE'];

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_JsonParser.htm */
export default [
  JSONToken,
  systemClass(
    'public class System.JSONParser',
    {
      'System.JSONToken nextToken()': (self: TokenReader) => constant(self.next()?.kind),
      'System.JSONToken nextValue()': (self: TokenReader) => {
        while (self.next()?.kind === 'FIELD_NAME');
        return constant(self.current?.kind);
      },
      'System.JSONToken getCurrentToken()': (self: TokenReader) => constant(self.current?.kind),
      'System.JSONToken getLastClearedToken()': (self: TokenReader) => constant(self.lastCleared?.kind),
      'Boolean hasCurrentToken()': (self: TokenReader) => self.current !== null,
      'void clearCurrentToken()': (self: TokenReader) => {
        self.clear();
      },
      'void skipChildren()': (self: TokenReader) => {
        if (self.current?.kind.startsWith('START')) self.skip();
      },
      'String getCurrentName()': (self: TokenReader) => self.current?.name ?? null,
      'String getText()': (self: TokenReader) => self.current?.text ?? null,
      'Boolean getBooleanValue()': (self: TokenReader) => as(self, 'Boolean', BOOLEAN),
      'Integer getIntegerValue()': (self: TokenReader) => as(self, 'Integer', WHOLE),
      'Long getLongValue()': (self: TokenReader) => as(self, 'Long', WHOLE),
      'Decimal getDecimalValue()': (self: TokenReader) => as(self, 'Decimal', NUMBER),
      'Double getDoubleValue()': (self: TokenReader) => as(self, 'Double', NUMBER),
      'Date getDateValue()': (self: TokenReader) => as(self, 'Date', TEXT),
      'Datetime getDateTimeValue()': (self: TokenReader) => as(self, 'Datetime', TEXT),
      'Time getTimeValue()': (self: TokenReader) => as(self, 'Time', TEXT),
      'Id getIdValue()': (self: TokenReader) => as(self, 'Id', TEXT),
      'Blob getBlobValue()': (self: TokenReader) => as(self, 'Blob', TEXT),
      'Object readValueAs(Type type)': (self: TokenReader, type: ApexType | null) => typed(parseJson(self.skip()), argument(type), false),
      'Object readValueAsStrict(Type type)': (self: TokenReader, type: ApexType | null) =>
        typed(parseJson(self.skip()), argument(type), true)
    },
    { native: TokenReader }
  )
];
