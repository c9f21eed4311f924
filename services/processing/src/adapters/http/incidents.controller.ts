import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow, Clock, commandAnswer, commandEffects, decodeCursor, encodeCursor, IfMatch, pageLimit, Position, ReadModels, refuse, Requester, vietnamTime, type CommandAnswer,
} from '@lienthong/service-host';
import { readTaskId } from '../../domain/instance.js';
import { actOnDossier } from '../../use-cases/act-on-dossier.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { toldOfRetry } from './incidents-retry.js';

type IncidentRow = Readonly<{
  incident_id: string; code: string; element: string; incident_code: string; text_vi: string; text_en: string; owner: string; raised_at: Date;
}>;

/** The procedure's own problems: each waits for a person of the agency that has to act. */
@ApiTags('incidents')
@Controller('incidents')
@Allow({ roles: ['leader', 'administrator'] })
export class IncidentsController {
  constructor(private readonly ports: DossierPorts, private readonly readModels: ReadModels, private readonly clock: Clock) {}

  /** Oldest first; `dossier` shows those of one alone. */
  @Get()
  async list(
    @Requester() requester: Requester, @Position() minPosition: number | undefined,
    @Query('cursor') cursor?: string, @Query('limit') limit?: string, @Query('dossier') dossier?: string,
  ): Promise<object> {
    const size = pageLimit(limit);
    const [raisedAt, incidentId] = decodeCursor(cursor, 2) ?? [null, null];
    const rows = await this.readModels.query<IncidentRow>(
      'work',
      `select * from incident where ($1 or owner = $2) and ($6::text is null or code = $6) and ($3::timestamptz is null or (raised_at, incident_id) > ($3, $4)) order by raised_at, incident_id limit $5`,
      [requester.roles.includes('administrator'), requester.agency, raisedAt, incidentId, size + 1, dossier ?? null],
      minPosition,
    );
    const last = rows.length > size ? rows[size - 1] : undefined;
    return { items: rows.slice(0, size).map(incidentOf), next: last === undefined ? null : encodeCursor([last.raised_at.toISOString(), last.incident_id]) };
  }

  @Post(':id/retry')
  async retry(@Param('id') id: string, @Requester() requester: Requester, @IfMatch() seenVersion: number | undefined): Promise<CommandAnswer> {
    const incident = readTaskId(id);
    if (incident === undefined) refuse({ code: 'NOT_AN_ID', because: `Expected to find incident ${id.slice(0, 100)}, but that is not the id of an incident` });
    const { state } = await this.ports.loadInstance(incident.code);
    const owner = state.run.incidents[incident.key]?.owner;
    if (owner !== undefined && owner !== requester.agency && !requester.roles.includes('administrator')) {
      refuse({ code: 'NOT_A_CANDIDATE', because: `Expected to retry incident ${id}, but it is for ${owner} and ${requester.name} acts for ${requester.agency}` });
    }
    const { subject, name } = requester;
    const acted = await actOnDossier(this.ports, {
      code: incident.code, actor: requester.actor(), seenVersion, effects: commandEffects({ body: { incidentId: id } }),
      step: { type: 'RetryIncident', at: this.clock.now(), data: { incidentKey: incident.key, by: { subject, name } } },
    });
    if (acted.kind === 'rejected') refuse(acted.rejection);
    const { state: after } = await this.ports.loadInstance(incident.code);
    return commandAnswer({ position: acted.position, version: acted.version, body: { incidentId: id, ...toldOfRetry(incident.code, incident.key, state, after) } });
  }
}

function incidentOf({ incident_id, code, element, incident_code, text_vi, text_en, owner, raised_at }: IncidentRow): object {
  return { incidentId: incident_id, dossierCode: code, element, code: incident_code, text: { vi: text_vi, en: text_en }, owner, raisedAt: vietnamTime(raised_at.getTime()) };
}
