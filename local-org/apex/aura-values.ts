import { SRecord } from '../schema/record.ts';
import { fieldOf } from '../schema/types.ts';
import type { FieldDef, ObjectDef, Value } from '../schema/types.ts';
import type { Engine } from './runtime/engine.ts';
import type { ApexType, UserClass } from './runtime/type.ts';
import type { Json } from './types.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnum,
  ApexException,
  ApexList,
  ApexMap,
  ApexSet,
  ApexTime,
  raise,
  toId
} from './values/index.ts';

type JsonObject = { readonly [key: string]: Json };

/** Apex values from and to the JSON of Lightning components: typed by the method's signature on the way in. */
export class AuraValues {
  private readonly engine: Engine;
  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** JSON as a value of a parameter's type. @throws TypeException when it is no such value. */
  read(json: Json | undefined, type: ApexType): unknown {
    if (json === null || json === undefined) return null;
    if (type.object || type.name === 'SObject') return this.readRecord(json, type);
    if (type.is('List') || type.is('Set') || type.is('Map')) return this.readCollection(json, type);
    if (type.user) return type.user.kind === 'enum' ? this.readEnum(json, type.user.values(), type) : this.readInstance(json, type.user);
    if (type.library?.kind === 'enum') return this.readEnum(json, type.library.constants, type);
    return this.readScalar(json, type);
  }

  private refuse(type: ApexType): never {
    raise('TypeException', `Value provided is invalid for action parameter of type '${type.name}'`);
  }

  private readScalar(json: Json, type: ApexType): unknown {
    const text = String(json);
    const isNumber = typeof json === 'number' || (typeof json === 'string' && /^-?\d+(\.\d+)?$/.test(json));
    switch (type.name) {
      case 'String':
        return typeof json === 'object' ? this.refuse(type) : text;
      case 'Id':
        return text === '' ? null : toId(text);
      case 'Boolean':
        return typeof json === 'boolean' ? json : text === 'true' ? true : text === 'false' ? false : this.refuse(type);
      case 'Integer':
        return isNumber && Number.isInteger(Number(json)) ? Number(json) | 0 : text === '' ? null : this.refuse(type);
      case 'Long':
        return isNumber && Number.isInteger(Number(json)) ? BigInt(text) : text === '' ? null : this.refuse(type);
      case 'Double':
        return isNumber ? new ApexDouble(Number(json)) : text === '' ? null : this.refuse(type);
      case 'Decimal':
        return isNumber ? ApexDecimal.parse(text) : text === '' ? null : this.refuse(type);
      case 'Date':
        return text === '' ? null : ApexDate.fromIso(text.slice(0, 10));
      case 'Datetime':
        return text === '' ? null : ApexDatetime.fromIso(text);
      case 'Time':
        return text === '' ? null : ApexTime.fromIso(text);
      case 'Blob':
        return new ApexBlob(Buffer.from(text, 'base64'));
      case 'Object':
        return this.untyped(json);
      default:
        return this.refuse(type);
    }
  }

  private untyped(json: Json): unknown {
    const object = this.engine.typeNamed('Object')!;
    if (json === null || typeof json === 'string' || typeof json === 'boolean') return json;
    if (typeof json === 'number') return Number.isInteger(json) && Math.abs(json) < 2 ** 31 ? json : ApexDecimal.parse(String(json));
    if (isArray(json))
      return new ApexList(
        object,
        json.map((v) => this.untyped(v))
      );
    return new ApexMap(
      this.engine.typeNamed('String')!,
      object,
      Object.entries(json).map(([k, v]) => [k, this.untyped(v)] as const)
    );
  }

  private readCollection(json: Json, type: ApexType): unknown {
    const [first, second] = type.args as [ApexType, ApexType];
    if (type.is('Map')) {
      if (typeof json !== 'object' || isArray(json) || json === null) return this.refuse(type);
      return new ApexMap(
        first,
        second,
        Object.entries(json).map(([k, v]) => [this.read(k, first), this.read(v, second)] as const)
      );
    }
    if (!isArray(json)) return this.refuse(type);
    const items = json.map((v) => this.read(v, first));
    return type.is('List') ? new ApexList(first, items) : new ApexSet(first, items);
  }

  private readEnum(json: Json, constants: readonly ApexEnum[], type: ApexType): ApexEnum {
    return constants.find((c) => c.constant === json) ?? this.refuse(type);
  }

  private readInstance(json: Json, cls: UserClass): object {
    if (typeof json !== 'object' || json === null || isArray(json)) return this.refuse(cls.type);
    const instance = cls.construct();
    for (const field of cls.fields) {
      const value = json[field.name];
      if (value !== undefined && isAuraEnabled(field.annotations)) field.set(instance, this.read(value, field.type));
    }
    return instance;
  }

  private readRecord(json: Json, type: ApexType): SRecord {
    if (typeof json !== 'object' || json === null || isArray(json)) return this.refuse(type);
    const named = json['sobjectType'] ?? json['apiName'] ?? (json['attributes'] as JsonObject | undefined)?.['type'];
    const object = type.object ?? this.engine.org.schema.object(String(named ?? ''));
    if (!object) return this.refuse(type);
    const record = new SRecord(object);
    for (const [name, value] of Object.entries(json)) {
      const field = fieldOf(object, name);
      if (field) record.values.set(field.name, this.readField(value, field));
      else this.readParent(record, object, name, value);
    }
    return record;
  }

  private readParent(record: SRecord, object: ObjectDef, name: string, value: Json): void {
    const field = [...object.fields.values()].find((f) => f.relationshipName?.toLowerCase() === name.toLowerCase());
    const parent = field?.referenceTo[0] && this.engine.typeNamed(field.referenceTo[0]);
    if (field?.relationshipName && parent)
      record.parents.set(field.relationshipName, value === null ? null : this.readRecord(value, parent));
  }

  private readField(json: Json, field: FieldDef): Value {
    if (json === null || json === '') return null;
    if (typeof json === 'object') raise('TypeException', `Value provided is invalid for field ${field.name}`);
    if (['Number', 'Currency', 'Percent', 'Integer'].includes(field.type)) return Number(json);
    return field.type === 'DateTime' ? ApexDatetime.fromIso(String(json)).toIso() : json;
  }

  /** A value as JSON: of instances only what is @AuraEnabled. */
  write(value: unknown): Json {
    if (value === null || value === undefined) return null;
    if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
    if (typeof value === 'bigint') return Number(value);
    if (value instanceof ApexDecimal) return value.toNumber();
    if (value instanceof ApexDouble) return value.value;
    if (value instanceof ApexDate || value instanceof ApexDatetime) return value.toIso();
    if (value instanceof ApexTime) return value.millis;
    if (value instanceof ApexBlob) return value.base64();
    if (value instanceof ApexEnum) return value.constant;
    if (value instanceof ApexList) return value.items.map((v) => this.write(v));
    if (value instanceof ApexSet) return [...value.values()].map((v) => this.write(v));
    if (value instanceof ApexMap) return Object.fromEntries([...value.entries()].map(([k, v]) => [String(this.write(k)), this.write(v)]));
    if (value instanceof SRecord) return this.writeRecord(value);
    return this.writeInstance(value as object);
  }

  private writeInstance(value: object): Json {
    const type = this.engine.typeOf(value);
    if (value instanceof ApexException || !type.user) raise('JSONException', `Not serializable type: ${type.name}`);
    const json: Record<string, Json> = {};
    for (const field of type.user.fields) {
      if (!isAuraEnabled(field.annotations)) continue;
      const written = field.get(value);
      if (written !== null) json[field.name] = this.write(written);
    }
    return json;
  }

  private writeRecord(record: SRecord): Json {
    const json: Record<string, Json> = {};
    for (const [name, value] of record.values)
      if (value !== null) json[name] = value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
    for (const [name, parent] of record.parents) if (parent) json[name] = this.writeRecord(parent);
    for (const [name, children] of record.children) json[name] = children.map((c) => this.writeRecord(c));
    return json;
  }
}

function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function isAuraEnabled(annotations: readonly { readonly name: string }[]): boolean {
  return annotations.some((a) => a.name.toLowerCase() === 'auraenabled');
}
