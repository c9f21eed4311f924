import { readdirSync, readFileSync } from 'node:fs';
import type { JsonObject } from '@bufbuild/protobuf';
import type { StoredEvent } from '@lienthong/event-store';
import { announcements } from './adapters/messaging/announce.js';
import { custodyChanges } from './adapters/postgres/custody-change.js';
import { evolveCustody, nobody } from './domain/custody.js';
import { gapDecider } from './domain/gap.decider.js';
import type { GapEvent } from './domain/gap.decider.js';
import type { FactHeard, HeardFact } from './domain/heard-fact.js';

type History = Readonly<{ about: string; origin: string; events: readonly StoredEvent[]; state: unknown; facts: readonly string[] }>;

const FOLDER = new URL('../test/histories/', import.meta.url);
const histories = readdirSync(FOLDER).map((file) => [file, JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as History] as const);

/** What was heard of a dossier folds to who has it; what was missed of a source, to its open gaps. */
const FOLDS: Readonly<Record<string, (events: readonly StoredEvent[]) => unknown>> = {
  dossier: (events) => events.map(({ data }) => data as HeardFact).flatMap(({ factType, data }) => custodyChanges(factType, JSON.parse(data) as JsonObject)).reduce(evolveCustody, nobody),
  gaps: (events) => events.reduce((gaps, { type, data }) => gapDecider.evolve(gaps, { type, data } as GapEvent), gapDecider.initial),
};

/** Total over the event types: a new one does not compile until it is here, and then needs a history. */
const RELEASED: Readonly<Record<GapEvent['type'] | FactHeard['type'], true>> = { FactHeard: true, GapClosed: true, GapFound: true };

/** Streams of released event shapes: whatever changes in the code, these were written by it once and will be read for ever. */
describe.each(histories)('%s', (_file, { events, state, facts, origin }) => {
  it('folds to the recorded state', () => {
    expect(FOLDS[events[0]!.stream.split('/')[0]!]!(events)).toEqual(state);
  });

  it('renders its facts to the recorded bytes', () => {
    expect(events.filter(({ type }) => announcements.isFact(type)).map((event) => JSON.stringify(announcements.render(event, origin)))).toEqual(facts);
  });
});

it('every event type that was ever released is in some history', () => {
  expect([...new Set(histories.flatMap(([, { events }]) => events.map(({ type }) => type)))].toSorted()).toEqual(Object.keys(RELEASED).toSorted());
});
