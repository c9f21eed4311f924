import { readCalendar } from '@lienthong/calendar';
import { CalendarPublishedSchema } from '@lienthong/contracts';
import { CannotHandle, EventStore, type Reaction } from '@lienthong/event-store';
import { OnFact, type Fact } from '@lienthong/messaging';
import { Controller } from '@nestjs/common';
import { Clock } from '../clock.js';
import { appendsOf } from '../reaction.js';
import { ServiceConfig } from '../service-config.js';
import { calendarStreams, type CalendarStreams } from './published-calendars.js';

/** Keeps every published calendar in the service's own log, so that it counts without asking anybody. Put it among the module's controllers. */
@Controller()
export class CalendarFacts {
  private readonly streams: CalendarStreams;

  constructor(store: EventStore, private readonly config: ServiceConfig, private readonly clock: Clock) {
    this.streams = calendarStreams(store, 'CalendarLearned');
  }

  @OnFact(CalendarPublishedSchema)
  async published({ message: { id, version, content, publishedAt } }: Fact<typeof CalendarPublishedSchema>): Promise<Reaction> {
    const reading = readCalendar(jsonOf(content), version);
    if (reading.kind === 'refused') throw new CannotHandle('CALENDAR_UNREADABLE', `Expected to learn calendar ${id} version ${version}, but ${reading.findings[0]?.path}: ${reading.findings[0]?.text.en}`);
    const at = this.clock.now();
    const streams = appendsOf(await this.streams.prepare(id, { type: 'LearnCalendar', at, data: { calendar: reading.data, publishedAt } }));
    // Not about a dossier, so no dossier's history can name the fact as its cause.
    return streams.length === 0 ? 'nothing' : { streams, meta: { actor: { role: 'service', name: this.config.service }, at, dossier: null } };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // what cannot be read says so
  }
}
