import type { EventStore } from '@lienthong/event-store';
import { calendarStreams, commandEffects, type PublishedCalendars } from '@lienthong/service-host';
import type { CalendarPorts } from '../../use-cases/publish-calendar.js';

/** A calendar's versions are the events of one stream. */
export function calendarStream(store: EventStore, calendars: PublishedCalendars): CalendarPorts {
  const streams = calendarStreams(store, 'CalendarPublished');
  return {
    newest: (id) => calendars.newest(id),
    knowing: (reference) => calendars.knowing(reference),
    async store(content, actor) {
      const at = content.publishedAt;
      const handled = await streams.handle(content.calendar.id, { type: 'LearnCalendar', at, data: content }, { meta: { actor, at, dossier: null }, also: commandEffects() });
      return handled.kind === 'rejected' ? handled : { kind: 'accepted', position: handled.position };
    },
  };
}
