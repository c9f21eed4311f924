import { appendTogether, type Actor, type SqlEffect } from '@lienthong/event-store';
import type { CalendarBook } from '@lienthong/calendar';
import type { AmendClock, AmendmentRejection } from '../domain/clock-amendment.js';
import { instanceDecider } from '../domain/instance.decider.js';
import { caseOf, type StepDateMoved } from '../domain/instance.js';
import type { LegalClock, LegalClockEvent } from '../domain/legal-clock.js';
import { legalClockDeciderBy } from '../domain/legal-clock.decider.js';
import { movedSteps } from '../domain/step-dates.js';
import { watch } from './deadline-errands.js';
import type { DossierPorts, DossierStates } from './dossier-ports.js';

export type AmendedClock = Readonly<{ kind: 'accepted'; version: number; position: number }> | Readonly<{ kind: 'rejected'; rejection: AmendmentRejection }>;

/** What an amendment comes to: the events of the clock, and the open steps whose dates it moves. `before`: what it was decided on. */
export type DecidedAmendment = Readonly<{ kind: 'accepted'; before: DossierStates; after: LegalClock; events: readonly LegalClockEvent[]; moved: readonly StepDateMoved[]; calendars: CalendarBook }>;
type Deciding = DecidedAmendment | Readonly<{ kind: 'rejected'; rejection: AmendmentRejection }>;

/**
 * A due date is changed by hand: with it the dates of the open steps that the change reaches, in one append. Decided again when something came
 * between. `effects`: what the host adds to every command's append.
 */
export async function amendClock(ports: DossierPorts, command: AmendClock, actor: Actor, effects: readonly SqlEffect[]): Promise<AmendedClock> {
  const { data: { code }, at } = command;
  let after: DossierStates | undefined;
  const amended = await appendTogether<number, AmendmentRejection>(ports.store, async () => {
    const decided = await foreseeAmendment(ports, command);
    if (decided.kind === 'rejected') return decided;
    const { before: { instance, clock }, events, moved } = decided;
    const version = clock.version + events.length;
    after = {
      instance: { state: moved.reduce(instanceDecider.evolve, instance.state), version: instance.version + moved.length },
      clock: { state: decided.after, version },
    };
    // Without a moved step the instance's stream only guards those that were looked at.
    const streams = [
      { stream: `clock/${code}`, expected: clock.version, events },
      { stream: `instance/${code}`, expected: instance.version, events: moved },
    ];
    const dossier = (await ports.store.findDossier(caseOf(instance.state, code))) ?? null;
    return { kind: 'accepted', result: version, request: { streams, meta: { actor, at, dossier }, also: [...effects, watch(ports, code, at)] } };
  });
  if (amended.kind === 'rejected') return amended;
  if (after !== undefined) ports.learn(code, after);
  return { kind: 'accepted', version: amended.result, position: amended.position };
}

/** The same decision, entered nowhere: what the person who decides is shown before. */
export async function foreseeAmendment(ports: DossierPorts, command: AmendClock): Promise<Deciding> {
  const { data: { code, amendment }, at } = command;
  const named = amendment.kind === 'correction' && amendment.correction.what === 'calendar' ? amendment.correction.calendar : '';
  if (named !== '') await ports.calendars(named);
  const [instance, clock] = await Promise.all([ports.loadInstance(code), ports.loadClock(code)]);
  const calendars = await ports.calendars(clock.state.running?.calendar ?? '');
  const decider = legalClockDeciderBy(calendars);
  const decision = decider.decide(command, clock.state);
  // Only an amendment is asked for here, so no other "no" comes back.
  if (decision.kind === 'rejected') return { kind: 'rejected', rejection: decision.rejection as AmendmentRejection };
  const after = decision.events.reduce(decider.evolve, clock.state);
  return { kind: 'accepted', before: { instance, clock }, after, events: decision.events, moved: movedSteps(instance.state, after, calendars, at), calendars };
}
