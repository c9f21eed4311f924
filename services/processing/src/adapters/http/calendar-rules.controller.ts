import { Controller, Get, Param, ParseIntPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { calendarReference, describeLimit, differenceOfCalendars, dueDate, limitOfTerms, RELEASED_CALENDARS, viewCalendar, type CalendarBook, type CalendarData } from '@lienthong/calendar';
import { Allow, refuse, refuseWith } from '@lienthong/service-host';
import { CalendarPorts } from '../../use-cases/publish-calendar.js';
import { CountingQuery } from './rule.requests.js';

/** Published calendars as people read them and count by them. */
@ApiTags('calendars')
@Controller('calendars')
@Allow({})
export class CalendarRulesController {
  constructor(private readonly calendars: CalendarPorts) {}

  /** With all that is inherited: shifts by weekday, days that do not follow their weekday, each with where it comes from. */
  @Get(':id/versions/:version/days')
  async days(@Param('id') id: string, @Param('version', ParseIntPipe) version: number): Promise<object> {
    const { book, data } = await this.find(id, version);
    const viewed = viewCalendar(data, book.dataOf);
    if (viewed.kind === 'refused') refuseWith('NOT_FOUND', `Expected to read calendar ${calendarReference(data)} with what it inherits, but ${viewed.findings[0]?.text.en ?? 'it cannot be read'}`);
    const newest = book.all.filter((each) => each.id === id).reduce((most, each) => Math.max(most, each.version), 0);
    return { id, version, newest, title: data.title, inherits: data.inherits, source: data.source ?? null, ...viewed.view };
  }

  /** When a limit ends that begins at `from`, line by line. */
  @Get(':id/versions/:version/due-date')
  async dueDate(@Param('id') id: string, @Param('version', ParseIntPipe) version: number, @Query() { from, limit, days, cutOff }: CountingQuery): Promise<object> {
    const { book, data } = await this.find(id, version);
    const counted = limitOfTerms({ limit, days: days ?? 'working', ...(cutOff !== undefined && { cutOff }) }, null);
    if (counted.kind === 'refused') refuse(counted.rejection);
    const calendar = book.find(calendarReference(data)) ?? refuseWith('NOT_FOUND', `Expected to count by calendar ${calendarReference(data)}, but it cannot be counted by`);
    const due = dueDate(calendar, from, counted.limit, counted.rules);
    if (due.kind === 'refused') refuse(due.rejection);
    return { calendar: calendarReference(data), from, limit: describeLimit(counted.limit), dueAt: due.dueAt, derivation: due.derivation };
  }

  /** What is new, gone or different, in sentences; against the version before. The first has none before it. */
  @Get(':id/versions/:version/difference')
  async difference(@Param('id') id: string, @Param('version', ParseIntPipe) version: number): Promise<object> {
    const { data } = await this.find(id, version);
    if (version === 1) return { id, from: null, to: 1, changes: [] };
    const { data: before } = await this.find(id, version - 1);
    return { id, from: version - 1, to: version, changes: differenceOfCalendars(before, data) };
  }

  private async find(id: string, version: number): Promise<Readonly<{ book: CalendarBook; data: CalendarData }>> {
    const book = await this.calendars.newest(id);
    const data = book.dataOf(calendarReference({ id, version })) ?? RELEASED_CALENDARS.dataOf(calendarReference({ id, version }));
    return data === undefined ? refuseWith('NOT_FOUND', `Expected to find calendar ${id.slice(0, 60)} version ${version}, but it is not published here`) : { book, data };
  }
}
