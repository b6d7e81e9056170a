import type { ApexType } from '../../runtime/type.ts';
import { argument } from '../../values/index.ts';
import { systemClass } from '../define.ts';
import { parseJson, typedText, untyped } from '../json/read.ts';
import { Generator } from '../json/generate.ts';
import { TokenReader } from '../json/tokens.ts';
import { writeJson } from '../json/write.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm */
export default systemClass('public class System.JSON', {
  'static String serialize(Object value)': (value: unknown) => writeJson(value),
  'static String serialize(Object value, Boolean suppressNulls)': (value: unknown, suppressNulls: boolean | null) =>
    writeJson(value, { suppressNulls: suppressNulls === true }),
  'static String serializePretty(Object value)': (value: unknown) => writeJson(value, { pretty: true }),
  'static String serializePretty(Object value, Boolean suppressNulls)': (value: unknown, suppressNulls: boolean | null) =>
    writeJson(value, { suppressNulls: suppressNulls === true, pretty: true }),
  'static Object deserialize(String text, Type type)': (text: string | null, type: ApexType | null) =>
    typedText(argument(text), argument(type), false),
  'static Object deserializeStrict(String text, Type type)': (text: string | null, type: ApexType | null) =>
    typedText(argument(text), argument(type), true),
  'static System.JSONParser createParser(String text)': (text: string | null) => new TokenReader(argument(text)),
  'static System.JSONGenerator createGenerator(Boolean pretty)': (pretty: boolean | null) => new Generator(argument(pretty)),
  'static Object deserializeUntyped(String text)': (text: string | null) => untyped(parseJson(argument(text)))
});
