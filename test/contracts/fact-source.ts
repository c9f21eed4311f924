import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ObligationSettledSchema } from '@lienthong/contracts';
import { EventStore, Leases, migrateDatabase, newDossierRef, prepareDatabase, type DatabaseUrls, type DossierRef } from '@lienthong/event-store';
import {
  defineAnnouncements, fact, FeedReader, fromBatch, KafkaPublisher, messagingMigrations, readFeedQuery, Relay, RelayCheckpoints, toBatch, toRecord,
  type FactEnvelope, type FactPublisher, type FactRecord,
} from '@lienthong/messaging';
import { createTopics, dropDatabase, freshDatabase, randomPrefix } from '@lienthong/testing';
import pg from 'pg';

/** How a listening service reaches the facts; plain data, so that it can be handed to another process. */
export type Connection = Readonly<{ over: 'kafka'; brokers: readonly string[]; prefix: string } | { over: 'feed'; url: string }>;

/** The announcing side of the contract: a real log whose facts go out over one transport or the other. */
export type FactSource<W extends Wire = Wire> = Readonly<{
  wire: W;
  store: EventStore;
  /** Appends one fact per label to a dossier, in one commit. */
  announce(dossier: string, ...labels: readonly string[]): Promise<void>;
  /** From now on the fact with this label leaves with these CloudEvents members changed; null takes one away. */
  spoil(label: string, changes: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}>;

const ORIGIN = 'lienthong.test/tax';
const SERVICE = 'tax';
export const topicUnder = (prefix: string) => (service: string): string => `${prefix}.${service}.facts`;

const announcements = defineAnnouncements({
  ObligationSettled: ({ data }) => fact(ObligationSettledSchema, { dossierCode: data.dossier, noticeNumber: data.label }),
});

type Wire = Readonly<{ connection: Connection; close(): Promise<void> }>;
/** The source can be cut off, with its requests broken, and come back at the same address. */
type FeedWire = Wire & Readonly<{ cut(): Promise<void>; restore(): Promise<void> }>;
type Spoil = (envelope: FactEnvelope) => FactEnvelope;

export const sourceOverKafka = (brokers: readonly string[]): Promise<FactSource> => openSource((log) => relayOver(brokers, log));

export const sourceOverFeed = (): Promise<FactSource<FeedWire>> => openSource(serveFeed);

type Log = Readonly<{ store: EventStore; pool: pg.Pool; leases: Leases; spoil: Spoil }>;

async function openSource<W extends Wire>(open: (log: Log) => Promise<W>): Promise<FactSource<W>> {
  const urls: DatabaseUrls = await freshDatabase(SERVICE, prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl, migrations: [...messagingMigrations] });
  const pool = new pg.Pool({ connectionString: urls.serviceUrl, max: 6 });
  const store = new EventStore({ pool, origin: ORIGIN, isFact: announcements.isFact });
  const changes = new Map<string, Readonly<Record<string, unknown>>>();
  const spoil: Spoil = (envelope) => {
    const label = envelope.data['noticeNumber'];
    const members = { ...envelope, ...changes.get(typeof label === 'string' ? label : '') };
    return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as FactEnvelope;
  };
  const wire = await open({ store, pool, leases: new Leases({ pool }), spoil });
  const dossiers = new Map<string, DossierRef>();
  return {
    wire,
    store,
    async announce(code, ...labels) {
      const dossier = dossiers.get(code) ?? newDossierRef(code);
      dossiers.set(code, dossier);
      const events = labels.map((label) => ({ type: 'ObligationSettled', data: { dossier: code, label } }));
      await store.append({
        streams: [{ stream: `obligation/${code}`, expected: 'any', events }],
        meta: { actor: { role: 'clock' }, at: '2026-01-05T09:30:00+07:00', dossier },
      });
    },
    spoil: (label, change) => void changes.set(label, change),
    async close() {
      await wire.close();
      await store.close();
      await pool.end();
      await dropDatabase(urls.database);
    },
  };
}

async function relayOver(brokers: readonly string[], { store, pool, leases, spoil }: Log): Promise<Wire> {
  const prefix = randomPrefix();
  const topic = topicUnder(prefix)(SERVICE);
  await createTopics(brokers, [topic], 3);
  const publisher = spoiling(new KafkaPublisher({ brokers, clientId: 'spec-relay' }), spoil);
  const relay = new Relay({ store, announcements, origin: ORIGIN, topic, leases, checkpoints: new RelayCheckpoints(pool), publisher });
  relay.start();
  return { connection: { over: 'kafka', brokers, prefix }, close: () => relay.stop() };
}

/** Sends on what it is given, but for the spoilt facts. */
function spoiling(publisher: FactPublisher, spoil: Spoil): FactPublisher {
  const change = (record: FactRecord): FactRecord => {
    const attributes = Object.fromEntries(Object.entries(record.headers).filter(([name]) => name.startsWith('ce_')).map(([name, text]) => [name.slice(3), text]));
    const spoilt = spoil({ ...attributes, datacontenttype: 'application/json', data: JSON.parse(record.value) } as unknown as FactEnvelope);
    const changed = toRecord(spoilt);
    return { ...changed, key: record.key, value: 'data' in spoilt ? changed.value : '' };
  };
  return { publish: (topic, records) => publisher.publish(topic, records.map(change)), close: () => publisher.close() };
}

async function serveFeed({ store, spoil }: Log): Promise<FeedWire> {
  const reader = new FeedReader({ store, announcements, origin: ORIGIN });
  const server = createServer((request, response) => void answer(reader, spoil, request, response));
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    connection: { over: 'feed', url: `http://127.0.0.1:${port}` },
    cut,
    restore: () => listen(port),
    async close() {
      reader.close();
      await cut();
    },
  };
}

async function answer(reader: FeedReader, spoil: Spoil, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const read = readFeedQuery(Object.fromEntries(new URL(request.url!, 'http://feed').searchParams));
  if (read.kind === 'rejected') return void response.writeHead(422).end(read.rejection.because);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const answered = await reader.answer(read.query, gone.signal);
  if (answered === undefined) return void response.writeHead(409).end('no checkpoint yet');
  const { headers, body } = answered;
  const facts = fromBatch('feed/spec', read.query.after, body).map(({ envelope }) => spoil(envelope as FactEnvelope));
  response.writeHead(200, headers).end(toBatch(facts));
}
