import { rejected } from '@lienthong/kernel';
import { isCatching } from '../definition.js';
import type { MigrateInstance } from '../instance-command.js';
import { assessInstance, type WaitChange } from '../migration/assess-instance.js';
import { planMigration, type MigrationPlan } from '../migration/migration-plan.js';
import { proceeded, type InstanceDecision } from './answers.js';
import { activeOf, nodeIn, record, type Fault, type Run } from './run.js';
import { lookupIn, lookupOf } from './scope.js';
import { closeWaits, eventNode, openWaits } from './waits.js';

/**
 * Goes on by another version from where the instance stands. Only names change, and the waits of events that the new version has not or has besides;
 * everything else stays as it is, down to the tasks that people hold and the timers that run.
 */
export function migrateInstance(run: Run, { data, at }: MigrateInstance): InstanceDecision {
  const { from, to, source, target, elements, flows, by, reason } = data;
  const { processId } = run.definition;
  const plan = planMigration(source, target, { elements, flows }, Object.hasOwn(source.processes, processId) ? processId : source.main);
  const assessment = assessInstance(plan, run.state);
  if (assessment.kind === 'blocked') return notMigratable(from, to, assessment.because.map(({ text }) => text.en).join('; '));
  record(run, { type: 'InstanceMigrated', data: { from, to, elements: renamed(plan.elements), flows: renamed(plan.flows), by, reason, at } });
  const waits = assessment.changes.filter((change): change is WaitChange => change.what !== 'renamed');
  for (const { what, host, element } of waits) if (what === 'closes') closeWaits(run, host, (id) => id === element);
  for (const { what, host, element } of waits) {
    const failure = what === 'opens' ? open(run, host, element) : null;
    if (failure !== null) return notMigratable(from, to, failure.text.en);
  }
  return proceeded(run);
}

const renamed = (names: MigrationPlan['elements']): Readonly<Record<string, string>> => Object.fromEntries([...names].filter(([id, target]) => id !== target));

/** What stands at the boundary is read from beside the host, what watches a scope from inside it. */
function open(run: Run, host: string, element: string): Fault | null {
  const node = eventNode(run, host, element) ?? nodeIn(run, element, host);
  if (node === undefined || !isCatching(node)) return null;
  const active = activeOf(run, host);
  const isInside = node.kind === 'startEvent' || active === undefined;
  return openWaits(run, host, node, isInside ? lookupIn(run, host) : lookupOf(run, active));
}

const notMigratable = (from: string, to: string, because: string): InstanceDecision =>
  rejected('NOT_MIGRATABLE', `Expected to migrate the instance from version ${from} to ${to}, but ${because}`);
