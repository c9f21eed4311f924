import { isActivity, type Definition } from '../definition.js';
import type { ActiveElement, InstanceState } from '../instance-state.js';
import { formIdOf } from '../read/read-forms.js';
import { isForeign, isForeignWait } from './belonging.js';
import { obstacle, type Obstacle } from './migration-texts.js';
import type { MigrationPlan } from './migration-plan.js';
import { idsOf, startsInside, targetOf, watchersOf, type Place, type Places } from './places.js';

/** A wait that ends with the move or begins with it. `host` is the key of what it watches, '' the whole. */
export type WaitChange = Readonly<{ what: 'closes' | 'opens'; host: string; element: string }>;
export type InstanceChange = Readonly<{ what: 'renamed'; host: string; element: string; to: string }> | WaitChange;
export type Assessment =
  | Readonly<{ kind: 'moves'; changes: readonly InstanceChange[] }>
  /** Every reason, not only the first. */
  | Readonly<{ kind: 'blocked'; because: readonly Obstacle[] }>;

/** Whether this instance can go on by the new version from where it stands, and what changes for it. */
export function assessInstance(plan: MigrationPlan, state: InstanceState): Assessment {
  if (plan.problems.length > 0) return { kind: 'blocked', because: plan.problems };
  if (state.status !== 'open') return { kind: 'blocked', because: [obstacle('ENDED', '')] };
  const own = Object.values(state.elements).filter(({ scope }) => !isForeign(state, scope));
  const because = unique([
    ...own.flatMap((active) => whyBlocked(plan, state, active)),
    ...tokenObstacles(plan, state),
    ...joinObstacles(plan, state),
    ...compensationObstacles(plan, state),
    ...formObstacles(plan, state),
  ]);
  if (because.length > 0) return { kind: 'blocked', because };
  const renamed = own.flatMap(({ elementKey, element }) => {
    const to = plan.elements.get(element) ?? element;
    return to === element ? [] : [{ what: 'renamed', host: elementKey, element, to } as const];
  });
  return { kind: 'moves', changes: [...renamed, ...own.flatMap((active) => waitChanges(plan, state, active)), ...rootChanges(plan, state)] };
}

function whyBlocked(plan: MigrationPlan, state: InstanceState, active: ActiveElement): readonly Obstacle[] {
  const missing = whyUnmapped(plan, active.element);
  if (missing !== null) return [missing];
  return [...adHocObstacles(plan, active), ...calledObstacles(plan, state, active)];
}

const whyUnmapped = (plan: MigrationPlan, element: string): Obstacle | null =>
  plan.elements.has(element) ? null : (plan.unmapped.get(element) ?? obstacle('ELEMENT_REMOVED', element));

/** An ad-hoc sub-process has written down the ids of what it will start: they must still be there under the same names. */
function adHocObstacles(plan: MigrationPlan, { element, loop }: ActiveElement): readonly Obstacle[] {
  const node = plan.from.nodes.get(element)?.node;
  if (loop === null || loop.items === null || node?.kind !== 'subProcess' || node.adHoc === null) return [];
  const toStart = loop.items.slice(loop.started).map(String);
  return toStart.filter((id) => plan.elements.get(id) !== id).map((id) => obstacle('AD_HOC_DIFFERS', element, id));
}

function calledObstacles(plan: MigrationPlan, state: InstanceState, { elementKey, element, called }: ActiveElement): readonly Obstacle[] {
  if (called === null) return [];
  if (called.version === null) return definitionOf(plan.to, called.process) === undefined ? [obstacle('PROCESS_REMOVED', called.process)] : [];
  // Waits of event sub-processes of the called process stand under the call's key too: they must not be taken for ours.
  const beside = watchersOf(plan.from.nodes.get(element) as Place).map(({ id }) => id);
  const waits = [...Object.values(state.timers), ...Object.values(state.subscriptions)].filter((wait) => wait.elementKey === elementKey && !beside.includes(wait.element));
  return waits.filter((wait) => (plan.elements.get(wait.element) ?? wait.element) !== wait.element).map((wait) => obstacle('CALLED_AMBIGUOUS', wait.element));
}

function tokenObstacles(plan: MigrationPlan, state: InstanceState): readonly Obstacle[] {
  return state.tokens.filter(({ scope }) => !isForeign(state, scope)).flatMap(({ flow }) => {
    const old = plan.from.flows.get(flow);
    const fresh = plan.to.flows.get(plan.flows.get(flow) ?? '');
    if (old === undefined || fresh === undefined) return [obstacle('FLOW_REMOVED', flow)];
    const target = targetOf(old);
    const missing = target === undefined ? null : whyUnmapped(plan, target.id);
    if (missing !== null) return [missing];
    return targetOf(fresh)?.id === plan.elements.get(target?.id ?? '') ? [] : [obstacle('FLOW_LEADS_ELSEWHERE', flow)];
  });
}

/** A join that has some of its tokens counts on the others: with other branches it may wait for ever, or not wait for one. */
function joinObstacles(plan: MigrationPlan, state: InstanceState): readonly Obstacle[] {
  const waiting = state.tokens.filter(({ scope }) => !isForeign(state, scope)).flatMap(({ flow }) => {
    const place = plan.from.flows.get(flow);
    return place === undefined ? [] : (targetOf(place)?.id ?? []);
  });
  const fired = state.resets.filter(({ scope }) => !isForeign(state, scope)).map(({ element }) => element);
  return [...new Set([...waiting, ...fired])].flatMap((id) => {
    const old = plan.from.nodes.get(id);
    const fresh = plan.to.nodes.get(plan.elements.get(id) ?? '');
    if (old === undefined || fresh === undefined) return [whyUnmapped(plan, id) ?? obstacle('ELEMENT_REMOVED', id)];
    if (old.node.kind !== 'parallelGateway' && old.node.kind !== 'complexGateway') return [];
    const branches = idsOf(old.definition, old.node.incoming).map((flow) => plan.flows.get(flow) ?? '').toSorted();
    return branches.join('\n') === idsOf(fresh.definition, fresh.node.incoming).toSorted().join('\n') ? [] : [obstacle('JOIN_DIFFERS', id)];
  });
}

/** What is done and can be undone must stay undoable. */
function compensationObstacles(plan: MigrationPlan, state: InstanceState): readonly Obstacle[] {
  return state.compensable.filter(({ scope }) => !isForeign(state, scope)).flatMap(({ element }) => {
    const old = plan.from.nodes.get(element)?.node;
    // What an ended call has left is undone with the call as a whole.
    if (old === undefined) return [];
    const missing = whyUnmapped(plan, element);
    if (missing !== null) return [missing];
    const fresh = plan.to.nodes.get(plan.elements.get(element) ?? '')?.node;
    const hadHandler = isActivity(old) && old.compensation !== null;
    const hasHandler = fresh !== undefined && isActivity(fresh) && fresh.compensation !== null;
    return hadHandler && !hasHandler ? [obstacle('COMPENSATION_REMOVED', element)] : [];
  });
}

/** An open task is held against the form that it was offered with: without it, anything would be taken. */
function formObstacles(plan: MigrationPlan, state: InstanceState): readonly Obstacle[] {
  return Object.values(state.jobs).flatMap(({ element, elementKey, task }) => {
    if (task?.form === undefined || isForeign(state, state.elements[elementKey]?.scope ?? '')) return [];
    const id = formIdOf(task.form);
    const has = (place: Place | undefined): boolean => place !== undefined && Object.hasOwn(place.definition.forms, id);
    const [old, fresh] = [plan.from.nodes.get(element), plan.to.nodes.get(plan.elements.get(element) ?? '')];
    return has(old) && fresh !== undefined && !has(fresh) ? [obstacle('FORM_REMOVED', element, id)] : [];
  });
}

// ── Waits that come and go ──────────────────────────────────────────────────

/** Events at the boundary, behind an event-based gateway, and in event sub-processes: the old ones end, the new ones begin. */
function waitChanges(plan: MigrationPlan, state: InstanceState, active: ActiveElement): readonly InstanceChange[] {
  const { elementKey, element } = active;
  const old = plan.from.nodes.get(element);
  const fresh = plan.to.nodes.get(plan.elements.get(element) ?? '');
  if (old === undefined || fresh === undefined) return [];
  const beside = hasBegun(state, active, old) ? changesBetween(plan, state, elementKey, watchersOf(old), watchersOf(fresh)) : [];
  return [...beside, ...insideChanges(plan, state, active, old, fresh)];
}

/** Boundary events are opened once, when the activity has begun; a round has none of its own. */
function hasBegun(state: InstanceState, { elementKey, part, phase, hasOpened, loop, called }: ActiveElement, { node }: Place): boolean {
  if (part === 'inner' || phase === 'leaving') return false;
  const failed = Object.values(state.incidents).some((incident) => incident.elementKey === elementKey);
  return hasOpened || phase === 'waiting' || loop !== null || called !== null || ((node.kind === 'subProcess' || node.kind === 'eventGateway') && !failed);
}

function insideChanges(plan: MigrationPlan, state: InstanceState, active: ActiveElement, old: Place, fresh: Place): readonly InstanceChange[] {
  if (active.part === 'body') return [];
  if (active.called !== null) {
    if (active.called.version !== null) return [];
    return scopeChanges(plan, state, active.elementKey, definitionOf(plan.from, active.called.process), definitionOf(plan.to, active.called.process));
  }
  if (old.node.kind !== 'subProcess' || fresh.node.kind !== 'subProcess') return [];
  const starts = ({ definition, node }: Place): ReturnType<typeof startsInside> => (node.kind === 'subProcess' ? startsInside(definition, node.contents.eventSubProcesses) : []);
  return changesBetween(plan, state, active.elementKey, starts(old), starts(fresh));
}

const rootChanges = (plan: MigrationPlan, state: InstanceState): readonly InstanceChange[] => scopeChanges(plan, state, '', plan.from.root, plan.to.root);

function scopeChanges(plan: MigrationPlan, state: InstanceState, scope: string, old: Definition | undefined, fresh: Definition | undefined): readonly InstanceChange[] {
  const starts = (definition: Definition | undefined): ReturnType<typeof startsInside> =>
    definition === undefined ? [] : startsInside(definition, definition.contents.eventSubProcesses);
  return changesBetween(plan, state, scope, starts(old), starts(fresh));
}

type Nodes = readonly Readonly<{ id: string }>[];

function changesBetween(plan: MigrationPlan, state: InstanceState, host: string, old: Nodes, fresh: Nodes): readonly InstanceChange[] {
  const stays = new Set(old.flatMap(({ id }) => plan.elements.get(id) ?? []));
  const isOpen = (id: string): boolean => [...Object.values(state.timers), ...Object.values(state.subscriptions)].some((wait) => wait.elementKey === host && wait.element === id);
  const open = old.filter(({ id }) => isOpen(id) && !isForeignWait(state, host));
  return [
    ...open.filter(({ id }) => !plan.elements.has(id)).map(({ id }) => ({ what: 'closes', host, element: id }) as const),
    ...open.flatMap(({ id }) => {
      const to = plan.elements.get(id) ?? id;
      return to === id ? [] : [{ what: 'renamed', host, element: id, to } as const];
    }),
    ...fresh.filter(({ id }) => !stays.has(id)).map(({ id }) => ({ what: 'opens', host, element: id }) as const),
  ];
}

function definitionOf(places: Places, process: string): Definition | undefined {
  return [...places.nodes.values()].find(({ definition }) => definition.processId === process)?.definition;
}

function unique(obstacles: readonly Obstacle[]): readonly Obstacle[] {
  return [...new Map(obstacles.map((each) => [`${each.code} ${each.element}`, each])).values()];
}
