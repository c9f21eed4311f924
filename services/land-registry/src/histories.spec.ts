import { readdirSync, readFileSync } from 'node:fs';
import type { StoredEvent } from '@lienthong/event-store';
import { announcements } from './adapters/messaging/announce.js';
import { parcelDecider } from './domain/parcel.decider.js';
import { transferDecider } from './domain/transfer.decider.js';
import type { ParcelEvent } from './domain/parcel.js';
import type { TransferEvent } from './domain/transfer.js';

type History = Readonly<{ about: string; origin: string; events: readonly StoredEvent[]; state: unknown; facts: readonly string[] }>;

const FOLDER = new URL('../test/histories/', import.meta.url);
const histories = readdirSync(FOLDER).map((file) => [file, JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as History] as const);

/** Each aggregate by the category of its streams. */
const deciders: Readonly<Record<string, Folding>> = { parcel: parcelDecider, transfer: transferDecider };

function folded(events: readonly StoredEvent[]): unknown {
  const { initial, evolve } = deciders[events[0]?.stream.split('/')[0] ?? ''] as Folding;
  return events.reduce<unknown>((state, { type, data }) => evolve(state as never, { type, data } as never), initial);
}

type Folding = Readonly<{ initial: unknown; evolve(state: never, event: never): unknown }>;

/** Total over the event types: a new one does not compile until it is here, and then needs a history. */
const RELEASED: Readonly<Record<ParcelEvent['type'] | TransferEvent['type'], true>> = {
  CertificateIssued: true, PapersSupplemented: true, ParcelEntered: true, ParcelReserved: true, ParcelVerificationFailed: true,
  ParcelVerified: true, RegistrationConcluded: true, ReservationReleased: true, RightEntered: true, StepClosed: true,
  StepOffered: true, TitleEntered: true, TransferClosed: true, TransferReceived: true, TransferRegistered: true,
  TransferSlipIssued: true,
};

/** Streams of released event shapes: whatever changes in the code, these were written by it once and will be read for ever. */
describe.each(histories)('%s', (_file, { events, state, facts, origin }) => {
  it('folds to the recorded state', () => {
    expect(folded(events)).toEqual(state);
  });

  it('renders its facts to the recorded bytes', () => {
    expect(events.filter(({ type }) => announcements.isFact(type)).map((event) => JSON.stringify(announcements.render(event, origin)))).toEqual(facts);
  });
});

it('every event type that was ever released is in some history', () => {
  expect([...new Set(histories.flatMap(([, { events }]) => events.map(({ type }) => type)))].toSorted()).toEqual(Object.keys(RELEASED).toSorted());
});
