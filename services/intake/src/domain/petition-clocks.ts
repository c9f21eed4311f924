import { findPetitionLimit, petitionDueDate, type PetitionStage, type WorkingCalendar } from '@lienthong/calendar';
import { rejected, type Rejection } from '@lienthong/kernel';
import type { PetitionClass, PetitionClock } from './petition.js';

export type Clocks = Readonly<{ kind: 'clocks'; clocks: readonly PetitionClock[] }> | Readonly<{ kind: 'rejected'; rejection: Rejection<'NO_DUE_DATE'> }>;

/** A clock of a stage of this petition; none where the law sets no limit for it. `granted`: extensions so far. */
export type ClockToStart = Readonly<{ stage: PetitionStage; from: string; granted?: number }>;

/** The clocks that begin, by the table of limits; or a refusal where the calendar does not reach so far: no date is guessed. */
export function startClocks(calendar: WorkingCalendar | undefined, petition: PetitionClass, wanted: readonly ClockToStart[]): Clocks {
  const clocks: PetitionClock[] = [];
  for (const { stage, from, granted = 0 } of wanted) {
    const limit = limitOf(petition, stage);
    if (limit === undefined) continue;
    if (calendar === undefined) return rejected('NO_DUE_DATE', `Expected to compute when ${limit.code} ends, but the working calendar is not known here`);
    const due = petitionDueDate(calendar, limit, from, granted);
    if (due.kind === 'refused') return rejected('NO_DUE_DATE', `Expected to compute when ${limit.code} ends, but ${due.rejection.because}`);
    clocks.push({ stage, rule: limit.code, limit: limit.limit, source: limit.source, from, dueAt: due.dueAt, calendar: calendar.id, derivation: due.derivation });
  }
  return { kind: 'clocks', clocks };
}

/** What begins when a petition comes in, or comes to another unit: everything that is counted from the receipt but the time to ask for more. */
export function clocksFromReceipt(petition: PetitionClass, from: string): readonly ClockToStart[] {
  return (['acceptance', 'processing', 'resolution'] as const).filter((stage) => limitOf(petition, stage)?.countedFrom.startsWith('receipt')).map((stage) => ({ stage, from }));
}

export function limitOf({ matter, round, complexity, isRemote }: PetitionClass, stage: PetitionStage) {
  return findPetitionLimit({ matter, stage, round, complexity, isRemote });
}
