import { Body, Controller, Get, Header, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { differenceOfModels, readModelLeniently, type DecisionModel } from '@lienthong/dmn';
import { Allow, Clock, commandAnswer, decodeCursor, encodeCursor, paged, pageLimit, Position, ReadModels, refuse, refuseWith, Requester, vietnamTime, type CommandAnswer } from '@lienthong/service-host';
import { DecisionPorts, publishDecision } from '../../use-cases/publish-decision.js';
import { DecisionRequest } from './decision.requests.js';

type VersionRow = Readonly<{ id: string; version: number; published_at: Date; published_by: string | null; content: object }>;

/** Longer than any name; whoever pastes more searches for nothing. */
const MOST_SEARCHED = 200;

/** Models of decisions: tables by which fees, taxes, competences and the steps of procedures are decided. */
@ApiTags('decisions')
@Controller('decisions')
export class DecisionsController {
  constructor(private readonly ports: DecisionPorts, private readonly readModels: ReadModels, private readonly clock: Clock) {}

  /** Every version, newest first within its model. `q` looks in ids and names, those of the single decisions too. */
  @Get()
  @Allow({})
  async list(@Position() minPosition: number | undefined, @Query('q') q?: string, @Query('cursor') cursor?: string, @Query('limit') limit?: string): Promise<object> {
    const size = pageLimit(limit);
    const [id, version] = decodeCursor(cursor, 2) ?? [null, null];
    const rows = await this.readModels.query<VersionRow>(
      'decisions',
      `select * from decision_version where ($1::text is null or (id, -version) > ($1, -$2::int)) and ($4 = '' or position($4 in searched) > 0) order by id, version desc limit $3`,
      [id, version, size + 1, (q ?? '').slice(0, MOST_SEARCHED).normalize('NFC').trim().toLocaleLowerCase('vi')],
      minPosition,
    );
    const last = rows.length > size ? rows[size - 1] : undefined;
    return { items: rows.slice(0, size).map(versionOf), next: last === undefined ? null : encodeCursor([last.id, last.version]) };
  }

  /** One model's versions, newest first. */
  @Get(':id/versions')
  @Allow({})
  async versions(@Param('id') id: string, @Position() minPosition: number | undefined, @Query('cursor') cursor?: string, @Query('limit') limit?: string): Promise<object> {
    const size = pageLimit(limit);
    const [version] = decodeCursor(cursor, 1) ?? [null];
    const rows = await this.readModels.query<VersionRow>(
      'decisions', 'select * from decision_version where id = $1 and ($2::int is null or version < $2) order by version desc limit $3', [id, version, size + 1], minPosition,
    );
    if (rows.length === 0 && version === null) refuse({ code: 'DECISION_UNKNOWN', because: `Expected to list the versions of decision model ${id.slice(0, 100)}, but none is published here` });
    return paged(rows, size, versionOf, (row) => [row.version]);
  }

  /** What is new, gone or different, row by row, in sentences; against the version before, or `from`. The first version has nothing before it. */
  @Get(':id/versions/:version/difference')
  @Allow({})
  async difference(@Param('id') id: string, @Param('version', ParseIntPipe) version: number, @Query('from') from?: string): Promise<object> {
    const before = from === undefined ? version - 1 : Number(from);
    const to = await this.readVersion(id, version);
    if (from === undefined && version === 1) return { id, from: null, to: 1, changes: [] };
    if (!Number.isSafeInteger(before)) refuseWith('BAD_REQUEST', 'Expected to compare with another version, but from is not the number of one');
    return { id, from: before, to: version, changes: differenceOfModels(await this.readVersion(id, before), to) };
  }

  /** The DMN file, byte for byte as it was published. */
  @Get(':id/versions/:version/model')
  @Allow({})
  @Header('content-type', 'application/xml; charset=utf-8')
  async model(@Param('id') id: string, @Param('version', ParseIntPipe) version: number): Promise<Buffer> {
    const text = await this.ports.published.findText(id, version);
    return text === undefined ? refuse(unknown(id, version)) : Buffer.from(text);
  }

  private async readVersion(id: string, version: number): Promise<DecisionModel> {
    const text = version < 1 ? undefined : await this.ports.published.findText(id, version);
    const reading = text === undefined ? undefined : readModelLeniently(text);
    return reading?.kind === 'read' ? reading.model : refuse(unknown(id, version));
  }

  @Post()
  @Allow({ roles: ['administrator', 'analyst'] })
  async publish(@Body() { model, effectiveFrom, examples }: DecisionRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const publication = await publishDecision(this.ports, { model, effectiveFrom, examples: examples ?? '' }, this.clock.now(), requester.actor());
    if (publication.kind === 'rejected') refuse(publication.rejection);
    if (publication.kind === 'refused') {
      const errors = publication.findings.map(({ element, text }) => ({ path: element, vi: text.vi, en: text.en }));
      refuse({ code: 'DECISION_REFUSED', because: `Expected to publish a decision model, but ${errors.length} of its parts are wrong` }, { errors });
    }
    const { id, version, isNew, position, warnings } = publication;
    return commandAnswer({ position, version, body: { id, version, isNew, warnings }, status: isNew ? 201 : 200, location: `/decisions/${id}/versions/${version}/model` });
  }
}

function unknown(id: string, version: number): Readonly<{ code: string; because: string }> {
  return { code: 'DECISION_UNKNOWN', because: `Expected to find decision model ${id.slice(0, 100)} version ${version}, but it is not published here` };
}

function versionOf({ published_at, published_by, content }: VersionRow): object {
  return { ...content, publishedAt: vietnamTime(published_at.getTime()), publishedBy: published_by };
}
