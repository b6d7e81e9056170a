import { argument } from '../../values/index.ts';
import { systemClass, type Implementation } from '../define.ts';
import { Generator } from '../json/generate.ts';

/** `writeNumber(Integer)` and `writeNumberField(String, Integer)` of one type. */
function pair(word: string, type: string): Record<string, Implementation> {
  return {
    [`void write${word}(${type} value)`]: (self: Generator, value: unknown) => {
      self.value(value);
    },
    [`void write${word}Field(String name, ${type} value)`]: (self: Generator, name: string | null, value: unknown) => {
      self.name(argument(name));
      self.value(value);
    }
  };
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_JsonGenerator.htm */
export default systemClass(
  'public class System.JSONGenerator',
  {
    'String getAsString()': (self: Generator) => self.text,
    'void close()': (self: Generator) => {
      self.closed = true;
    },
    'Boolean isClosed()': (self: Generator) => self.closed,
    'void writeStartObject()': (self: Generator) => {
      self.start('object');
    },
    'void writeEndObject()': (self: Generator) => {
      self.end('object');
    },
    'void writeStartArray()': (self: Generator) => {
      self.start('array');
    },
    'void writeEndArray()': (self: Generator) => {
      self.end('array');
    },
    'void writeFieldName(String name)': (self: Generator, name: string | null) => {
      self.name(argument(name));
    },
    'void writeNull()': (self: Generator) => {
      self.value(null);
    },
    'void writeNullField(String name)': (self: Generator, name: string | null) => {
      self.name(argument(name));
      self.value(null);
    },
    ...pair('Blob', 'Blob'),
    ...pair('Boolean', 'Boolean'),
    ...pair('Date', 'Date'),
    ...pair('DateTime', 'Datetime'),
    ...pair('Time', 'Time'),
    ...pair('Id', 'Id'),
    ...pair('String', 'String'),
    ...pair('Object', 'Object'),
    ...pair('Number', 'Integer'),
    ...pair('Number', 'Long'),
    ...pair('Number', 'Double'),
    ...pair('Number', 'Decimal')
  },
  { native: Generator }
);
