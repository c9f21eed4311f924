/**
 * Records facts that have no recording yet: `node test/dist/contracts/record-facts.js`. Run it when a fact joins the contract, or
 * gets more fields: then a second recording comes beside the first (`<type>.2.json`). A recording is never written again, since
 * it stands for what is out there.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DescField, DescMessage, JsonObject, JsonValue } from '@bufbuild/protobuf';
import { fromJson, ScalarType, toJson } from '@bufbuild/protobuf';
import { toBatch, toRecord, type FactEnvelope } from '@lienthong/messaging';
import { factTypes, RECORDED, recordedFacts, type RecordedFact } from './recorded-facts.js';

/** Every field is set, so that a field that stops to be read shows. */
function sampleOf(message: DescMessage): JsonObject {
  if (message.typeName === 'google.protobuf.Struct') return { flag: true, list: ['mẫu', 1], note: 'mẫu' };
  return Object.fromEntries(message.fields.map((field) => [field.jsonName, valueOf(field)]));
}

function valueOf(field: DescField): JsonValue {
  if (field.fieldKind === 'list') return [singleOf(field)];
  if (field.fieldKind === 'map') return { 'land-registry': 'H56.23', tax: 'H56.T7' };
  return singleOf(field);
}

function singleOf(field: DescField): JsonValue {
  if (field.message !== undefined) return sampleOf(field.message);
  if (field.enum !== undefined) return field.enum.values.at(-1)!.name;
  switch (field.scalar) {
    case ScalarType.STRING: return `${field.name} mẫu`;
    case ScalarType.BOOL: return true;
    case ScalarType.INT64: return '9007199254740991';
    default: return 7;
  }
}

function record(schema: DescMessage): RecordedFact {
  const envelope: FactEnvelope = {
    specversion: '1.0', id: '41', source: `lienthong.local/${schema.typeName.split('.')[1]!.replaceAll('_', '-')}`, type: schema.typeName,
    subject: '000.00.17.H56-260105-0001',
    time: '2026-01-05T09:30:00.000+07:00', datacontenttype: 'application/json', sequence: '7', logindex: '41', dossierref: 'sample-reference',
    data: toJson(schema, fromJson(schema, sampleOf(schema))) as JsonObject,
  };
  return { kafka: toRecord(envelope), feed: toBatch([envelope]) };
}

await mkdir(RECORDED, { recursive: true });
const recorded = await recordedFacts();
for (const schema of factTypes()) {
  const fact = record(schema);
  const released = recorded.filter(([, { kafka }]) => kafka.headers['ce_type'] === schema.typeName);
  if (released.some(([, { kafka }]) => kafka.value === fact.kafka.value)) continue;
  const suffix = released.length === 0 ? '' : `.${released.length + 1}`;
  await writeFile(path.join(RECORDED, `${schema.typeName}${suffix}.json`), `${JSON.stringify(fact, null, 2)}\n`);
}
