import { Body, Controller, Get, Header, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Clock, commandAnswer, decodeCursor, encodeCursor, paged, pageLimit, Position, ReadModels, refuse, refuseWith, Requester, vietnamTime, type CommandAnswer } from '@lienthong/service-host';
import { DEFAULT_WARNING_POINTS, describeAllTerms } from '@lienthong/calendar';
import type { ProcedureContent } from '../../domain/procedure.js';
import { spokenPoints } from './spoken-warnings.js';
import { VersionComparisons } from '../../use-cases/compare-versions.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { ProcedurePorts, publishProcedure } from '../../use-cases/publish-procedure.js';
import { PublicationRequest } from './publication.requests.js';

type VersionRow = Readonly<{ code: string; version: number; published_at: Date; published_by: string | null; content: Pick<ProcedureContent, 'steps' | 'warnings' | 'limit' | 'counting'> }>;

/** Longer than any name; whoever pastes more searches for nothing. */
const MOST_SEARCHED = 200;

@ApiTags('procedures')
@Controller('procedures')
export class ProceduresController {
  constructor(
    private readonly ports: DossierPorts, private readonly procedures: ProcedurePorts, private readonly comparisons: VersionComparisons,
    private readonly readModels: ReadModels, private readonly clock: Clock,
  ) {}

  /** Every version, newest first within its procedure. `q` looks in code and names. */
  @Get()
  @Allow({})
  async list(@Position() minPosition: number | undefined, @Query('q') q?: string, @Query('cursor') cursor?: string, @Query('limit') limit?: string): Promise<object> {
    const size = pageLimit(limit);
    const [code, version] = decodeCursor(cursor, 2) ?? [null, null];
    const rows = await this.readModels.query<VersionRow>(
      'procedures',
      `select * from procedure_version where ($1::text is null or (code, -version) > ($1, -$2::int))
       and ($4 = '' or position($4 in lower(normalize(code || ' ' || (content->'name'->>'vi') || ' ' || (content->'name'->>'en')))) > 0)
       order by code, version desc limit $3`,
      [code, version, size + 1, (q ?? '').slice(0, MOST_SEARCHED).normalize('NFC').trim().toLocaleLowerCase('vi')],
      minPosition,
    );
    const last = rows.length > size ? rows[size - 1] : undefined;
    return { items: rows.slice(0, size).map(versionOf), next: last === undefined ? null : encodeCursor([last.code, last.version]) };
  }

  /** One procedure's versions, newest first, with how many dossiers run by each now. */
  @Get(':code/versions')
  @Allow({})
  async versions(@Param('code') code: string, @Position() minPosition: number | undefined, @Query('cursor') cursor?: string, @Query('limit') limit?: string): Promise<object> {
    const size = pageLimit(limit);
    const [version] = decodeCursor(cursor, 1) ?? [null];
    const rows = await this.readModels.query<VersionRow>(
      'procedures', 'select * from procedure_version where code = $1 and ($2::int is null or version < $2) order by version desc limit $3', [code, version, size + 1], minPosition,
    );
    if (rows.length === 0 && version === null) refuseWith('NOT_FOUND', `Expected to list the versions of procedure ${code.slice(0, 40)}, but none is published here`);
    const counts = await this.readModels.query<Readonly<{ version: number; running: string }>>(
      'migrations', 'select version, count(*) as running from running_instance where procedure = $1 and version = any($2::int[]) group by version', [code, rows.map((row) => row.version)], minPosition,
    );
    const runningBy = new Map(counts.map((row) => [row.version, Number(row.running)]));
    return paged(rows, size, (row) => ({ ...versionOf(row), running: runningBy.get(row.version) ?? 0 }), (row) => [row.version]);
  }

  /** What is new, gone or different, in sentences; against the version before, or `from`. The first version has nothing before it. */
  @Get(':code/versions/:version/difference')
  @Allow({})
  async difference(@Param('code') code: string, @Param('version', ParseIntPipe) version: number, @Query('from') from?: string): Promise<object> {
    const before = from === undefined ? version - 1 : Number(from);
    if (from === undefined && version === 1 && (await this.ports.findModel(code, 1)) !== undefined) return { code, from: null, to: 1, changes: [] };
    if (!Number.isSafeInteger(before)) refuseWith('BAD_REQUEST', 'Expected to compare with another version, but from is not the number of one');
    const comparison = await this.comparisons.compare(code, before, version);
    if (comparison.kind === 'rejected') refuse(comparison.rejection);
    return { code, from: comparison.from, to: comparison.to, changes: comparison.changes };
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
    const { code, version, isNew, position, warnings } = publication;
    return commandAnswer({ position, version, body: { code, version, isNew, warnings }, status: isNew ? 201 : 200, location: `/procedures/${code}/versions/${version}/model` });
  }
}

function versionOf({ published_at, published_by, content }: VersionRow): object {
  const { steps, warnings } = content;
  const spoken = { steps: steps.map((step) => ({ ...step, ...(step.warnings && { warnings: spokenPoints(step.warnings) }) })), warnings: spokenPoints(warnings ?? DEFAULT_WARNING_POINTS) };
  const processingTime = describeAllTerms({ limit: content.limit, days: 'working', ...content.counting });
  return { ...content, ...spoken, processingTime, publishedAt: vietnamTime(published_at.getTime()), publishedBy: published_by };
}
