import { create, toJson, type DescMessage, type JsonObject, type MessageInitShape } from '@bufbuild/protobuf';
import type { StoredEvent } from '@lienthong/event-store';
import type { FactEnvelope } from './fact-envelope.js';

/** What an event is in public: a message of the contract. Made by `fact()`. */
export type PublicFact = Readonly<{ schema: DescMessage; message: MessageInitShape<DescMessage> }>;

export const fact = <Desc extends DescMessage>(schema: Desc, message: MessageInitShape<Desc>): PublicFact => ({ schema, message: message as MessageInitShape<DescMessage> });

/** A private event with its payload typed, so that a table of announcements is checked against the service's own events. */
export type Announceable<E extends { type: string; data: unknown }, Type extends E['type']> = Omit<StoredEvent, 'type' | 'data'> & Readonly<{ type: Type; data: Extract<E, { type: Type }>['data'] }>;

export type AnnouncementTable<E extends { type: string; data: unknown }> = { readonly [Type in E['type']]?: (event: Announceable<E, Type>) => PublicFact };

export type Announcements = Readonly<{
  /** Whether events of this (private) type are announced; such an event gets a fact number when it is appended. */
  isFact(type: string): boolean;
  /** Private event types that are announced. */
  announcedTypes: readonly string[];
  /** The same event renders to the same envelope for ever. Throws if the event is not announced. */
  render(event: StoredEvent, origin: string): FactEnvelope;
}>;

/** Announces nothing: for a service that only listens. */
export const nothingAnnounced: Announcements = defineAnnouncements({});

/**
 * The one place of a service that knows both its private events and its public facts.
 * `defineAnnouncements<ObligationEvent>({ ObligationSettled: ({ data, dossier }) => fact(ObligationSettledSchema, { … }) })`
 */
// oxlint-disable-next-line typescript/no-explicit-any -- without a type argument, payloads are as untyped as they are in the store
export function defineAnnouncements<E extends { type: string; data: unknown } = { type: string; data: any }>(table: AnnouncementTable<E>): Announcements {
  const announce = new Map(Object.entries(table) as [string, (event: StoredEvent) => PublicFact][]);
  return {
    isFact: (type) => announce.has(type),
    announcedTypes: [...announce.keys()],
    render(event, origin) {
      const translate = announce.get(event.type);
      if (translate === undefined || event.factNumber === null) throw new Error(`Expected to announce event ${event.logIndex}, but ${event.type} is no fact`);
      return envelopeOf(event, translate(event), origin);
    },
  };
}

function envelopeOf(event: StoredEvent, { schema, message }: PublicFact, origin: string): FactEnvelope {
  const data = toJson(schema, create(schema, message)) as JsonObject;
  return {
    specversion: '1.0',
    id: String(event.logIndex),
    source: origin,
    type: schema.typeName,
    subject: event.dossier?.code ?? keyOfStream(event.stream),
    time: event.occurredAt,
    datacontenttype: 'application/json',
    sequence: String(event.factNumber),
    logindex: String(event.logIndex),
    ...(event.dossier === null ? {} : { dossierref: event.dossier.ref }),
    ...(event.traceParent === null ? {} : { traceparent: event.traceParent }),
    data: withSortedKeys(data),
  };
}

const keyOfStream = (stream: string): string => stream.slice(stream.indexOf('/') + 1);

/** Maps and structs keep the order in which they were filled; a fact's bytes must not depend on that. */
function withSortedKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withSortedKeys) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, withSortedKeys(member)])) as T;
}
