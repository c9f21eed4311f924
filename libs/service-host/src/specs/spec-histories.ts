import { readdirSync, readFileSync } from 'node:fs';
import type { StoredEvent } from '@lienthong/event-store';
import type { Announcements } from '@lienthong/messaging';

/** All of a decider that a history needs. */
type Folding = Readonly<{ initial: unknown; evolve(state: never, event: never): unknown }>;

export type Histories = Readonly<{
  /** Folder of the recordings. Files are added, never changed. */
  folder: URL;
  announcements: Announcements;
  /** Each aggregate's decider by the category of its streams. */
  deciders: Readonly<Record<string, Folding>>;
  /** Every event type that was ever released: typed as a record of them all, a new one does not compile until it is here, and then needs a history. */
  released: Readonly<Record<string, true>>;
}>;

/** A stream with all that the log keeps of its events, and its facts to the byte. */
type Whole = Readonly<{ origin: string; events: readonly StoredEvent[]; state: unknown; facts: readonly string[] }>;
/** A stream with no more than its events' types and data, and its facts' too. */
type Bare = Readonly<{ stream: string; events: readonly Pick<StoredEvent, 'type' | 'data'>[]; folds: unknown; facts: readonly object[] }>;

type Fact = ReturnType<Announcements['render']>;
type History = Readonly<{ origin: string; events: readonly StoredEvent[]; state: unknown; facts: readonly unknown[]; recorded(fact: Fact): unknown }>;

/** Streams of released event shapes: whatever changes in the code, these were written by it once and will be read, and told as the same facts, for ever. */
export function describeHistories({ folder, announcements, deciders, released }: Histories): void {
  const histories = readdirSync(folder).map((file) => [file, readHistory(readFileSync(new URL(file, folder), 'utf8'))] as const);

  describe.each(histories)('%s', (_file, { events, state, facts, origin, recorded }) => {
    it('folds to the recorded state', () => {
      const { initial, evolve } = deciders[events[0]?.stream.split('/')[0] ?? ''] as Folding;
      expect(events.reduce<unknown>((folded, { type, data }) => evolve(folded as never, { type, data } as never), initial)).toEqual(state);
    });

    it('is told as the recorded facts', () => {
      expect(events.filter(({ type }) => announcements.isFact(type)).map((event) => recorded(announcements.render(event, origin)))).toEqual(facts);
    });
  });

  it('every event type that was ever released is in some history', () => {
    expect([...new Set(histories.flatMap(([, { events }]) => events.map(({ type }) => type)))].toSorted()).toEqual(Object.keys(released).toSorted());
  });
}

function readHistory(text: string): History {
  const history = JSON.parse(text) as Whole | Bare;
  if ('state' in history) return { ...history, recorded: (fact) => JSON.stringify(fact) };
  const { stream, folds, facts } = history;
  const events = history.events.map(({ type, data }, index) => sampleEvent(stream, index, type, data));
  return { origin: 'lienthong.sample/service', events, state: folds, facts, recorded: ({ type, data }) => ({ type, data }) };
}

/** Filled up with what neither folds nor shows in the recorded part of a fact. */
function sampleEvent(stream: string, logIndex: number, type: string, data: unknown): StoredEvent {
  const version = logIndex + 1;
  const at = '2026-11-20T08:31:00.000Z';
  return {
    logIndex, factNumber: version, stream, version, dossier: { code: stream.slice(stream.indexOf('/') + 1), ref: 'sample', version }, type, data, schema: 1,
    actor: 'clock', actorId: null, occurredAt: at, recordedAt: at, cause: null, causationId: null, traceParent: null,
  };
}
