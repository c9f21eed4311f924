import { calendarBook, calendarReference, RELEASED_CALENDARS, type CalendarBook } from '@lienthong/calendar';
import { createCommandHandler, type CommandHandler, type EventStore } from '@lienthong/event-store';
import { learnedCalendar, type CalendarContent, type CalendarKept, type LearnCalendar, type LearnCalendarRejection, type LearnedCalendar } from './learned-calendar.js';

/** `calendar/<id>` holds a calendar's versions, the same at the publisher and at all who learn. */
export type CalendarStreams = CommandHandler<LearnCalendar, LearnedCalendar, CalendarKept, LearnCalendarRejection>;

export function calendarStreams(store: EventStore, type: CalendarKept['type']): CalendarStreams {
  return createCommandHandler({ store, decider: learnedCalendar(type), category: 'calendar' });
}

/** A chain of inheritance is shorter; a circle ends here. */
const MOST_LOOKS = 10;

/**
 * The working calendars: those that the program comes with, and those that were published. A version never changes, so one that is known is found
 * without asking the database; what is not is read from its stream.
 */
export class PublishedCalendars {
  private readonly streams: CalendarStreams;
  private known: CalendarBook = RELEASED_CALENDARS;

  constructor(store: EventStore) {
    this.streams = calendarStreams(store, 'CalendarLearned');
  }

  /** A book that has the version, if there is one: what a receipt names. */
  async knowing(reference: string): Promise<CalendarBook> {
    if (this.known.find(reference) === undefined) await this.read(idOf(reference));
    return this.known;
  }

  /** A book whose `latest(id)` is the newest version there is: for a new receipt or a publication. */
  async newest(id: string): Promise<CalendarBook> {
    await this.read(idOf(id));
    return this.known;
  }

  /** Oldest first, without those that the program comes with. */
  async versionsOf(id: string): Promise<readonly CalendarContent[]> {
    return (await this.streams.state(id)).state.versions;
  }

  private async read(first: string): Promise<void> {
    const wanted = [first];
    for (let look = 0; look < wanted.length && look < MOST_LOOKS; look += 1) {
      const versions = await this.versionsOf(wanted[look] ?? '');
      const unknown = versions.filter(({ calendar }) => this.known.dataOf(calendarReference(calendar)) === undefined);
      if (unknown.length > 0) this.known = calendarBook([...this.known.all, ...unknown.map(({ calendar }) => calendar)]);
      for (const { calendar } of versions) {
        const above = calendar.inherits === null ? undefined : idOf(calendar.inherits);
        if (above !== undefined && !wanted.includes(above)) wanted.push(above);
      }
    }
  }
}

function idOf(reference: string): string {
  return reference.split('@', 1)[0] ?? reference;
}
