import type { Model, Node } from '../definition.js';
import { isActivity, isCatching } from '../definition.js';
import { NEW_VERSION, obstacle, OLD_VERSION, type Obstacle } from './migration-texts.js';
import { hostOf, parentOf, placesOf, type Place, type Places } from './places.js';

/** What an analyst says: where things of the old version are in the new one. What is not named stays under its own id. */
export type MigrationMapping = Readonly<{ elements?: Readonly<Record<string, string>>; flows?: Readonly<Record<string, string>> }>;

export type MigrationPlan = Readonly<{
  from: Places;
  to: Places;
  /** Old id to new id of everything that can move. */
  elements: ReadonlyMap<string, string>;
  flows: ReadonlyMap<string, string>;
  /** Why an element of the old version cannot move: a dossier that stands there is blocked. */
  unmapped: ReadonlyMap<string, Obstacle>;
  /** What the analyst said and is wrong. A plan with problems moves nothing. */
  problems: readonly Obstacle[];
}>;

/** `process`: the one that the instance runs; else the main one of each version. Ids are unique in a file, so called processes are mapped with it. */
export function planMigration(from: Model, to: Model, { elements = {}, flows = {} }: MigrationMapping = {}, process?: string): MigrationPlan {
  const [old, fresh] = [placesOf(from, process), placesOf(to, process)];
  const problems: Obstacle[] = [...strangers('ELEMENT_UNKNOWN', elements, old.nodes, fresh.nodes), ...strangers('FLOW_UNKNOWN', flows, old.flows, fresh.flows)];
  const wanted = candidates(old.nodes, fresh.nodes, elements);
  const mapped = new Map<string, string>();
  const unmapped = new Map<string, Obstacle>();
  for (const [id, place] of old.nodes) {
    const target = wanted.get(id);
    const goal = target === undefined ? undefined : fresh.nodes.get(target);
    const obstacles = goal === undefined ? obstacle('ELEMENT_REMOVED', id) : whyNot(place, goal, wanted, from.main, to.main);
    if (target !== undefined && obstacles === null) mapped.set(id, target);
    else if (obstacles !== null) unmapped.set(id, obstacles);
    if (obstacles !== null && Object.hasOwn(elements, id) && goal !== undefined) problems.push(obstacles);
  }
  problems.push(...mergedWrongly(mapped, fresh));
  const mappedFlows = candidates(old.flows, fresh.flows, flows);
  problems.push(...twice(mappedFlows).map((id) => obstacle('FLOW_MAPPED_TWICE', id)));
  return { from: old, to: fresh, elements: mapped, flows: mappedFlows, unmapped, problems };
}

function strangers(code: 'ELEMENT_UNKNOWN' | 'FLOW_UNKNOWN', said: Readonly<Record<string, string>>, old: ReadonlyMap<string, unknown>, fresh: ReadonlyMap<string, unknown>): readonly Obstacle[] {
  return Object.entries(said).flatMap(([id, target]) => [
    ...(old.has(id) ? [] : [obstacle(code, id, OLD_VERSION)]), ...(fresh.has(target) ? [] : [obstacle(code, target, NEW_VERSION)]),
  ]);
}

function candidates(old: ReadonlyMap<string, unknown>, fresh: ReadonlyMap<string, unknown>, said: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const pairs = [...old.keys()].map((id) => [id, Object.hasOwn(said, id) ? (said[id] ?? id) : id] as const);
  return new Map(pairs.filter(([, target]) => fresh.has(target)));
}

/** Null: the one can go on as the other. What is written in them may differ, what they are and where they stand may not. */
function whyNot(old: Place, fresh: Place, wanted: ReadonlyMap<string, string>, oldMain: string, freshMain: string): Obstacle | null {
  const { id } = old.node;
  if (kindOf(old.node) !== kindOf(fresh.node)) return obstacle('KIND_DIFFERS', id, fresh.node.id);
  if (loopOf(old.node) !== loopOf(fresh.node)) return obstacle('LOOP_DIFFERS', id, fresh.node.id);
  if (eventsOf(old.node) !== eventsOf(fresh.node)) return obstacle('EVENT_DIFFERS', id, fresh.node.id);
  const [parent, goal] = [parentOf(old), parentOf(fresh)];
  const sameProcess = old.definition.processId === fresh.definition.processId || (old.definition.processId === oldMain && fresh.definition.processId === freshMain);
  if (parent === null ? goal !== null || !sameProcess : wanted.get(parent) !== goal) return obstacle('SCOPE_DIFFERS', id, fresh.node.id);
  const host = hostOf(old);
  return host !== null && wanted.get(host) !== hostOf(fresh) ? obstacle('HOST_DIFFERS', id, fresh.node.id) : null;
}

const kindOf = (node: Node): string => (node.kind === 'subProcess' ? `${node.kind} ${node.variant}` : node.kind);
const loopOf = (node: Node): string => {
  const loop = isActivity(node) ? node.loop : null;
  return loop === null ? '' : loop.kind === 'multi' ? `multi ${loop.isSequential}` : loop.kind;
};
/** A wait is known by the place of its trigger; a message that facts complete is a job instead. */
const eventsOf = (node: Node): string => {
  if (!isCatching(node)) return '';
  const needsAll = 'parallelMultiple' in node && node.parallelMultiple;
  return JSON.stringify([node.triggers.map(({ kind }) => kind), needsAll, 'job' in node && node.job !== null]);
};

/** Two tasks may become one: each of their tokens goes on there. Joins, events and scopes would count what is not one. */
function mergedWrongly(mapped: ReadonlyMap<string, string>, { nodes }: Places): readonly Obstacle[] {
  const isTask = (id: string): boolean => {
    const node = nodes.get(id)?.node;
    return node !== undefined && isActivity(node) && node.kind !== 'subProcess' && node.kind !== 'callActivity' && node.boundaries.length === 0 && node.loop === null;
  };
  return twice(mapped).filter((id) => !isTask(id)).map((id) => obstacle('MAPPED_TWICE', id));
}

const twice = (mapped: ReadonlyMap<string, string>): readonly string[] => {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const target of mapped.values()) (seen.has(target) ? repeated : seen).add(target);
  return [...repeated];
};
