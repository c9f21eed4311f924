import type { Node } from '../definition.js';
import type { ActiveElement, Compensable } from '../instance-state.js';
import { activeOf, definitionIn, nodeIn, record, type Run } from './run.js';

/**
 * What a compensation throw event undoes: the completed activities of its scope, last one first. Thrown inside a handler of a
 * scope (an event sub-process), it is that scope. BPMN 2.0.2 §13.5.5.
 */
export function entriesFor(run: Run, thrower: ActiveElement, activity: number | null): readonly string[] {
  const scope = compensatedScope(run, thrower.scope);
  const wanted = activity === null ? null : (definitionIn(run, thrower.scope).nodes[activity]?.id ?? '');
  return lastFirst(run.state.compensable, (entry) => entry.scope === scope && (wanted === null || entry.element === wanted));
}

export const entriesInside = (run: Run, scope: string): readonly string[] => lastFirst(run.state.compensable, (entry) => entry.scope === scope);

const lastFirst = (entries: readonly Compensable[], isWanted: (entry: Compensable) => boolean): readonly string[] =>
  entries.filter(isWanted).map(({ elementKey }) => elementKey).toReversed();

function compensatedScope(run: Run, scope: string): string {
  const around = activeOf(run, scope);
  const node = around === undefined ? undefined : nodeIn(run, around.element, around.scope);
  if (around === undefined || node?.kind !== 'subProcess' || node.variant !== 'event') return scope;
  return around.compensates ?? around.scope;
}

/** Begins the next entry of a compensation. The handlers run one after another, so that they stand in their right order. */
export function compensateNext(run: Run, throwerKey: string): void {
  const under = run.state.compensating.find((each) => each.throwerKey === throwerKey);
  // A turn ends an entry, or replaces it by those inside it: bounded by what was completed.
  for (let [entryKey] = under?.entries ?? []; entryKey !== undefined; [entryKey] = entriesLeft(run, throwerKey)) {
    const entry = run.state.compensable.find(({ elementKey }) => elementKey === entryKey);
    const handler = entry === undefined ? undefined : handlerOf(run, throwerKey, entry);
    if (entry !== undefined && handler !== undefined) {
      run.errands.push({
        kind: 'enter', node: handler.node, scope: handler.scope, via: [],
        entry: {
          compensates: entry.elementKey, thrower: throwerKey, variables: entry.variables,
          // A handler inside the scope is an event sub-process, whose start event happens.
          ...(handler.node.kind === 'subProcess' && handler.node.variant === 'event' && { occurred: { kind: 'compensation', name: '', variables: {} } }),
        },
      });
      return;
    }
    const parts = entriesInside(run, entryKey);
    record(run, { type: 'CompensationDone', data: { throwerKey, entry: entryKey, ...(parts.length > 0 && { parts }) } });
  }
  endCompensation(run, throwerKey);
}

const entriesLeft = (run: Run, throwerKey: string): readonly string[] =>
  run.state.compensating.find((each) => each.throwerKey === throwerKey)?.entries ?? [];

/** The handler of the entry's boundary event, or the compensation event sub-process inside it. */
function handlerOf(run: Run, throwerKey: string, entry: Compensable): Readonly<{ node: Node; scope: string }> | undefined {
  const isOpen = entry.scope === '' || activeOf(run, entry.scope) !== undefined;
  const scope = isOpen ? entry.scope : scopeOfThrower(run, throwerKey);
  const node = nodeIn(run, entry.element, scope);
  const { nodes } = definitionIn(run, scope);
  if (node === undefined || !('compensation' in node)) return undefined;
  const handler = node.compensation === null ? undefined : nodes[node.compensation];
  if (handler !== undefined) return { node: handler, scope };
  const inside = node.kind === 'subProcess' ? node.contents.eventSubProcesses : [];
  const own = inside.map((index) => nodes[index]).find((each) => each?.kind === 'subProcess' && startsByCompensation(nodes, each.contents.starts[0]));
  return own === undefined ? undefined : { node: own, scope };
}

function startsByCompensation(nodes: readonly Node[], start: number | undefined): boolean {
  const node = nodes[start ?? -1];
  return node?.kind === 'startEvent' && node.triggers.some(({ kind }) => kind === 'compensation');
}

function scopeOfThrower(run: Run, throwerKey: string): string {
  const under = run.state.compensating.find((each) => each.throwerKey === throwerKey);
  return activeOf(run, throwerKey)?.scope ?? (under?.cancels == null ? '' : (activeOf(run, under.cancels)?.scope ?? ''));
}

/** A transaction that is cancelled goes on at its boundary; whoever waited goes on itself. */
function endCompensation(run: Run, throwerKey: string): void {
  const under = run.state.compensating.find((each) => each.throwerKey === throwerKey);
  if (under === undefined) return;
  record(run, { type: 'CompensationEnded', data: { throwerKey } });
  if (under.cancels !== null) run.errands.unshift({ kind: 'cancelled', transaction: under.cancels });
  else if (under.waits) run.errands.push({ kind: 'complete', elementKey: throwerKey });
}
