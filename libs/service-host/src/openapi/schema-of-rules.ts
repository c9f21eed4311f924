import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';

/** Where class-validator's rules become JSON Schema; `value` is the first argument of the rule's decorator. */
type Rule = Readonly<{ name?: string | undefined; type: string; constraints: readonly unknown[] | undefined; each: boolean; propertyName: string }>;
type Schema = Record<string, unknown>;

const SCHEMA_OF_RULE: Readonly<Record<string, (value: unknown, second: unknown) => Schema>> = {
  isString: () => ({ type: 'string' }), isNotEmpty: () => ({}), isInt: () => ({ type: 'integer' }), isNumber: () => ({ type: 'number' }), isBoolean: () => ({ type: 'boolean' }),
  isObject: () => ({ type: 'object' }), min: (value) => ({ minimum: value }), max: (value) => ({ maximum: value }), isPositive: () => ({ exclusiveMinimum: 0 }),
  minLength: (value) => ({ minLength: value }), maxLength: (value) => ({ maxLength: value }), isLength: (least, most) => ({ minLength: least, ...(most !== undefined && { maxLength: most }) }),
  matches: (value) => ({ type: 'string', pattern: value instanceof RegExp ? value.source : String(value) }),
  isIn: (value) => ({ enum: value }), isEnum: (value) => ({ enum: Object.values(value as object) }),
  isUuid: () => ({ type: 'string', format: 'uuid' }), isRFC3339: () => ({ type: 'string', format: 'date-time' }), isISO8601: () => ({ type: 'string', format: 'date-time' }),
  isDateString: () => ({ type: 'string', format: 'date-time' }), isEmail: () => ({ type: 'string', format: 'email' }), isUrl: () => ({ type: 'string', format: 'uri' }),
  isNumberString: () => ({ type: 'string', pattern: '^\\d+$' }), isHexadecimal: () => ({ type: 'string', pattern: '^[0-9a-fA-F]+$' }),
};
const SCHEMA_OF_LIST_RULE: Readonly<Record<string, (value: unknown) => Schema>> = {
  arrayMinSize: (value) => ({ minItems: value }), arrayMaxSize: (value) => ({ maxItems: value }), arrayNotEmpty: () => ({ minItems: 1 }), arrayUnique: () => ({ uniqueItems: true }),
};

const described = new WeakSet<object>();

/**
 * Tells @nestjs/swagger what class-validator already knows of a request class, and of the classes nested in it: the rules that
 * check a body are also its published schema, so the two cannot differ. An explicit @ApiProperty keeps its word.
 */
export function describeRequestClass(type: Type<object>): boolean {
  const rules = rulesOf(type);
  if (rules.length === 0) return false;
  if (described.has(type)) return true;
  described.add(type);
  for (const property of new Set(rules.map(({ propertyName }) => propertyName))) {
    describeProperty(type, property, rules.filter(({ propertyName }) => propertyName === property));
  }
  return true;
}

function describeProperty(type: Type<object>, property: string, rules: readonly Rule[]): void {
  const isList = (Reflect.getMetadata('design:type', type.prototype as object, property) as unknown) === Array;
  const nested = rules.some(({ type: kind }) => kind === 'nestedValidation') ? nestedClassOf(type, property, isList) : undefined;
  if (nested !== undefined) describeRequestClass(nested);
  const element = Object.assign({}, ...rules.filter(({ each }) => each || !isList).map(schemaOf)) as Schema;
  const list = Object.assign({}, ...rules.map(({ name = '', constraints }) => SCHEMA_OF_LIST_RULE[name]?.(constraints?.[0]) ?? {})) as Schema;
  const required = !rules.some(({ type: kind, name }) => kind === 'conditionalValidation' || name === 'isOptional');
  const options = { ...element, ...list, ...(nested && { type: nested }), ...(isList && { isArray: true, ...(!nested && { type: 'array', items: element }) }), required };
  ApiProperty(options as ApiPropertyOptions)(type.prototype as object, property);
}

function schemaOf({ name = '', constraints }: Rule): Schema {
  return SCHEMA_OF_RULE[name]?.(constraints?.[0], constraints?.[1]) ?? {};
}

/** The class that @Type names, found by transforming an empty one: class-transformer tells nobody otherwise. */
function nestedClassOf(type: Type<object>, property: string, isList: boolean): Type<object> | undefined {
  const sample = plainToInstance(type, { [property]: isList ? [{}] : {} }) as Record<string, unknown>;
  const nested = (isList ? (sample[property] as unknown[])[0] : sample[property]) as object | undefined;
  return nested === undefined || nested.constructor === Object ? undefined : nested.constructor as Type<object>;
}

function rulesOf(type: Type<object>): readonly Rule[] {
  return getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
}
