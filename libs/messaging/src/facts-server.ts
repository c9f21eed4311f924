import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { factSchemas } from '@lienthong/contracts';
import type { Inbox, InboxMessage, Reaction } from '@lienthong/event-store';
import { isObservable, lastValueFrom } from 'rxjs';
import { asErased, ERASED_FACT } from './fact-envelope.js';
import { getSchema, readEnvelope, readErasedFact, readFact } from './fact-reading.js';
import { FactContext, FACTS } from './on-fact.js';
import type { ArrivedFact, Channel, FactTransport, TransportStatus } from './transport.js';

export type FactsServerOptions = Readonly<{
  transport: FactTransport;
  inbox: Pick<Inbox, 'handleBatch' | 'cursor' | 'useHandler'>;
  /** Services whose facts are heard. */
  sources: readonly string[];
  /** Of these dossier references those that are ordered to be erased here. Asked once a batch. */
  erased?: (refs: readonly string[]) => Promise<ReadonlySet<string>>;
}>;

const REF = /^[0-9a-f]{64}$/;

type Listeners = { crash: (error: Error) => void };

/**
 * Nest's side of the facts: a transport strategy whose handlers are `@OnFact` methods. Whatever the transport, batches go through
 * the inbox, which calls back for each fact that it has not seen: `app.connectMicroservice({ strategy: new FactsServer(…) })`.
 */
export class FactsServer extends Server<Listeners, TransportStatus> implements CustomTransportStrategy {
  override readonly transportId = FACTS;
  override readonly propagatesEventHandlerErrors = true;
  readonly #closing = new AbortController();
  readonly #crash: Listeners['crash'][] = [];

  constructor(readonly options: FactsServerOptions) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    const { transport, inbox, sources } = this.options;
    const handle = (message: InboxMessage) => this.react(message);
    inbox.useHandler(handle);
    transport.subscribe({
      sources,
      cursor: (channel) => inbox.cursor(channel),
      onBatch: async (channel, facts) => {
        const wanted = (await this.#withoutErased(facts)).filter(({ envelope }) => !this.#isUnheard(envelope['type'])).map((fact) => asInboxMessage(channel, fact));
        return inbox.handleBatch(channel, wanted, handle, this.#closing.signal, facts.at(-1)?.position);
      },
      onStatus: (status, error) => {
        this._status$.next(status); // oxlint-disable-line no-underscore-dangle -- Nest's name
        if (status === 'crashed' && error !== undefined) for (const listener of this.#crash) listener(error);
      },
    }).then(() => callback(), callback);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.options.transport.close();
  }

  on<Event extends keyof Listeners>(event: Event, listener: Listeners[Event]): void {
    if (event === 'crash') this.#crash.push(listener);
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- Nest's signature
  unwrap<T>(): T {
    return this.options.transport as T;
  }

  /** What is still said about an erased dossier keeps its place and is told to nobody; its key is the reference, which says no more. */
  async #withoutErased(facts: readonly ArrivedFact[]): Promise<readonly ArrivedFact[]> {
    const refs = [...new Set(facts.flatMap(({ envelope: { dossierref } }) => (typeof dossierref === 'string' && REF.test(dossierref) ? [dossierref] : [])))];
    const erased = refs.length === 0 ? new Set<string>() : await this.options.erased?.(refs) ?? new Set<string>();
    if (erased.size === 0) return facts;
    return facts.map((fact) => {
      const { dossierref } = fact.envelope;
      return typeof dossierref === 'string' && erased.has(dossierref) ? { ...fact, key: dossierref, envelope: asErased(fact.envelope) } : fact;
    });
  }

  /** A fact of the contract that nobody here listens to needs no inbox row: it has no effect that could come twice. */
  #isUnheard(type: unknown): boolean {
    return typeof type === 'string' && (type === ERASED_FACT || factSchemas.has(type)) && !this.messageHandlers.has(type);
  }

  /** What the service's handlers make of one fact. A fact nobody here listens to is known, and leads to nothing. */
  async react(message: InboxMessage): Promise<Reaction> {
    const envelope = readEnvelope(message.envelope);
    const schema = envelope.type === ERASED_FACT ? null : getSchema(envelope.type);
    const handler = this.messageHandlers.get(envelope.type);
    if (handler === undefined) return 'nothing';
    const fact = schema === null ? readErasedFact(envelope) : readFact(schema, envelope);
    const answer: unknown = await handler(fact, new FactContext([message]));
    return combined(unfold(isObservable(answer) ? await lastValueFrom(answer) : answer, handler));
  }
}

/** A fact whose attributes can be read is known by them, whatever is wrong with the rest; any other is one of its own. */
function asInboxMessage(channel: Channel, { key, position, envelope }: ArrivedFact): InboxMessage {
  return { id: idOf(envelope) ?? `${channel}@${position}`, key, position, envelope };
}

function idOf(envelope: ArrivedFact['envelope']): string | undefined {
  try {
    return readEnvelope(envelope).id;
  } catch {
    return undefined; // the handler complains about it, and the inbox parks it with that complaint
  }
}

/** Several handlers of one fact answer as Nest's nested { current, next }. */
function unfold(answer: unknown, handler: MessageHandler): readonly Reaction[] {
  if (handler.next === undefined) return [(answer as Reaction | undefined) ?? 'nothing'];
  const { current, next } = answer as { current: Reaction | undefined; next: unknown };
  return [current ?? 'nothing', ...unfold(next, handler.next)];
}

function combined(reactions: readonly Reaction[]): Reaction {
  const [first, ...others] = reactions.filter((reaction) => reaction !== 'nothing');
  if (first === undefined) return 'nothing';
  if (others.length === 0) return first;
  const all = [first, ...others];
  // Who only has something noted beside says nothing of the events of others: these keep their cause.
  const { meta } = all.find(({ streams }) => streams.length > 0) ?? first;
  return { streams: all.flatMap(({ streams }) => streams), meta, also: all.flatMap(({ also = [] }) => also) };
}
