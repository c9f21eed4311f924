import { Controller, Inject, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ObligationSettledSchema } from '@lienthong/contracts';
import { CannotHandle, EventStore, Inbox, Leases, type Reaction } from '@lienthong/event-store';
import { FactsServer, FeedTransport, KafkaTransport, OnFact, type Fact, type FactTransport } from '@lienthong/messaging';
import pg from 'pg';
import { topicUnder, type Connection } from './fact-source.js';

/**
 * A service that hears facts: handlers written once, on whichever transport. Each fact leads to one event in the dossier's
 * stream and one row in a table that would show an effect that happened twice. What it does with a fact stands in its label:
 * `poison…` it can never handle, `away:2…` meets a broken connection twice, `slow:300…` takes 300 ms.
 */
export type ListeningOptions = Readonly<{ serviceUrl: string; connection: Connection; group?: string; leaseTtlMs?: number; commitEveryMs?: number; onArrival?(): void }>;

export type ListeningService = Readonly<{ inbox: Inbox; store: EventStore; close(): Promise<void> }>;

export const effectsTable = 'CREATE TABLE public.effects (position bigint GENERATED ALWAYS AS IDENTITY, cause text NOT NULL, dossier text NOT NULL, label text NOT NULL)';

const ATTEMPTS = 'ATTEMPTS';

@Controller()
class Listener {
  constructor(@Inject(ATTEMPTS) readonly attempts: Map<string, number>) {}

  @OnFact(ObligationSettledSchema)
  async settled({ message: { noticeNumber: label, dossierCode }, cause, at, dossier }: Fact<typeof ObligationSettledSchema>): Promise<Reaction> {
    const [kind, amount] = label.split(':');
    const attempt = (this.attempts.get(cause) ?? 0) + 1;
    this.attempts.set(cause, attempt);
    if (kind?.startsWith('poison')) throw new CannotHandle('POISON', `label ${label}`);
    if (kind === 'away' && attempt <= Number(amount)) throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
    if (kind === 'slow') await new Promise((resolve) => setTimeout(resolve, Number(amount)));
    return {
      streams: [{ stream: `heard/${dossierCode}`, expected: 'any', events: [{ type: 'SettlementHeard', data: { label } }] }],
      meta: { actor: { role: 'service', name: 'audit' }, at, dossier, cause },
      also: [{ text: 'INSERT INTO public.effects (cause, dossier, label) VALUES ($1, $2, $3)', values: [cause, dossierCode, label], mustChange: 1 }],
    };
  }
}

@Module({ controllers: [Listener], providers: [{ provide: ATTEMPTS, useFactory: () => new Map<string, number>() }] })
class ListeningModule {}

export async function startListening(options: ListeningOptions): Promise<ListeningService> {
  const pool = new pg.Pool({ connectionString: options.serviceUrl, max: 6 });
  const store = new EventStore({ pool, origin: 'lienthong.test/audit', isFact: () => false });
  const inbox = new Inbox(store, { consumer: 'audit' });
  const leases = new Leases({ pool, ...(options.leaseTtlMs === undefined ? {} : { ttlMs: options.leaseTtlMs }) });
  const transport = announcingArrival(transportOver(options, leases), options.onArrival);
  const strategy = new FactsServer({ transport, inbox, sources: ['tax'] });
  const app: INestMicroservice = await NestFactory.createMicroservice(ListeningModule, { strategy, logger: false });
  await app.listen();
  return {
    inbox, store,
    async close() {
      await app.close();
      await store.close();
      await pool.end();
    },
  };
}

function transportOver({ connection, group = 'audit', commitEveryMs = 200 }: ListeningOptions, leases: Leases): FactTransport {
  if (connection.over === 'feed') return new FeedTransport({ feeds: { tax: connection.url }, leases, token: async () => 'sample-token', waitSeconds: 2 });
  const { brokers, prefix } = connection;
  return new KafkaTransport({ kafka: { brokers, clientId: 'spec-audit' }, groupId: `${prefix}.${group}`, topicOf: topicUnder(prefix), commitEveryMs });
}

const announcingArrival = (transport: FactTransport, onArrival: () => void = () => undefined): FactTransport => ({
  subscribe: (subscription) => transport.subscribe({ ...subscription, onBatch: (channel, facts) => { onArrival(); return subscription.onBatch(channel, facts); } }),
  close: () => transport.close(),
});
