import { decimalOf, decimalText, parseDecimal, type Decimal } from './decimal.js';
import { parseDuration } from './duration.js';
import { problem, spend, type Call } from './problem.js';
import { readRange } from './range-text.js';
import { parseDate, parseDateTime, parseTime } from './temporal.js';
import { contextOf, isDecimal, isList, kindOf, MAX_DATA_DEPTH, normalName, type Value } from './value.js';
import { isoText, rangeText } from './value-text.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = Readonly<Record<string, Json>>;

/** Kinds that JSON has no form for, as `{"@type": …, "@value": …}`. */
const READERS: Readonly<Record<string, (text: string) => Value | undefined>> = {
  number: parseDecimal,
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  'days and time duration': parseDuration,
  'years and months duration': parseDuration,
  range: readRange,
};

/** The value a tagged object stands for; undefined for any other object, which is then a context. */
function readTagged(json: JsonObject): Value | undefined {
  const { '@type': type, '@value': text } = json;
  if (typeof type !== 'string' || typeof text !== 'string' || !Object.hasOwn(READERS, type)) return undefined;
  const value = READERS[type]?.(text);
  return value === undefined || kindOf(value) !== type || Object.keys(json).length !== 2 ? undefined : value;
}

/** Meant as a value of FEEL, but of no kind that there is, or not a value of that kind. Other programs have an `@type` of their own. */
export const isMistagged = (json: JsonObject): boolean =>
  typeof json['@type'] === 'string' && ('@value' in json || Object.hasOwn(READERS, json['@type'])) && readTagged(json) === undefined;

/** What `@type` may say. */
export const TAGGED_KINDS: readonly string[] = Object.keys(READERS);

export const isJsonList = (json: Json): json is readonly Json[] => Array.isArray(json);

export function fromJson(json: Json, depth = 0): Value {
  if (typeof json === 'number') return decimalOf(json) ?? null;
  if (typeof json === 'string') return json.normalize('NFC');
  if (json === null || typeof json === 'boolean') return json;
  // Data nested deeper is cut off: reading it recurses.
  if (typeof json !== 'object' || depth > MAX_DATA_DEPTH) return null;
  if (isJsonList(json)) return json.map((item) => fromJson(item, depth + 1));
  const tagged = readTagged(json);
  if (tagged !== undefined) return tagged;
  return contextOf(Object.entries(json).map(([name, value]) => [normalName(name), fromJson(value, depth + 1)]));
}

/** The field of a JSON object without converting its other fields; undefined where it is no plain object. */
export function jsonField(json: Json, name: string): { found: Json | undefined } | undefined {
  if (json === null || typeof json !== 'object' || isJsonList(json) || '@type' in json) return undefined;
  if (Object.hasOwn(json, name)) return { found: json[name] };
  const key = Object.keys(json).find((each) => normalName(each) === name);
  return { found: key === undefined ? undefined : json[key] };
}

/** `plain` writes dates, times and durations as their text; `tagged` keeps what they are. */
export type Output = 'plain' | 'tagged';

/** A value shared by many lists would come out many times, so writing is paid for item by item. */
export function toJson(value: Value, output: Output, call: Call, depth = 0): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isDecimal(value)) return numberJson(value);
  if (!spend(call.evaluation, call.span)) return null;
  if (depth > MAX_DATA_DEPTH)
    return problem(call.evaluation, call.span, 'TOO_LARGE', 'kết quả lồng quá sâu', 'the result is nested too deeply');
  if (isList(value)) return value.map((item) => toJson(item, output, call, depth + 1));
  switch (value.kind) {
    case 'context':
      return Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, toJson(entry, output, call, depth + 1)]));
    case 'function':
      return problem(call.evaluation, call.span, 'NOT_DATA', 'kết quả là một hàm', 'the result is a function');
    case 'range':
      return written('range', rangeText(value), output);
    default:
      return written(value.kind, isoText(value), output);
  }
}

const written = (type: string, text: string, output: Output): Json => (output === 'tagged' ? { '@type': type, '@value': text } : text);

/** A JSON number when it prints the same decimal; otherwise nobody could read it back. */
function numberJson(value: Decimal): Json {
  const text = decimalText(value);
  const number = Number(text);
  const printed = Number.isFinite(number) ? decimalOf(number) : undefined;
  return printed !== undefined && decimalText(printed) === text ? number : { '@type': 'number', '@value': text };
}
