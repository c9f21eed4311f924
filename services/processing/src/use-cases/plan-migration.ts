import { assessInstance, planMigration as planBetween, type Assessment, type MigrationPlan, type Obstacle, type Person } from '@lienthong/bpmn';
import type { Actor } from '@lienthong/event-store';
import type { Rejection } from '@lienthong/kernel';
import type { MigrationRejection } from '../domain/migration.decider.js';
import type { MigrationOrder } from '../domain/migration.js';
import type { DossierPorts } from './dossier-ports.js';
import type { MigrationPorts } from './migration-ports.js';

export type PlanRejection = MigrationRejection | Rejection<'VERSION_UNKNOWN' | 'VERSIONS_EQUAL'>;
export type Planned =
  | Readonly<{ kind: 'planned'; version: number; position: number; running: number }>
  /** What is wrong with the mapping, all of it. Nothing was stored. */
  | Readonly<{ kind: 'refused'; problems: readonly Obstacle[] }>
  | Readonly<{ kind: 'rejected'; rejection: PlanRejection }>;

type Ports = Readonly<{ dossiers: DossierPorts; migrations: MigrationPorts }>;

/** Holds the mapping against both versions; only one that can move somebody becomes a plan. */
export async function planMigration(ports: Ports, id: string, order: MigrationOrder, who: Readonly<{ by: Person; actor: Actor; at: string }>): Promise<Planned> {
  const reading = await readPlan(ports, order);
  if (reading.kind === 'rejected') return reading;
  const { problems } = reading.planFor(undefined);
  if (problems.length > 0) return { kind: 'refused', problems };
  const { by, actor, at } = who;
  const stored = await ports.migrations.store(id, { type: 'PlanDossierMigration', at, data: { id, by, ...order } }, actor, { id });
  if (stored.kind === 'rejected') return stored;
  return { ...stored, kind: 'planned', running: await ports.migrations.countRunning(order.procedure, order.from) };
}

export type ReadPlan =
  /** One plan for each process of the file that a dossier may run: its own tables are made once. */
  | Readonly<{ kind: 'read'; planFor: (process: string | undefined) => MigrationPlan }>
  | Readonly<{ kind: 'rejected'; rejection: Rejection<'VERSION_UNKNOWN' | 'VERSIONS_EQUAL'> }>;

async function readPlan({ dossiers }: Ports, { procedure, from, to, elements, flows }: MigrationOrder): Promise<ReadPlan> {
  const rejected = (code: 'VERSION_UNKNOWN' | 'VERSIONS_EQUAL', because: string): ReadPlan => ({ kind: 'rejected', rejection: { code, because: `Expected to migrate procedure ${procedure} from version ${from} to ${to}, but ${because}` } });
  if (from === to) return rejected('VERSIONS_EQUAL', 'that is the same version');
  const [old, fresh] = await Promise.all([dossiers.findCompiled(procedure, from), dossiers.findCompiled(procedure, to)]);
  if (old === undefined || fresh === undefined) return rejected('VERSION_UNKNOWN', `version ${old === undefined ? from : to} is not published here`);
  const plans = new Map<string | undefined, MigrationPlan>();
  const planFor = (process: string | undefined): MigrationPlan => {
    const known = plans.get(process) ?? planBetween(old, fresh, { elements, flows }, process);
    plans.set(process, known);
    return known;
  };
  return { kind: 'read', planFor };
}

export type Tried = Readonly<{ code: string; assessment: Assessment }>;
export type TriedPage =
  | Readonly<{ kind: 'tried'; items: readonly Tried[]; running: number }>
  | Readonly<{ kind: 'rejected'; rejection: PlanRejection }>;

/** What would become of the dossiers that run now, one page of them, by looking at each where it stands this moment. Changes nothing. */
export async function tryMigration(ports: Ports, id: string, after: string, limit: number): Promise<TriedPage> {
  const { state: { order } } = await ports.migrations.load(id);
  if (order === null) return { kind: 'rejected', rejection: { code: 'MIGRATION_UNKNOWN', because: `Expected to find migration ${id.slice(0, 60)}, but there is none` } };
  const reading = await readPlan(ports, order);
  if (reading.kind === 'rejected') return reading;
  const [instances, running] = await Promise.all([
    ports.migrations.running(order.procedure, order.from, after, limit), ports.migrations.countRunning(order.procedure, order.from),
  ]);
  const items: Tried[] = [];
  for (const { code, process } of instances) {
    const { state } = await ports.dossiers.loadInstance(code);
    items.push({ code, assessment: assessInstance(reading.planFor(process), state.run) });
  }
  return { kind: 'tried', items, running };
}
