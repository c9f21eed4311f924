import type { IHeaders } from 'kafkajs';
import { asKey, asStorable } from '../arrival.js';
import type { FactEnvelope } from '../fact-envelope.js';
import type { ArrivedFact, Channel, FactRecord } from '../transport.js';

const PREFIX = 'ce_';
/** How much of a value that is no JSON is kept for the person who looks at the park. */
const BROKEN_VALUE_BYTES = 8_192;

/** CloudEvents Kafka binding, binary mode: attributes as `ce_*` headers, data as the value. */
export function toRecord({ data, datacontenttype, ...attributes }: FactEnvelope): FactRecord {
  const headers: Record<string, string> = { 'content-type': datacontenttype };
  for (const [name, value] of Object.entries(attributes)) headers[PREFIX + name] = value;
  return { key: attributes.subject, value: JSON.stringify(data), headers };
}

/** What kafkajs hands over, as far as it matters here. */
export type RawRecord = Readonly<{ key: Buffer | null; value: Buffer | null; headers?: IHeaders | undefined; offset: string }>;

/** Never complains: whatever is missing or broken here, the reader finds. */
export function fromRecord(channel: Channel, { key, value, headers, offset }: RawRecord): ArrivedFact {
  const attributes: Record<string, unknown> = {};
  for (const [name, header] of Object.entries(headers ?? {})) {
    const text = textOf(header);
    if (name === 'content-type') attributes['datacontenttype'] = text;
    else if (name.startsWith(PREFIX)) attributes[name.slice(PREFIX.length)] = text;
  }
  const subject = attributes['subject'];
  return {
    key: asKey(key?.toString('utf8') || (typeof subject === 'string' ? subject : '') || `${channel}@${offset}`),
    position: Number(offset),
    envelope: asStorable({ ...attributes, ...dataOf(value) }),
  };
}

function dataOf(value: Buffer | null): Readonly<Record<string, unknown>> {
  if (value === null) return {};
  try {
    return { data: JSON.parse(value.toString('utf8')) as unknown };
  } catch {
    return { data_base64: value.subarray(0, BROKEN_VALUE_BYTES).toString('base64'), dataerror: 'no JSON' };
  }
}

function textOf(header: IHeaders[string]): string | undefined {
  const one = Array.isArray(header) ? header.at(-1) : header;
  return typeof one === 'string' ? one : one?.toString('utf8');
}
