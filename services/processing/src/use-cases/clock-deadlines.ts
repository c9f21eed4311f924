import type { CalendarBook } from '@lienthong/calendar';
import type { Reaction, SqlEffect } from '@lienthong/event-store';
import { deadlinesOf, type Deadline } from '../domain/deadlines.js';
import { caseOf } from '../domain/instance.js';
import type { LegalClock } from '../domain/legal-clock.js';
import { legalClockDeciderBy } from '../domain/legal-clock.decider.js';
import { openSteps, type OpenStep } from '../domain/step-dates.js';
import { advanceRemembered } from './advance-dossier.js';
import { reactionOf } from './clock-reaction.js';
import { tellTacit, watch } from './deadline-errands.js';
import type { DossierPorts } from './dossier-ports.js';

/** As a model names it that says what follows from silence. */
const TACIT_FACT = 'lienthong.processing.v1.TacitOutcomeReached';

/**
 * What has come of a dossier's clock and of its open steps by `dueAt`, as of its own moment, however late this runs; then the row waits for the
 * next. A date that moved away meanwhile is found so, and a row that fires too early only looks. The instance's stream guards the steps that this
 * was decided on: a row must not be set past one that opened meanwhile.
 */
export async function meetDeadlines(ports: DossierPorts, code: string, dueAt: string, recordedAt: string): Promise<Reaction> {
  const [{ state: instance, version }, clock] = await Promise.all([ports.loadInstance(code), ports.loadClock(code)]);
  const calendars = await ports.calendars(clock.state.running?.calendar ?? '');
  const decider = legalClockDeciderBy(calendars);
  const steps = openSteps(instance);
  const decision = decider.decide({ type: 'MeetDeadlines', at: dueAt, data: { recordedAt, decidedAt: instance.decidedAt, steps } }, clock.state);
  if (decision.kind === 'rejected') throw new Error(`${decision.rejection.code}: ${decision.rejection.because}`);
  const after = decision.events.reduce(decider.evolve, clock.state);
  const next = laterThan(dueAt, after, calendars, steps);
  const also: readonly SqlEffect[] = [...(next === undefined ? [] : [watch(ports, code, next.at)]), ...tellTacit(ports, code, decision.events)];
  if (decision.events.length === 0 && also.length === 0) return 'nothing';
  const dossier = (await ports.store.findDossier(caseOf(instance, code))) ?? null;
  const expected = clock.version === 0 ? ('none' as const) : clock.version;
  const guard = { stream: `instance/${code}`, expected: version === 0 ? ('none' as const) : version, events: [] };
  return { streams: [{ stream: `clock/${code}`, expected, events: decision.events }, guard], meta: { actor: { role: 'clock' }, at: dueAt, dossier }, also };
}

function laterThan(at: string, clock: LegalClock, calendars: CalendarBook, steps: readonly OpenStep[]): Deadline | undefined {
  return deadlinesOf(clock, calendars, steps).find((deadline) => Date.parse(deadline.at) > Date.parse(at));
}

/** A procedure that waits for it goes on; any other has it in its clock and its announcement only. */
export async function tellProcedure(ports: DossierPorts, code: string, outcome: string, at: string): Promise<Reaction> {
  const advance = await advanceRemembered(ports, code, { type: 'CorrelateFact', at, data: { fact: TACIT_FACT, variables: { tacitOutcome: outcome } } });
  return advance.kind === 'rejected' && advance.rejection.code === 'ENDED' ? 'nothing' : reactionOf(ports, code, at, advance);
}
