import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StoredEvent } from '@lienthong/event-store';
import { deepFreeze } from '@lienthong/testing';
import { announcements } from './adapters/messaging/announce.js';
import { earlierShapes } from './adapters/postgres/earlier-shapes.js';
import { evolve, noInstance, type InstanceEvent } from './domain/instance.js';
import { evolveLegalClock, noClock, type LegalClockEvent } from './domain/legal-clock.js';
import { evolveProcedure, unpublished, type ProcedureEvent } from './domain/procedure.js';

/** Streams as a release wrote them, what they came to, and the facts they were announced as. Files are added, never changed. */
type History = Readonly<{
  story: string;
  events: readonly StoredEvent[];
  outcome: Readonly<{ status: string; reachedEnd: string | null; pin: object | null; clock: string; dueAt: string; procedureVersion: number }>;
  facts: readonly object[];
}>;

const FOLDER = fileURLToPath(new URL('../test/histories/', import.meta.url));
/** As the event store reads them: in today's shape, with the number of their own. */
const read = (history: History): History => ({
  ...history,
  events: history.events.map((event) => ({ ...event, data: (earlierShapes[event.type] ?? []).slice(event.schema - 1).reduce<object>((data, step) => step(data), event.data) })),
});
const histories = readdirSync(FOLDER).filter((file) => file.endsWith('.json')).map((file) => [file, deepFreeze(read(JSON.parse(readFileSync(FOLDER + file, 'utf8')) as History))] as const);

const eventsOf = <E>(history: History, category: string): readonly E[] => history.events.filter(({ stream }) => stream.startsWith(`${category}/`)) as unknown as readonly E[];

describe('what earlier releases wrote', () => {
  it('is there', () => expect(histories.length).toBeGreaterThanOrEqual(3));

  it.each(histories)('%s folds to what it came to then', (_file, history) => {
    const instance = eventsOf<InstanceEvent>(history, 'instance').reduce(evolve, noInstance);
    const clock = eventsOf<LegalClockEvent>(history, 'clock').reduce(evolveLegalClock, noClock);
    const procedure = eventsOf<ProcedureEvent>(history, 'procedure').reduce(evolveProcedure, unpublished);
    expect({
      status: instance.run.status, reachedEnd: instance.run.reachedEnd, pin: instance.pin,
      clock: clock.running?.status ?? '', dueAt: clock.running === null ? '' : clock.dueAt, procedureVersion: procedure.version,
    }).toEqual(history.outcome);
  });

  it.each(histories)('%s is announced in the same bytes', (_file, { events, facts }) => {
    const rendered = events.filter((event) => event.factNumber !== null).map((event) => announcements.render(event, 'lienthong.local/processing'));
    expect(rendered.map((fact) => JSON.stringify(fact))).toEqual(facts.map((fact) => JSON.stringify(fact)));
    expect(events.every((event) => announcements.isFact(event.type) === (event.factNumber !== null))).toBe(true);
  });
});
