import type { InstanceMigrated } from './instance-events.js';
import type { InstanceState, OpenJob, Table } from './instance-state.js';
import { isForeign, isForeignWait } from './migration/belonging.js';

/**
 * Gives elements and flows the names that they have in the new version. Keys stay: a task, a timer, a subscription keep theirs for life, and the
 * number in a key is never used twice. What is not named is the same object as before.
 */
export function migrated(state: InstanceState, { elements, flows }: InstanceMigrated['data']): InstanceState {
  if (Object.keys(elements).length === 0 && Object.keys(flows).length === 0) return state;
  const element = nameIn(elements);
  const flow = nameIn(flows);
  const within = <Row>(scope: string, row: Row, rename: (row: Row) => Row): Row => (isForeign(state, scope) ? row : rename(row));
  const scopeOf = (elementKey: string): string => state.elements[elementKey]?.scope ?? '';
  const named = <Row extends { element: string }>(row: Row): Row => changed(row, { element: element(row.element) } as Partial<Row>);
  const waits = <Row extends { element: string; elementKey: string }>(row: Row): Row => (isForeignWait(state, row.elementKey) ? row : named(row));
  return {
    ...state,
    elements: each(state.elements, (row) =>
      within(row.scope, row, (own) => changed(named(own), { arrived: list(own.arrived, flow), occurred: keyed(own.occurred, element) }))),
    tokens: list(state.tokens, (token) => within(token.scope, token, (own) => changed(own, { flow: flow(own.flow) }))),
    jobs: each(state.jobs, (row) => within(scopeOf(row.elementKey), row, (own) => renamedJob(named(own), element))),
    closedJobs: each(state.closedJobs, (row) =>
      row.element === undefined ? row : within(row.process ?? '', row, (own) => changed(own, { element: element(row.element ?? '') }))),
    timers: each(state.timers, waits),
    subscriptions: each(state.subscriptions, waits),
    incidents: each(state.incidents, (row) => within(row.elementKey === null ? (row.scope ?? '') : scopeOf(row.elementKey), row, named)),
    compensable: list(state.compensable, (row) => within(row.scope, row, named)),
    compensating: list(state.compensating, (row) => within(scopeOf(row.throwerKey), row, named)),
    resets: list(state.resets, (row) => within(row.scope, row, (own) => changed(named(own), { arrived: list(own.arrived, flow) }))),
    reachedEnd: state.reachedEnd === null ? null : element(state.reachedEnd),
  };
}

/** A task also names the steps whose person may not do it. */
function renamedJob(job: OpenJob, element: (id: string) => string): OpenJob {
  const { task } = job;
  return task?.fourEyes === undefined ? job : changed(job, { task: changed(task, { fourEyes: list(task.fourEyes, element) }) });
}

const nameIn = (names: Readonly<Record<string, string>>) => (id: string): string => (Object.hasOwn(names, id) ? (names[id] ?? id) : id);

function changed<Row extends object>(row: Row, change: Partial<Row>): Row {
  return Object.entries(change).every(([name, value]) => row[name as keyof Row] === value) ? row : { ...row, ...change };
}

function list<Row>(rows: readonly Row[], rename: (row: Row) => Row): readonly Row[] {
  const renamed = rows.map(rename);
  return renamed.every((row, index) => row === rows[index]) ? rows : renamed;
}

function each<Row>(table: Table<Row>, rename: (row: Row) => Row): Table<Row> {
  const renamed = Object.entries(table).map(([key, row]) => [key, rename(row)] as const);
  return renamed.every(([key, row]) => row === table[key]) ? table : Object.fromEntries(renamed);
}

function keyed<Row>(table: Table<Row>, rename: (key: string) => string): Table<Row> {
  const renamed = Object.entries(table).map(([key, row]) => [rename(key), row] as const);
  return renamed.every(([key], index) => key === Object.keys(table)[index]) ? table : Object.fromEntries(renamed);
}
