import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Clock, commandAnswer, decodeCursor, paged, pageLimit, Position, ReadModels, refuse, Requester, vietnamTime, type CommandAnswer } from '@lienthong/service-host';
import type { UnitOfficer } from '../../domain/instance.decider.js';
import { AbsencePorts } from '../../use-cases/absence-ports.js';
import { Colleagues } from '../../use-cases/colleagues.js';
import { AbsenceRequest } from './absence.requests.js';
import { OFFICERS } from './tasks.controller.js';

type Row = Readonly<{
  absence_id: string; subject: string; name: string; officer: UnitOfficer; from_at: Date; to_at: Date; reason: string; recorded_by_name: string; recorded_at: Date;
}>;

/** Who is away, and who does their work meanwhile. */
@ApiTags('absences')
@Controller('absences')
@Allow({ roles: OFFICERS })
export class AbsencesController {
  constructor(private readonly absences: AbsencePorts, private readonly colleagues: Colleagues, private readonly readModels: ReadModels, private readonly clock: Clock) {}

  /** Those of the requester's unit that are not past, in the order in which they begin: colleagues have to know who is there. */
  @Get()
  async list(@Requester() { agency, unit }: Requester, @Position() minPosition: number | undefined, @Query('cursor') cursor?: string, @Query('limit') limit?: string): Promise<object> {
    const size = pageLimit(limit);
    const [from, id] = decodeCursor(cursor, 2) ?? [null, null];
    const rows = await this.readModels.query<Row>(
      'work',
      `select * from absence where agency = $1 and unit = $2 and to_at > $3::timestamptz
       and ($4::timestamptz is null or (from_at, absence_id) > ($4, $5)) order by from_at, absence_id limit $6`,
      [agency, unit, this.clock.now(), from, id, size + 1], minPosition,
    );
    return paged(rows, size, absenceOf, (row) => [row.from_at.toISOString(), row.absence_id]);
  }

  @Post()
  async record(@Body() request: AbsenceRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const by = await this.officer(requester);
    const [person, substitute] = await Promise.all([this.known(request.person ?? by.subject), this.known(request.substitute)]);
    const [from, to] = [request.from, request.to].map((moment) => vietnamTime(Date.parse(moment)));
    const id = randomUUID();
    const { subject, name, agency, unit } = person;
    const absence = { id, person: { subject, name, agency, unit }, substitute, from: from ?? '', to: to ?? '', reason: request.reason };
    const stored = await this.absences.store(subject, { type: 'RecordAbsence', at: this.clock.now(), data: { absence, by } }, requester.actor(), { absenceId: id });
    if (stored.kind === 'rejected') refuse(stored.rejection);
    return commandAnswer({ position: stored.position, version: stored.version, body: { absenceId: id }, status: 201, location: '/absences' });
  }

  /** Back sooner, or not away after all. What was handed over stays where it is. */
  @Post(':id/end')
  async end(@Param('id') id: string, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<CommandAnswer> {
    const found = await this.absences.find(id.slice(0, 100), minPosition);
    if (found === undefined) refuse({ code: 'ABSENCE_UNKNOWN', because: `Expected to end absence ${id.slice(0, 100)}, but there is none` });
    const by = await this.officer(requester);
    const stored = await this.absences.store(found.subject, { type: 'EndAbsence', at: this.clock.now(), data: { id, ...found, by } }, requester.actor(), { absenceId: id });
    if (stored.kind === 'rejected') refuse(stored.rejection);
    return commandAnswer({ position: stored.position, version: stored.version, body: { absenceId: id } });
  }

  private async officer({ subject, name, agency, unit, roles }: Requester): Promise<UnitOfficer> {
    const officer = { subject, name, agency, unit, roles };
    await this.colleagues.seen(officer, this.clock.now());
    return officer;
  }

  private async known(subject: string): Promise<UnitOfficer> {
    return (await this.colleagues.find(subject)) ?? refuse({ code: 'OFFICER_UNKNOWN', because: `Expected to find officer ${subject.slice(0, 60)}, but no such officer is known here` });
  }
}

function absenceOf({ absence_id, subject, name, officer, from_at, to_at, reason, recorded_by_name, recorded_at }: Row): object {
  return {
    absenceId: absence_id, person: { subject, name }, substitute: { subject: officer.subject, name: officer.name },
    from: vietnamTime(from_at.getTime()), to: vietnamTime(to_at.getTime()), reason, recordedBy: recorded_by_name, recordedAt: vietnamTime(recorded_at.getTime()),
  };
}
