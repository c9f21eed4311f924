import { Body, Controller, Get, Param, ParseIntPipe, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RELEASED_CALENDARS, writeICalendar, type CalendarData } from '@lienthong/calendar';
import { Allow, Clock, commandAnswer, decodeCursor, paged, pageLimit, Position, ReadModels, refuse, refuseWith, Requester, vietnamTime, type CommandAnswer } from '@lienthong/service-host';
import { CalendarPorts, publishCalendar } from '../../use-cases/publish-calendar.js';
import { CalendarRequest } from './calendar.requests.js';

type Reply = Readonly<{ header(name: string, value: string): unknown }>;
type Row = Readonly<{ id: string; version: number; published_at: Date; published_by: string | null; content: CalendarData }>;

/** Longer than any name; whoever pastes more searches for nothing. */
const MOST_SEARCHED = 200;

/** When the calendars that the program comes with were written. */
const RELEASED_AT = '2026-11-22T00:00:00Z';

/** Working calendars by which dates are counted: immutable versions, each whole or inheriting from a version of another. */
@ApiTags('calendars')
@Controller('calendars')
export class CalendarsController {
  constructor(private readonly calendars: CalendarPorts, private readonly readModels: ReadModels, private readonly clock: Clock) {}

  /** Every version, newest first within its calendar; those that the program comes with on the first page, before the others. `q` looks in ids and titles. */
  @Get()
  @Allow({})
  async list(@Position() minPosition: number | undefined, @Query('q') q?: string, @Query('cursor') cursor?: string, @Query('limit') limit?: string): Promise<object> {
    const size = pageLimit(limit);
    const [id, version] = decodeCursor(cursor, 2) ?? [null, null];
    const searched = (q ?? '').slice(0, MOST_SEARCHED).normalize('NFC').trim().toLocaleLowerCase('vi');
    const rows = await this.readModels.query<Row>(
      'calendars',
      `select * from calendar_version where ($1::text is null or (id, -version) > ($1, -$2::int))
       and ($4 = '' or position($4 in lower(normalize(id || ' ' || (content->'title'->>'vi') || ' ' || (content->'title'->>'en')))) > 0) order by id, version desc limit $3`,
      [id, version, size + 1, searched], minPosition,
    );
    const page = paged(rows, size, viewOf, (row) => [row.id, row.version]);
    return id === null ? { ...page, items: [...RELEASED_CALENDARS.all.filter((calendar) => isFound(calendar, searched)).map(releasedView), ...page.items] } : page;
  }

  /** As it was published; `format=ics` gives its days as iCalendar. */
  @Get(':id/versions/:version')
  @Allow({})
  async one(
    @Param('id') id: string, @Param('version', ParseIntPipe) version: number, @Position() minPosition: number | undefined, @Res({ passthrough: true }) reply: Reply, @Query('format') format?: string,
  ): Promise<object | string> {
    const [row] = await this.readModels.query<Row>('calendars', 'select * from calendar_version where id = $1 and version = $2', [id, version], minPosition);
    const released = RELEASED_CALENDARS.all.find((calendar) => calendar.id === id && calendar.version === version);
    const calendar = row?.content ?? released ?? refuseWith('NOT_FOUND', `Expected to find calendar ${id.slice(0, 60)} version ${version}, but it is not published here`);
    if (format !== 'ics') return row === undefined ? releasedView(calendar) : viewOf(row);
    reply.header('content-type', 'text/calendar; charset=utf-8');
    return writeICalendar(calendar, row?.published_at.toISOString() ?? RELEASED_AT);
  }

  @Post()
  @Allow({ roles: ['administrator', 'analyst'] })
  async publish(@Body() { calendar, icalendar }: CalendarRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const publication = await publishCalendar(this.calendars, { calendar, icalendar: icalendar ?? undefined }, this.clock.now(), requester.actor());
    if (publication.kind === 'rejected') refuse(publication.rejection);
    if (publication.kind === 'refused') {
      const errors = publication.findings.map(({ path, text }) => ({ path, vi: text.vi, en: text.en }));
      refuse({ code: 'CALENDAR_REFUSED', because: `Expected to publish a calendar, but ${errors.length} of its parts are not right` }, { errors });
    }
    const { id, version, isNew, position } = publication;
    return commandAnswer({ position, version, body: { id, version, isNew }, status: isNew ? 201 : 200, location: `/calendars/${id}/versions/${version}` });
  }
}

const isFound = ({ id, title }: CalendarData, searched: string): boolean => `${id} ${title.vi} ${title.en}`.normalize('NFC').toLocaleLowerCase('vi').includes(searched);

function viewOf({ published_at, published_by, content }: Row): object {
  return { ...content, publishedAt: vietnamTime(published_at.getTime()), publishedBy: published_by };
}

function releasedView(calendar: CalendarData): object {
  return { ...calendar, publishedAt: vietnamTime(Date.parse(RELEASED_AT)), publishedBy: null };
}
