import { limitOfTerms, type CalendarBook } from '@lienthong/calendar';
import type { Model, Variables } from '@lienthong/bpmn';
import type { AppendMeta, SqlEffect, StreamAppend } from '@lienthong/event-store';
import type { Decider, Decision, Rejection } from '@lienthong/kernel';
import { instanceDecider, type InstanceCommand, type InstanceRejection, type Step } from '../domain/instance.decider.js';
import { packSteps } from '../domain/inner-steps.js';
import { caseOf, fileOf, dayOfReceipt, findSuspendingJob, hasEnded, type Instance, type Pin } from '../domain/instance.js';
import { movedSteps, openSteps } from '../domain/step-dates.js';
import { legalClockDeciderBy, type LegalClockCommand, type LegalClockRejection } from '../domain/legal-clock.decider.js';
import { agenciesOf } from '../domain/publication.js';
import { decideWithCalls, type Found } from './called-processes.js';
import { deadlineErrands } from './deadline-errands.js';
import type { DossierPorts, DossierStates } from './dossier-ports.js';
import { effectsOf } from './outbox.js';

/** The instance's stream comes first; of a quiet run it has no events and only guards the version that was decided on. */
type Streams = readonly [instance: StreamAppend, ...others: StreamAppend[]];

export type Advance =
  /** `quiet`: nothing to add. A repetition, or a fact for which nothing waits. */
  | Readonly<{ kind: 'quiet'; streams: Streams; also: readonly SqlEffect[]; version: number }>
  /** `after`: what the dossier is once this is stored. */
  | Readonly<{ kind: 'advanced'; streams: Streams; also: readonly SqlEffect[]; version: number; after: DossierStates }>
  | Readonly<{ kind: 'rejected'; rejection: AdvanceRejection }>;

export type AdvanceRejection = InstanceRejection | LegalClockRejection | Rejection<'PROCEDURE_UNKNOWN' | 'DOSSIER_UNKNOWN'>;

/** What intake's acceptance says, before the definition is at hand. */
export type TakeOver = Readonly<{ code: string; receivedAt: string; pin: Pin; facts: Variables }>;

/** Starts the version that the receipt names. Of the facts the procedure gets what it declares, and nothing else of the citizen. */
export async function takeOverDossier(ports: DossierPorts, takeOver: TakeOver): Promise<Advance> {
  const begun = await takeOverFrom(ports, takeOver, 'begun');
  // A "no" or "nothing to do" reaches no version check: it must not rest on what was only taken for new.
  return begun.kind === 'advanced' ? begun : takeOverFrom(ports, takeOver, 'fresh');
}

async function takeOverFrom(ports: DossierPorts, { code, receivedAt, pin, facts }: TakeOver, memory: 'begun' | 'fresh'): Promise<Advance> {
  const model = await ports.findCompiled(pin.procedure, pin.procedureVersion);
  const definition = model?.processes[model.main];
  if (model === undefined || definition === undefined || definition.procedure === null) return procedureUnknown(code, pin);
  const declared = definition.procedure.variables.flatMap((name) => (Object.hasOwn(facts, name) ? [[name, facts[name] ?? null] as const] : []));
  const data = { definition, pin: { ...pin, units: officesOf(model, pin.units) }, variables: Object.fromEntries(declared) };
  const instance = await (memory === 'fresh' ? ports.loadInstance(code) : ports.beginInstance(code));
  return advanceBy(ports, code, instance, { type: 'TakeOverDossier', at: receivedAt, data }, memory);
}

/** `recalled`, `begun`: on what this process remembers, which may be behind; only an append that checks the versions may follow. */
export type Memory = 'fresh' | 'recalled' | 'begun';

/** Any later step, by the version that the dossier is pinned to. */
export async function advanceDossier(ports: DossierPorts, code: string, step: Step, memory: Memory = 'fresh'): Promise<Advance> {
  const instance = await (memory === 'fresh' ? ports.loadInstance(code) : ports.recallInstance(code));
  const { pin } = instance.state;
  if (pin === null) return { kind: 'rejected', rejection: { code: 'DOSSIER_UNKNOWN', because: `Expected to act on dossier ${code}, but it has no procedure here` } };
  const file = fileOf(pin);
  const model = await ports.findCompiled(file.procedure, file.version);
  const definition = model?.processes[file.process ?? model.main];
  if (definition === undefined) return procedureUnknown(code, pin);
  const ofCase = step.type === 'CompleteTask' ? await variablesOfCase(ports, pin) : {};
  return advanceBy(ports, code, instance, { type: 'AdvanceInstance', at: step.at, data: { code, definition, ofCase, step } }, memory);
}

/** What a child dossier's case knows by now: its application, and what its steps and its other bodies have found. Nothing for a dossier that is no child. */
export async function variablesOfCase(ports: DossierPorts, { child }: Pick<Pin, 'child'>): Promise<Variables> {
  return child === undefined ? {} : (await ports.loadInstance(child.parent)).state.run.variables;
}

/** The same, first on what this process remembers, since it is most often the one that wrote last. Any append that follows checks the versions. */
export async function advanceRemembered(ports: DossierPorts, code: string, step: Step): Promise<Advance> {
  const recalled = await advanceDossier(ports, code, step, 'recalled');
  // A "no" or "nothing to do" reaches no version check: it must not rest on a state that others have moved on from.
  return recalled.kind === 'advanced' ? recalled : advanceDossier(ports, code, step);
}

function officesOf(model: Model, units: Pin['units']): Pin['units'] {
  const agencies = agenciesOf(model);
  return Object.fromEntries(Object.entries(units).filter(([agency]) => agencies.includes(agency)));
}

function procedureUnknown(code: string, { procedure, procedureVersion }: Pin): Advance {
  return { kind: 'rejected', rejection: { code: 'PROCEDURE_UNKNOWN', because: `Expected to run dossier ${code}, but procedure ${procedure} version ${procedureVersion} is not published here` } };
}

export type Loaded = Readonly<{ state: Instance; version: number }>;

/**
 * One run of a dossier's procedure from wait to wait, as one append: the instance's events, what they mean for the legal clock, timers,
 * and what it sends. Decides only; whoever called stores it, with the inbox row, the timer's row or the answer to the command.
 */
export async function advanceBy(ports: DossierPorts, code: string, instance: Loaded, command: InstanceCommand, memory: Memory = 'fresh'): Promise<Advance> {
  const model = await findFile(ports, command, instance.state);
  const decision = await decide(ports, command, instance.state, model);
  if (decision.kind === 'rejected') return decision;
  const ownOf = (events: StreamAppend['events']): StreamAppend => ({ stream: `instance/${code}`, expected: expectedOf(instance), events });
  if (decision.events.length === 0) return { kind: 'quiet', streams: [ownOf([])], also: [], version: instance.version };

  const ran = decision.events.reduce(instanceDecider.evolve, instance.state);
  const clock = await clockOf(ports, code, memory);
  const calendars = await ports.calendars(clock.state.running?.calendar ?? ran.pin?.calendar ?? '');
  const legalClockDecider = legalClockDeciderBy(calendars);
  const following = decideInTurn(legalClockDecider, clock.state, clockCommandsOf(code, command, instance.state, ran));
  if (following.kind === 'rejected') return following;
  const clockAfter = following.events.reduce(legalClockDecider.evolve, clock.state);
  // A wait that has ended moves what stayed open beside it.
  const moved = clockAfter === clock.state ? [] : movedSteps(ran, clockAfter, calendars, command.at);
  const after = moved.reduce(instanceDecider.evolve, ran);
  const events = packSteps([...decision.events, ...moved]);
  const own = ownOf(events);
  const clockStream: StreamAppend = { stream: `clock/${code}`, expected: expectedOf(clock), events: following.events };
  return {
    kind: 'advanced',
    streams: following.events.length === 0 ? [own] : [own, clockStream],
    also: [...effectsOf(ports, { code, version: instance.version, events, before: instance.state, after, model }), ...deadlineErrands(ports, code, { before: { clock: clock.state, instance: instance.state }, after: { clock: clockAfter, instance: after }, events: [...decision.events, ...following.events, ...moved], calendars })],
    version: instance.version + events.length,
    after: {
      instance: { state: after, version: instance.version + events.length },
      clock: { state: clockAfter, version: clock.version + following.events.length },
    },
  };
}

function clockOf(ports: DossierPorts, code: string, memory: Memory): ReturnType<DossierPorts['loadClock']> {
  if (memory === 'fresh') return ports.loadClock(code);
  return memory === 'begun' ? ports.beginClock(code) : ports.recallClock(code);
}

/** The published file of the instance; a migration's is that of its target. */
async function findFile(ports: DossierPorts, command: InstanceCommand, { pin }: Instance): Promise<Model | undefined> {
  const pinned = command.type === 'TakeOverDossier' ? command.data.pin : pin;
  if (pinned === null) return undefined;
  const { procedure, version } = fileOf(pinned);
  const isMigration = command.type === 'AdvanceInstance' && command.data.step.type === 'MigrateInstance';
  return ports.findCompiled(procedure, isMigration ? Number(command.data.step.data.to) : version);
}

async function decide(ports: DossierPorts, command: InstanceCommand, state: Instance, model: Model | undefined): Promise<ReturnType<typeof instanceDecider.decide>> {
  if (model === undefined || command.type === 'NoteChild' || command.type === 'NoteChildEnd' || command.type === 'NoteFile') return instanceDecider.decide(command, state);
  const pin = command.type === 'TakeOverDossier' ? command.data.pin : state.pin;
  const { procedure, version } = pin === null ? { procedure: '', version: 0 } : fileOf(pin);
  const calendars = await ports.calendars(pin?.calendar ?? '');
  const day = command.type === 'TakeOverDossier' ? dayOfReceipt(command.data.pin, command.at) : state.receivedOn;
  return decideWithCalls(ports, { model, at: { procedure, version }, day }, (found) => instanceDecider.decide(withCalls(command, { ...found, calendars }), state));
}

function withCalls(command: Extract<InstanceCommand, { type: 'TakeOverDossier' | 'AdvanceInstance' }>, found: Found & Readonly<{ calendars: CalendarBook }>): InstanceCommand {
  return command.type === 'TakeOverDossier' ? { ...command, data: { ...command.data, ...found } } : { ...command, data: { ...command.data, ...found } };
}

/** The dossier to which the logs count what happens to this instance. */
export async function dossierRefOf({ store }: DossierPorts, code: string, instance: Instance): Promise<AppendMeta['dossier']> {
  return (await store.findDossier(caseOf(instance, code))) ?? null;
}

function expectedOf({ version }: Readonly<{ version: number }>): StreamAppend['expected'] {
  return version === 0 ? 'none' : version;
}

function clockCommandsOf(code: string, command: InstanceCommand, before: Instance, after: Instance): readonly LegalClockCommand[] {
  const { at } = command;
  const follow: LegalClockCommand = { type: 'FollowProcedure', at, data: { suspendedBy: findSuspendingJob(after) ?? null, ended: hasEnded(after) } };
  // What came of the clock before this comes first, also where its row has not fired yet.
  if (command.type !== 'TakeOverDossier') return [{ type: 'MeetDeadlines', at, data: { recordedAt: at, decidedAt: before.decidedAt, steps: openSteps(before) } }, follow];
  const { definition, pin } = command.data;
  const { procedure } = definition;
  const reading = procedure === null ? undefined : limitOfTerms({ limit: procedure.limit, ...procedure.counting }, pin.channel ?? null);
  // A published procedure has a limit that can be read: publication refuses any other.
  if (reading === undefined || reading.kind === 'refused') return [follow];
  return [{ type: 'StartClock', at, data: { code, receivedAt: at, limit: reading.limit, calendar: pin.calendar, dueAt: pin.dueAt, ...(reading.rules && { rules: reading.rules }), ...(pin.submittedAt !== undefined && { submittedAt: pin.submittedAt }), ...(procedure !== null && procedure.tacit !== null && { tacit: procedure.tacit }), ...(procedure?.warnings && { warnings: procedure.warnings }) } }, follow];
}

function decideInTurn<C, S, E, R>(decider: Decider<C, S, E, R>, initial: S, commands: readonly C[]): Decision<E, R> {
  let state = initial;
  const events: E[] = [];
  for (const command of commands) {
    const decision = decider.decide(command, state);
    if (decision.kind === 'rejected') return decision;
    events.push(...decision.events);
    state = decision.events.reduce(decider.evolve, state);
  }
  return { kind: 'accepted', events };
}

