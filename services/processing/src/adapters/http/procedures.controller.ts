import { Body, Controller, Get, Header, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Clock, commandAnswer, decodeCursor, encodeCursor, pageLimit, Position, ReadModels, refuse, refuseWith, Requester, vietnamTime, type CommandAnswer } from '@lienthong/service-host';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { ProcedurePorts, publishProcedure } from '../../use-cases/publish-procedure.js';
import { PublicationRequest } from './publication.requests.js';

type VersionRow = Readonly<{ code: string; version: number; published_at: Date; published_by: string | null; content: object }>;

@ApiTags('procedures')
@Controller('procedures')
export class ProceduresController {
  constructor(private readonly ports: DossierPorts, private readonly procedures: ProcedurePorts, private readonly readModels: ReadModels, private readonly clock: Clock) {}

  /** Every version, newest first within its procedure. */
  @Get()
  @Allow({})
  async list(@Position() minPosition: number | undefined, @Query('cursor') cursor?: string, @Query('limit') limit?: string): Promise<object> {
    const size = pageLimit(limit);
    const [code, version] = decodeCursor(cursor, 2) ?? [null, null];
    const rows = await this.readModels.query<VersionRow>(
      'procedures',
      'select * from procedure_version where $1::text is null or (code, -version) > ($1, -$2::int) order by code, version desc limit $3',
      [code, version, size + 1],
      minPosition,
    );
    const last = rows.length > size ? rows[size - 1] : undefined;
    return { items: rows.slice(0, size).map(versionOf), next: last === undefined ? null : encodeCursor([last.code, last.version]) };
  }

  /** The BPMN file, byte for byte as it was published. */
  @Get(':code/versions/:version/model')
  @Allow({})
  @Header('content-type', 'application/xml; charset=utf-8')
  async model(@Param('code') code: string, @Param('version', ParseIntPipe) version: number): Promise<Buffer> {
    return (await this.ports.findModel(code, version)) ?? refuseWith('NOT_FOUND', `Expected to find procedure ${code.slice(0, 40)} version ${version}, but it is not published here`);
  }

  @Post()
  @Allow({ roles: ['administrator', 'analyst'] })
  async publish(@Body() { model }: PublicationRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const publication = await publishProcedure(this.procedures, Buffer.from(model, 'utf8'), this.clock.now(), requester.actor());
    if (publication.kind === 'rejected') refuse(publication.rejection);
    if (publication.kind === 'refused') {
      const errors = publication.findings.map(({ element, rule, text }) => ({ path: element ?? rule, vi: text.vi, en: text.en }));
      refuse({ code: 'MODEL_REFUSED', because: `Expected to publish a model, but ${errors.length} of its parts would not be executed` }, { errors });
    }
    const { code, version, isNew, position } = publication;
    return commandAnswer({ position, version, body: { code, version, isNew }, status: isNew ? 201 : 200, location: `/procedures/${code}/versions/${version}/model` });
  }
}

function versionOf({ published_at, published_by, content }: VersionRow): object {
  return { ...content, publishedAt: vietnamTime(published_at.getTime()), publishedBy: published_by };
}
