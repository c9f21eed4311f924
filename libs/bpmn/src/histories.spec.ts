import { readdirSync, readFileSync } from 'node:fs';
import { evolveAll, evolveInstance, notStarted, type InstanceEvent, type InstanceState } from './index.js';

// Streams of earlier releases, one of each element. Whatever becomes of the engine, they fold to what they came to.
const folder = new URL('../test/histories/', import.meta.url);
type History = Readonly<{ story: string; events: readonly InstanceEvent[]; cameTo: object }>;
const histories = readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly History[]);

/** What people and other services would notice; fields that a later release adds are not among it. */
function essence({ status, variables, elements, tokens, jobs, timers, subscriptions, incidents, compensable, reachedEnd }: InstanceState): object {
  const active = Object.values(elements).map(({ elementKey, scope, phase, variables: own }) => ({ elementKey, scope, phase, variables: own }));
  const keys = { jobs, timers, subscriptions, incidents };
  return {
    status, variables, tokens, reachedEnd, elements: active, compensable: compensable.map(({ elementKey }) => elementKey),
    ...Object.fromEntries(Object.entries(keys).map(([name, table]) => [name, Object.keys(table)])),
  };
}

describe('recorded histories', () => {
  it.each(histories)('$story', ({ events, cameTo }) => {
    expect(essence(events.reduce(evolveInstance, notStarted))).toEqual(cameTo);
    expect(evolveAll(notStarted, events)).toEqual(events.reduce(evolveInstance, notStarted));
  });
  it('there is one of each kind of event', () => {
    const kinds = new Set(histories.flatMap(({ events }) => events.map(({ type }) => type)));
    expect(kinds.size).toBeGreaterThan(25);
  });
});
