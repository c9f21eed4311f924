import { create, toJson, type DescMessage, type JsonObject, type MessageInitShape } from '@bufbuild/protobuf';
import type { StoredEvent } from '@lienthong/event-store';
import { ERASED_FACT, type FactEnvelope } from './fact-envelope.js';

/** What an event is in public: a message of the contract. Made by `fact()`. */
export type PublicFact = Readonly<{ schema: DescMessage; message: MessageInitShape<DescMessage> }>;

export const fact = <Desc extends DescMessage>(schema: Desc, message: MessageInitShape<Desc>): PublicFact => ({ schema, message });

type AnyEvent = Readonly<{ type: string; data: unknown }>;

/** A private event with its payload typed, so that a table of announcements is checked against the service's own events. */
export type Announceable<E extends AnyEvent> = Omit<StoredEvent, 'type' | 'data'> & Readonly<Pick<E, 'type' | 'data'>>;

export type AnnouncementTable<E extends AnyEvent> = { readonly [Type in E['type']]?: (event: Announceable<Extract<E, { type: Type }>>) => PublicFact };

/** Without a type argument payloads are as untyped as they are in the store. */
type Untyped = { readonly [type: string]: (event: StoredEvent) => PublicFact };

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
export function defineAnnouncements<E extends AnyEvent = never>(table: [E] extends [never] ? Untyped : AnnouncementTable<E>): Announcements {
  const announce = new Map(Object.entries(table) as [string, (event: StoredEvent) => PublicFact][]);
  return {
    isFact: (type) => announce.has(type),
    announcedTypes: [...announce.keys()],
    render(event, origin) {
      const translate = announce.get(event.type);
      if (translate === undefined || event.factNumber === null) throw new Error(`Expected to announce event ${event.logIndex}, but ${event.type} is no fact`);
      // Of an erased dossier nothing is told any more, although another law may keep the event here.
      if (event.data === null || event.dossier?.code === null) return envelopeOf(event, ERASED_FACT, {}, origin);
      const { schema, message } = translate(event);
      return envelopeOf(event, schema.typeName, toJson(schema, create(schema, message)) as JsonObject, origin);
    },
  };
}

function envelopeOf(event: StoredEvent, type: string, data: JsonObject, origin: string): FactEnvelope {
  return {
    specversion: '1.0',
    id: String(event.logIndex),
    source: origin,
    type,
    subject: event.dossier === null ? keyOfStream(event.stream) : event.dossier.code ?? event.dossier.ref,
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
