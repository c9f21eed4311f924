import type { CalendarData } from '@lienthong/calendar';
import { isDeepStrictEqual } from 'node:util';
import { accepted, rejected, type Command, type Decider, type Fact, type Rejection } from '@lienthong/kernel';

/** A published version of a working calendar, as everybody keeps it who counts by it. */
export type CalendarContent = Readonly<{ calendar: CalendarData; publishedAt: string }>;

// Events

/** At the publisher. */
export type CalendarPublished = Fact<'CalendarPublished', CalendarContent>;
/** At whoever hears of it. */
export type CalendarLearned = Fact<'CalendarLearned', CalendarContent>;
export type CalendarKept = CalendarPublished | CalendarLearned;

// State

export type LearnedCalendar = Readonly<{ versions: readonly CalendarContent[] }>;

// Commands

export type LearnCalendar = Command<'LearnCalendar', CalendarContent>;

// Rejections

export type LearnCalendarRejection = Rejection<'VERSION_ALTERED'>;

// Decide

/** A version is immutable: hearing it twice adds nothing, hearing it changed is a fault of the sender that a person must see. */
export const learnedCalendar = (type: CalendarKept['type']): Decider<LearnCalendar, LearnedCalendar, CalendarKept, LearnCalendarRejection> => ({
  initial: { versions: [] },
  decide({ data }, { versions }) {
    const { id, version } = data.calendar;
    const known = versions.find(({ calendar }) => calendar.version === version);
    if (known === undefined) return accepted<CalendarKept>({ type, data } as CalendarKept);
    // The store keeps the members of an object, not their order.
    if (isDeepStrictEqual(known.calendar, data.calendar)) return accepted();
    return rejected('VERSION_ALTERED', `Expected to keep calendar ${id} version ${version}, but that version is known with other contents`);
  },
  evolve: ({ versions }, { data }) => ({ versions: [...versions, data] }),
});
