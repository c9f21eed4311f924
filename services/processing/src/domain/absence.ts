import type { Person } from '@lienthong/bpmn';
import { assertNever, type Fact } from '@lienthong/kernel';
import type { UnitOfficer } from './instance.decider.js';

/** An officer who is away, and who does their work meanwhile. Of one person, in the stream `absence/<subject>`. */
export type Absence = Readonly<{
  id: string;
  person: Person & Readonly<{ agency: string; unit: string }>;
  substitute: UnitOfficer;
  /** RFC 3339; away from `from` on, back at `to`. */
  from: string;
  to: string;
  reason: string;
}>;

// Events

export type AbsenceRecorded = Fact<'AbsenceRecorded', Absence & Readonly<{ by: Person; at: string }>>;
/** Back sooner, or not away after all. What was handed over stays where it is. */
export type AbsenceEnded = Fact<'AbsenceEnded', { id: string; by: Person; at: string }>;
export type AbsenceEvent = AbsenceRecorded | AbsenceEnded;

// State

/** Those that were recorded and not ended, in their order. Past ones go when the next is recorded. */
export type Absences = Readonly<{ recorded: readonly Absence[] }>;
export const noAbsences: Absences = { recorded: [] };

// Evolve

export function evolveAbsences({ recorded }: Absences, event: AbsenceEvent): Absences {
  switch (event.type) {
    case 'AbsenceRecorded': {
      const { by: _by, at, ...absence } = event.data;
      return { recorded: [...recorded.filter(({ to }) => isBefore(at, to)), absence] };
    }
    case 'AbsenceEnded':
      return { recorded: recorded.filter(({ id }) => id !== event.data.id) };
    default:
      return assertNever(event);
  }
}

/** Moments of Việt Nam's offset, which are ordered as text is. */
export const isBefore = (one: string, other: string): boolean => one < other;

// Who does whose work

/** As many colleagues are asked in turn; behind them the task is everybody's. */
const MOST_SUBSTITUTES = 5;

/** Who is there in place of somebody: themselves, or the first of their substitutes who is not away too; undefined where nobody is. */
export function presentFor(subject: UnitOfficer, at: string, substituteOf: (subject: string, at: string) => UnitOfficer | undefined): UnitOfficer | undefined {
  let candidate: UnitOfficer | undefined = subject;
  for (let turn = 0; turn <= MOST_SUBSTITUTES && candidate !== undefined; turn += 1) {
    const substitute = substituteOf(candidate.subject, at);
    if (substitute === undefined) return candidate;
    candidate = substitute.subject === subject.subject ? undefined : substitute;
  }
  return undefined;
}
