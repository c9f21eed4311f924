import type { Json, Variables } from '@lienthong/bpmn';
import type { factSchemas } from '@lienthong/contracts';

type Schema = Parameters<Parameters<(typeof factSchemas)['forEach']>[0]>[0];
type Field = Schema['fields'][number];

/**
 * A public fact as a procedure sees it: plain values by their field names. Enumerations read as models write them (`post`, empty when
 * not said), money as the integer it is; in proto3 JSON they would be `RETURN_MANNER_POST` and text.
 */
export function variablesOf(schema: Schema, message: object): Variables {
  return Object.fromEntries(schema.fields.map((field) => [field.localName, valueOf(field, (message as Record<string, unknown>)[field.localName])]));
}

function valueOf(field: Field, value: unknown): Json {
  switch (field.fieldKind) {
    case 'list':
      return (value as readonly unknown[]).map((item) => itemOf(field, item));
    case 'map':
      return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, itemOf(field, item)]));
    case 'message':
    case 'enum':
    case 'scalar':
      return itemOf(field, value);
  }
}

/** One value: of a single field, of a list or of a map. */
function itemOf(field: Field, value: unknown): Json {
  if (value === undefined || value === null) return null;
  if ('enum' in field && field.enum !== undefined) return enumText(field.enum, value as number);
  // A Struct is JSON already, in protobuf-es as on the wire.
  if ('message' in field && field.message !== undefined && field.message.typeName !== 'google.protobuf.Struct') return variablesOf(field.message, value as object);
  return typeof value === 'bigint' ? integerOf(value) : (value as Json);
}

function enumText(description: NonNullable<Field['enum']>, number: number): string {
  const name = description.value[number]?.localName ?? '';
  return name === 'UNSPECIFIED' ? '' : name.toLowerCase().replaceAll('_', '-');
}

/** Beyond 2^53 a number would be another one: it stays the text of its digits. */
function integerOf(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
