import { parseLimit } from '@lienthong/calendar';
import type { Variables } from '@lienthong/bpmn';
import type { SqlEffect, StreamAppend } from '@lienthong/event-store';
import type { Decider, Decision, Rejection } from '@lienthong/kernel';
import { instanceDecider, type InstanceCommand, type InstanceRejection, type Step, type TakeOverDossier } from '../domain/instance.decider.js';
import { findSuspendingJob, hasEnded, type Instance, type InstanceEvent, type Pin } from '../domain/instance.js';
import { legalClockDecider, type LegalClockCommand, type LegalClockRejection } from '../domain/legal-clock.decider.js';
import type { DossierPorts } from './dossier-ports.js';

/** What a timer row gives back when it is due. */
export type TimerPayload = Readonly<{ code: string; timerKey: string }>;

/** The instance's stream comes first; of a quiet run it has no events and only guards the version that was decided on. */
type Streams = readonly [instance: StreamAppend, ...others: StreamAppend[]];

export type Advance =
  /** `quiet`: nothing to add. A repetition, or a fact for which nothing waits. */
  | Readonly<{ kind: 'advanced' | 'quiet'; streams: Streams; also: readonly SqlEffect[]; version: number }>
  | Readonly<{ kind: 'rejected'; rejection: AdvanceRejection }>;

export type AdvanceRejection = InstanceRejection | LegalClockRejection | Rejection<'PROCEDURE_UNKNOWN' | 'DOSSIER_UNKNOWN'>;

/** What intake's acceptance says, before the definition is at hand. */
export type TakeOver = Readonly<{ code: string; receivedAt: string; pin: Pin; facts: Variables }>;

/** Starts the version that the receipt names. Of the facts the procedure gets what it declares, and nothing else of the citizen. */
export async function takeOverDossier(ports: DossierPorts, { code, receivedAt, pin, facts }: TakeOver): Promise<Advance> {
  const definition = await ports.findDefinition(pin.procedure, pin.procedureVersion);
  if (definition === undefined) return procedureUnknown(code, pin);
  const declared = definition.procedure.variables.flatMap((name) => (Object.hasOwn(facts, name) ? [[name, facts[name] ?? null] as const] : []));
  const command: TakeOverDossier = { type: 'TakeOverDossier', at: receivedAt, data: { definition, pin, variables: Object.fromEntries(declared) } };
  return advance(ports, code, await ports.loadInstance(code), command);
}

/** Any later step, by the version that the dossier is pinned to. */
export async function advanceDossier(ports: DossierPorts, code: string, step: Step): Promise<Advance> {
  const instance = await ports.loadInstance(code);
  const { pin } = instance.state;
  if (pin === null) return { kind: 'rejected', rejection: { code: 'DOSSIER_UNKNOWN', because: `Expected to act on dossier ${code}, but it has no procedure here` } };
  const definition = await ports.findDefinition(pin.procedure, pin.procedureVersion);
  if (definition === undefined) return procedureUnknown(code, pin);
  return advance(ports, code, instance, { type: 'AdvanceInstance', at: step.at, data: { code, definition, step } });
}

function procedureUnknown(code: string, { procedure, procedureVersion }: Pin): Advance {
  return { kind: 'rejected', rejection: { code: 'PROCEDURE_UNKNOWN', because: `Expected to run dossier ${code}, but procedure ${procedure} version ${procedureVersion} is not published here` } };
}

type Loaded = Readonly<{ state: Instance; version: number }>;

/**
 * One run of a dossier's procedure from wait to wait, as one append: the instance's events, what they mean for the legal clock, and the
 * timers. Decides only; whoever called stores it, with the inbox row, the timer's row or the answer to the command.
 */
async function advance(ports: DossierPorts, code: string, instance: Loaded, command: InstanceCommand): Promise<Advance> {
  const decision = instanceDecider.decide(command, instance.state);
  if (decision.kind === 'rejected') return decision;
  const own: StreamAppend = { stream: `instance/${code}`, expected: expectedOf(instance), events: decision.events };
  if (decision.events.length === 0) return { kind: 'quiet', streams: [own], also: [], version: instance.version };

  const after = decision.events.reduce(instanceDecider.evolve, instance.state);
  const clock = await ports.loadClock(code);
  const following = decideInTurn(legalClockDecider, clock.state, clockCommandsOf(code, command, after));
  if (following.kind === 'rejected') return following;
  const clockStream: StreamAppend = { stream: `clock/${code}`, expected: expectedOf(clock), events: following.events };
  return {
    kind: 'advanced',
    streams: following.events.length === 0 ? [own] : [own, clockStream],
    also: timerEffectsOf(ports, code, decision.events),
    version: instance.version + decision.events.length,
  };
}

function expectedOf({ version }: Readonly<{ version: number }>): StreamAppend['expected'] {
  return version === 0 ? 'none' : version;
}

function clockCommandsOf(code: string, command: InstanceCommand, after: Instance): readonly LegalClockCommand[] {
  const { at } = command;
  const follow: LegalClockCommand = { type: 'FollowProcedure', at, data: { suspendedBy: findSuspendingJob(after) ?? null, ended: hasEnded(after) } };
  if (command.type !== 'TakeOverDossier') return [follow];
  const { definition, pin } = command.data;
  const reading = parseLimit(definition.procedure.limit);
  // A published procedure has a limit that can be read: publication refuses any other.
  if (reading.kind === 'refused') return [follow];
  return [{ type: 'StartClock', at, data: { code, receivedAt: at, limit: reading.limit, calendar: pin.calendar, dueAt: pin.dueAt } }, follow];
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

/** A timer that fires is taken away by the runner itself, in the transaction that stores this run. */
function timerEffectsOf(ports: DossierPorts, code: string, events: readonly InstanceEvent[]): readonly SqlEffect[] {
  return events.flatMap((event) => {
    if (event.type === 'TimerScheduled') {
      const { timerKey, dueAt } = event.data;
      return [ports.scheduleTimer({ id: `${code}~${timerKey}`, dueAt, payload: { code, timerKey } satisfies TimerPayload })];
    }
    return event.type === 'TimerCancelled' ? [ports.cancelTimer(`${code}~${event.data.timerKey}`)] : [];
  });
}
