import { assessInstance, planMigration as planBetween, type Definition, type MigrationPlan, type Model, type Obstacle } from '@lienthong/bpmn';
import { limitOfTerms } from '@lienthong/calendar';
import { appendTogether, type AppendRequest, type DecidedTogether, type StreamAppend } from '@lienthong/event-store';
import { hasEnded, type Instance } from '../domain/instance.js';
import type { LegalClockEvent } from '../domain/legal-clock.js';
import { legalClockDeciderBy, type LegalClockRejection } from '../domain/legal-clock.decider.js';
import type { MigrationOutcome, MigrationOrder } from '../domain/migration.js';
import { watch } from './deadline-errands.js';
import { advanceBy, dossierRefOf } from './advance-dossier.js';
import type { DossierPorts } from './dossier-ports.js';
import type { MigrationPorts, Owner, RunningInstance } from './migration-ports.js';

/** A pause takes effect between two of them; more at once would only wait for each other at the log. */
const AT_ONCE = 8;
/** One look at the read model for as many. Small enough that progress is seen and a restart repeats little looking. */
export const BATCH = 80;

type Ports = Readonly<{ dossiers: DossierPorts; migrations: MigrationPorts; now: () => string }>;
/** Of one run; `version` is that of the migration's own stream, which every move is fenced with: after a pause nothing moves any more. */
type Work = Readonly<{ id: string; run: number; version: number; order: MigrationOrder; by: Readonly<{ subject: string; name: string }>; source: Model; target: Model; planFor: (process: string) => MigrationPlan }>;

export type Batch = 'idle' | 'more';

/**
 * Moves the next dossiers of a running migration, each in one append of its own, and ends the run when none is left. Whoever is killed in the
 * middle has moved whole dossiers: the next owner goes on with those that have no outcome in this run.
 */
export async function runSome(ports: Ports, id: string, owner: Owner): Promise<Batch> {
  const { state, version } = await ports.migrations.load(id);
  if (state.status !== 'running' || state.order === null || state.by === null) return 'idle';
  const { procedure, from, to } = state.order;
  const [source, target] = await Promise.all([ports.dossiers.findCompiled(procedure, from), ports.dossiers.findCompiled(procedure, to)]);
  // A plan was only stored with both; what is published stays.
  if (source === undefined || target === undefined) throw new Error(`Expected to run migration ${id}, but procedure ${procedure} version ${source === undefined ? from : to} is not published here`);
  const left = await ports.migrations.left(id, state.run, procedure, from, BATCH, await ports.migrations.head());
  if (left.length === 0) return end(ports, id, state.run);
  const work: Work = { id, run: state.run, version, order: state.order, by: state.by, source, target, planFor: plansOf(source, target, state.order) };
  const queue = [...left];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = queue.shift(); next !== undefined && !owner.lost.aborted; next = queue.shift()) await moveOne(ports, work, next, owner);
  }));
  return 'more';
}

async function end(ports: Ports, id: string, run: number): Promise<Batch> {
  const counts = await ports.migrations.counts(id, run);
  await ports.migrations.store(id, { type: 'EndMigrationRun', at: ports.now(), data: { id, run, ...counts } }, { role: 'service', name: 'processing' });
  return 'idle';
}

type Refused = Readonly<{ kind: 'not-running' }>;

/** Decided again when somebody else has acted on the dossier meanwhile: then it stands elsewhere, or has ended. */
async function moveOne(ports: Ports, work: Work, { code, process }: RunningInstance, owner: Owner): Promise<void> {
  await appendTogether<null, Refused>(ports.dossiers.store, async (): Promise<DecidedTogether<null, Refused>> => {
    const migration = await ports.migrations.load(work.id);
    if (migration.version !== work.version) return { kind: 'rejected', rejection: { kind: 'not-running' } };
    const request = await decideOne(ports, work, code, process);
    if (request === undefined) return { kind: 'rejected', rejection: { kind: 'not-running' } };
    const unchanged = { stream: `migration/${work.id}`, expected: work.version, events: [] };
    return { kind: 'accepted', request: { ...request, streams: [...request.streams, unchanged], also: [...(request.also ?? []), owner.fence()] }, result: null };
  });
}

/** Undefined where there is nothing to do any more. */
async function decideOne(ports: Ports, work: Work, code: string, process: string): Promise<AppendRequest | undefined> {
  const { id, run, order, by, source, target } = work;
  const at = ports.now();
  const loaded = await ports.dossiers.loadInstance(code);
  if (hasEnded(loaded.state) || loaded.state.pin?.procedureVersion !== order.from) return undefined;
  const definition = target.processes[process] ?? target.processes[target.main];
  const meta = { actor: { role: 'service', name: 'processing' } as const, at, dossier: await dossierRefOf(ports.dossiers, code, loaded.state) };
  const outcome = (event: MigrationOutcome) => ({ stream: `migrated/${id}`, expected: 'any' as const, events: [event] });
  const because = definition === undefined ? [] : obstaclesOf(work, loaded.state, process);
  if (definition === undefined || because.length > 0) {
    return { streams: [guard(code, loaded.version), outcome({ type: 'DossierNotMigrated', data: { migration: id, run, code, because, at } })], meta };
  }
  const advance = await advanceBy(ports.dossiers, code, loaded, {
    type: 'AdvanceInstance', at,
    data: { code, definition, step: { type: 'MigrateInstance', at, data: { from: String(order.from), to: String(order.to), source, target, elements: order.elements, flows: order.flows, by, reason: order.reason } } },
  });
  if (advance.kind === 'rejected') {
    return { streams: [guard(code, loaded.version), outcome({ type: 'DossierNotMigrated', data: { migration: id, run, code, because: told(advance.rejection), at } })], meta };
  }
  const streams = order.dueDate === 'kept' ? advance.streams : await withNewLimit(ports, work, code, definition, advance.streams, at);
  if ('rejection' in streams) return { streams: [guard(code, loaded.version), outcome({ type: 'DossierNotMigrated', data: { migration: id, run, code, because: told(streams.rejection), at } })], meta };
  return { streams: [...streams, outcome({ type: 'DossierMigrated', data: { migration: id, run, code, at } })], meta, also: order.dueDate === 'kept' ? advance.also : [...advance.also, watch(ports.dossiers, code, at)] };
}

const told = ({ code, because }: Readonly<{ code: string; because: string }>): Extract<MigrationOutcome, { type: 'DossierNotMigrated' }>['data']['because'] => [
  { code, element: '', text: { vi: `Chưa chuyển được (${code})`, en: because } },
];

/** The clock counts the new version's limit from the receipt; in the same append, behind what the move itself meant for it. */
async function withNewLimit({ dossiers }: Ports, { order }: Work, code: string, { procedure }: Definition, streams: readonly StreamAppend[], at: string): Promise<readonly StreamAppend[] | Readonly<{ rejection: LegalClockRejection }>> {
  if (procedure === null) return streams;
  const clock = await dossiers.loadClock(code);
  const { state: instance } = await dossiers.loadInstance(code);
  const reading = limitOfTerms({ limit: procedure.limit, ...procedure.counting }, instance.pin?.channel ?? null);
  if (reading.kind === 'refused') return streams;
  const own = streams.find(({ stream }) => stream === `clock/${code}`);
  const soFar = (own?.events ?? []) as readonly LegalClockEvent[];
  const reason = { vi: `Theo phiên bản ${order.to} của thủ tục`, en: `Following version ${order.to} of the procedure` };
  const legalClockDecider = legalClockDeciderBy(await dossiers.calendars(clock.state.running?.calendar ?? ''));
  const decision = legalClockDecider.decide({ type: 'ChangeLimit', at, data: { limit: reading.limit, ...(reading.rules && { rules: reading.rules }), reason } }, soFar.reduce(legalClockDecider.evolve, clock.state));
  if (decision.kind === 'rejected') return decision;
  const changed: StreamAppend = { stream: `clock/${code}`, expected: clock.version === 0 ? 'none' : clock.version, events: [...soFar, ...decision.events] };
  return decision.events.length === 0 ? streams : [...streams.filter((stream) => stream !== own), changed];
}

const obstaclesOf = ({ planFor }: Work, { run }: Instance, process: string): readonly Obstacle[] => {
  const assessment = assessInstance(planFor(process), run);
  return assessment.kind === 'blocked' ? assessment.because : [];
};

/** One plan for each process of the file; all dossiers of the batch are held against it. */
function plansOf(source: Model, target: Model, order: MigrationOrder): Work['planFor'] {
  const plans = new Map<string, MigrationPlan>();
  return (process) => {
    const plan = plans.get(process) ?? planBetween(source, target, order, process);
    plans.set(process, plan);
    return plan;
  };
}

/** What was found out is true of this version of the dossier only. */
const guard = (code: string, version: number) => ({ stream: `instance/${code}`, expected: version, events: [] });
