import { canonicalJson, commitment, drawSalt } from '@lienthong/transparency-log';
import type { CanonicalRefusal } from '@lienthong/transparency-log';
import type { Actor, AppendMeta, AppendRequest, NewEvent, SqlEffect } from './event.js';

/** An event that is complete but for its place in the log. */
export type SealedEvent = Readonly<{
  type: string; schema: number; isFact: boolean; salt: Buffer; sealed: Buffer; commitment: Buffer;
}>;
export type SealedStream = Readonly<{ stream: string; category: string; expected: number | 'none' | 'any'; events: readonly SealedEvent[] }>;
export type SealedAppend = Readonly<{
  streams: readonly SealedStream[]; effects: readonly SqlEffect[]; eventCount: number; bytes: number;
  actor: string; occurredAtMs: number; dossier: Readonly<{ ref: string; code: string; salt: string | null }> | null;
  cause: string | null; causationId: string | null; traceParent: string | null;
}>;
/** What is stored of actor and payload, or why they cannot be written as they are. */
export type Seal = (content: Readonly<{ actorId: string | null; data: object }>) =>
  Readonly<{ kind: 'sealed'; sealed: Buffer; salt: Buffer; commitment: Buffer }> | Readonly<{ kind: 'refused'; refusal: CanonicalRefusal }>;
export type SealOptions = Readonly<{ isFact(type: string): boolean; newestSchema(type: string): number; seal: Seal }>;

/** More than any decision needs; keeps one request from filling a batch by itself. */
const MAX_EVENTS = 500;
const MAX_EFFECTS = 200;
const MAX_STREAMS = 100;
/** A payload is a decision's data, not a document: files are stored by hash elsewhere. */
const MAX_SEALED_BYTES = 256 * 1024;

const STREAM = /^([a-z][a-z-]{0,31})\/(\S{1,200})$/u;
const TYPE = /^[A-Z][A-Za-z0-9]{0,63}$/;
const ORGANISATION = /^[A-Za-z0-9.-]{1,64}$/;
/** As the entry has it: an event that the public log cannot show must not be stored. */
const CAUSE = /^lienthong\.[a-z0-9.-]{1,64}(\/[a-z0-9-]{1,32}){1,2}#(0|[1-9]\d{0,15})$/;
/** Years 0001 to 9999 by UTC: the entry writes four digits. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');
const REF = /^[0-9a-f]{64}$/;
const AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** Checks a request and seals its events. Throws where the caller's code is wrong: none of it depends on the log. */
export function sealAppend(request: AppendRequest, options: SealOptions): SealedAppend {
  const { meta } = request;
  const actorId = 'id' in meta.actor ? meta.actor.id : null;
  const streams = request.streams.map(({ stream, expected, events }) => {
    const category = STREAM.exec(stream)?.[1];
    if (category === undefined) throw wrong('stream name', stream, 'it is not <category>/<key>');
    return { stream, category, expected, events: events.map((event) => sealEvent(event, actorId, options)) };
  });
  const eventCount = streams.reduce((sum, { events }) => sum + events.length, 0);
  const effects = request.also ?? [];
  if (eventCount > MAX_EVENTS) throw wrong('append', streams[0]?.stream ?? '', `it has ${eventCount} events of at most ${MAX_EVENTS}`);
  if (effects.length > MAX_EFFECTS) throw wrong('append', streams[0]?.stream ?? '', `it has ${effects.length} effects of at most ${MAX_EFFECTS}`);
  if (streams.length > MAX_STREAMS) throw wrong('append', streams[0]?.stream ?? '', `it has ${streams.length} streams of at most ${MAX_STREAMS}`);
  if (new Set(streams.map(({ stream }) => stream)).size !== streams.length) throw wrong('append', streams[0]?.stream ?? '', 'it names one stream twice');
  return {
    streams, effects, eventCount, bytes: streams.reduce((sum, { events }) => sum + events.reduce((n, { sealed }) => n + sealed.length, 0), 0),
    actor: actorText(meta.actor), ...readMeta(meta),
  };
}

function readMeta(meta: AppendMeta): Pick<SealedAppend, 'occurredAtMs' | 'dossier' | 'cause' | 'causationId' | 'traceParent'> {
  const occurredAtMs = Date.parse(meta.at);
  if (!AT.test(meta.at) || !(occurredAtMs >= FIRST_MS && occurredAtMs <= LAST_MS)) throw wrong('time', meta.at, 'it is not RFC 3339 with an offset');
  if (meta.cause !== undefined && !CAUSE.test(meta.cause)) throw wrong('cause', meta.cause, 'it is not <origin>#<index>');
  if (meta.dossier !== null && !REF.test(meta.dossier.ref)) throw wrong('dossier reference', meta.dossier.ref, 'it is not 64 hex digits');
  return {
    occurredAtMs, cause: meta.cause ?? null, causationId: meta.causationId ?? null, traceParent: meta.traceParent ?? null,
    dossier: meta.dossier === null ? null : { ref: meta.dossier.ref, code: meta.dossier.code, salt: meta.dossier.salt ?? null },
  };
}

function sealEvent({ type, data, schema }: NewEvent, actorId: string | null, options: SealOptions): SealedEvent {
  if (!TYPE.test(type)) throw wrong('event type', type, 'it is not in PascalCase');
  const content = options.seal({ actorId, data });
  if (content.kind === 'refused') throw wrong('event', `${type}${content.refusal.path.slice(1)}`, content.refusal.because);
  const { sealed, salt } = content;
  if (sealed.length > MAX_SEALED_BYTES) throw wrong('event', type, `it has ${sealed.length} bytes of at most ${MAX_SEALED_BYTES}`);
  return { type, schema: schema ?? options.newestSchema(type), isFact: options.isFact(type), salt, sealed, commitment: content.commitment };
}

/** Canonical text under a salt of its own (transparency-log.md §2). */
export const seal: Seal = (content) => {
  const canonical = canonicalJson(content);
  if (canonical.kind === 'refused') return canonical;
  const sealed = Buffer.from(canonical.text);
  const salt = drawSalt();
  return { kind: 'sealed', sealed, salt, commitment: commitment(salt, sealed) };
};

/** The form of the public entry: role and organisation, never a person. */
function actorText(actor: Actor): string {
  if (actor.role === 'citizen' || actor.role === 'clock') return actor.role;
  const organisation = actor.role === 'officer' ? actor.unit : actor.name;
  if (!ORGANISATION.test(organisation)) throw wrong('actor', organisation, 'it is not the code of an organisation');
  return `${actor.role}@${organisation}`;
}

function wrong(thing: string, name: string, fact: string): Error {
  return new Error(`Expected to append ${thing} ${name}, but ${fact}`);
}
