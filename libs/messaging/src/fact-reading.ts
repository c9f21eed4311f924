import { fromJson, type DescMessage, type JsonValue, type MessageShape } from '@bufbuild/protobuf';
import { CannotHandle, type DossierRef } from '@lienthong/event-store';
import { factSchemas } from '@lienthong/contracts';
import { causeOf, type FactEnvelope } from './fact-envelope.js';
import type { ErasedFact, Fact } from './on-fact.js';

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const NUMBER = /^(0|[1-9]\d{0,15})$/;
const TRACE_PARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;
const FACT_TYPE = /^(?<context>lienthong\.[a-z][a-z_]*)\.v(?<version>\d{1,4})\.[A-Z]\w*$/;

/*
 * Judges what arrived, in three steps. Every complaint is a CannotHandle, so that the fact parks with its reason and
 * everything else flows on: BROKEN_CLOUDEVENT, then UNKNOWN_TYPE or NEWER_VERSION, then BROKEN_DATA.
 */

/** The attributes: enough to know which fact it is. */
export function readEnvelope(arrived: Readonly<Record<string, unknown>>): FactEnvelope {
  const [wrong] = Object.entries(ATTRIBUTES).find(([name, isRight]) => !isRight(arrived[name])) ?? [];
  if (wrong !== undefined) throw new CannotHandle('BROKEN_CLOUDEVENT', `Expected to read CloudEvents attribute ${wrong}, but it is ${show(arrived[wrong])}`);
  const { id, logindex } = arrived;
  if (logindex !== id) throw new CannotHandle('BROKEN_CLOUDEVENT', `Expected id and logindex to agree, but they are ${show(id)} and ${show(logindex)}`);
  // A broken trace is a pity, not a reason to stop a dossier.
  const { traceparent, ...envelope } = arrived as FactEnvelope;
  return traceparent !== undefined && TRACE_PARENT.test(traceparent) ? { ...envelope, traceparent } : envelope;
}

/** The contract of the fact, if this release has it; the payload may still be broken. */
export function getSchema(type: string): DescMessage {
  const schema = factSchemas.get(type);
  if (schema !== undefined) return schema;
  const { context, version } = FACT_TYPE.exec(type)?.groups ?? {};
  const known = context === undefined ? 0 : newestVersionOf(context);
  if (known > 0 && Number(version) > known) throw new CannotHandle('NEWER_VERSION', `Expected to read ${type}, but this release knows ${context} up to v${known}`);
  throw new CannotHandle('UNKNOWN_TYPE', `Expected to read ${type}, but no contract of this release has it`);
}

/** 0 for a context that no contract of this release has. */
function newestVersionOf(context: string): number {
  const versions = [...factSchemas.keys()].map((type) => FACT_TYPE.exec(type)?.groups).filter((groups) => groups?.['context'] === context);
  return versions.reduce((newest, groups) => Math.max(newest, Number(groups?.['version'])), 0);
}

/** The payload, decoded. */
export function readFact(schema: DescMessage, envelope: FactEnvelope): Fact {
  return { ...readErasedFact(envelope), message: readMessage(schema, envelope) };
}

/** What is left of a fact without its payload. */
export function readErasedFact(envelope: FactEnvelope): ErasedFact {
  return { type: envelope.type, envelope, dossier: dossierOf(envelope), cause: causeOf(envelope), at: envelope.time };
}

/** Members that a later release added are left out; everything else must fit. */
function readMessage(schema: DescMessage, { data, dataerror }: FactEnvelope & { dataerror?: unknown }): MessageShape<DescMessage> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new CannotHandle('BROKEN_DATA', `Expected to read ${schema.typeName}, but its data is ${typeof dataerror === 'string' ? dataerror : show(data)}`);
  }
  try {
    return fromJson(schema, data as JsonValue, { ignoreUnknownFields: true });
  } catch (error) {
    throw new CannotHandle('BROKEN_DATA', `Expected to read ${schema.typeName}, but ${error instanceof Error ? error.message : String(error)}`);
  }
}

function dossierOf(envelope: FactEnvelope): DossierRef | null {
  return envelope.dossierref === undefined ? null : { code: envelope.subject, ref: envelope.dossierref };
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isNumber = (value: unknown): boolean => typeof value === 'string' && NUMBER.test(value) && Number.isSafeInteger(Number(value));

const ATTRIBUTES: Readonly<Record<string, (value: unknown) => boolean>> = {
  specversion: (value) => value === '1.0',
  id: isNumber,
  source: isText,
  type: isText,
  subject: isText,
  time: (value) => typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value)),
  datacontenttype: (value) => typeof value === 'string' && /^application\/json(;|$)/.test(value),
  sequence: (value) => isNumber(value) && value !== '0',
  logindex: isNumber,
  dossierref: (value) => value === undefined || isText(value),
};

const show = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value).slice(0, 120));
