import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { actingOfficer, Allow, Clock, commandAnswer, decodeCursor, etagOf, IfMatch, paged, vietnamTime, pageLimit, Position, ReadModels, refuse, Requester, type CommandAnswer } from '@lienthong/service-host';
import { enterParcels, type ParcelEntry } from '../../use-cases/enter-parcels.js';
import { LAND_OFFICE, type LandOffice } from '../../use-cases/land-office.js';
import { findParcelInTime, type PointInTime } from '../../use-cases/parcel-in-time.js';
import { ParcelTimeQuery, pointOf, RegisterQuery } from './parcel-queries.js';
import { ParcelListRequest, ParcelRequest } from './parcel.requests.js';

const REGISTRAR = { agency: 'land-registry', roles: ['registrar'] };

type ParcelRow = Readonly<{ id: string; holder_name: string; certificate_number: string; reserved_for: string | null; version: number; parcel: Readonly<{ details: object }> }>;

/** Each is read from its own events. */
const MOST_IN_TIME = 50;
const DAY_LENGTH = 10;

/** All that is needed of the web framework's answer. */
type Reply = Readonly<{ header(name: string, value: string): unknown }>;

@ApiTags('land-registry')
@Controller('parcels')
export class ParcelsController {
  constructor(@Inject(LAND_OFFICE) private readonly office: LandOffice, private readonly clock: Clock, private readonly reads: ReadModels) {}

  @Get()
  @Allow({ agency: 'land-registry' })
  @ApiOperation({ summary: 'The register, by commune; with valid-at or known-at as it was then, 50 parcels at most' })
  async list(@Query() query: RegisterQuery, @Position() minPosition: number | undefined): Promise<object> {
    const { commune, cursor, limit } = query;
    const point = pointOf(query, this.clock.now());
    const most = point === undefined ? pageLimit(limit) : Math.min(pageLimit(limit), MOST_IN_TIME);
    const after = decodeCursor(cursor, 1)?.[0] ?? '';
    const rows = await this.reads.query<ParcelRow>('register',
      'SELECT id, holder_name, certificate_number, reserved_for, version, parcel FROM parcels WHERE id > $1 AND ($2::text IS NULL OR commune = $2) ORDER BY id LIMIT $3',
      [after, commune ?? null, most + 1], minPosition);
    const page = paged(rows, most, (row) => row, ({ id }) => [id]);
    if (point === undefined) return { items: page.items.map(parcelOf), next: page.next };
    const items = await Promise.all(page.items.map(({ id }) => this.inTime(id, point)));
    return { items: items.filter((item) => item !== undefined), next: page.next };
  }

  @Get(':id')
  @Allow({ agency: 'land-registry' })
  @ApiOperation({ summary: 'One parcel with all its rights, past and present; with valid-at (a day) or known-at (a moment) as it was then' })
  async view(@Param('id') id: string, @Query() query: ParcelTimeQuery, @Res({ passthrough: true }) reply: Reply): Promise<object> {
    const now = this.clock.now();
    const point = pointOf(query, now);
    if (point !== undefined) {
      return await this.inTime(id, point) ?? refuse({ code: 'PARCEL_UNKNOWN', because: `Expected to show parcel ${id}, but it was not in the land register at ${vietnamTime(point.knownAt)}` });
    }
    const { state, version } = await this.office.parcels.state(id);
    if (state.status === 'unknown') return refuse({ code: 'PARCEL_UNKNOWN', because: `Expected to show parcel ${id}, but it is not in the land register` });
    reply.header('etag', etagOf(version));
    const { id: parcel, details, rights, reservation } = state;
    const history = (await findParcelInTime(this.office.store, id, { validAt: now.slice(0, DAY_LENGTH), knownAt: Date.parse(now) }))?.history ?? [];
    return { parcel, ...details, rights, reservation, history };
  }

  @Post()
  @HttpCode(201)
  @Allow(REGISTRAR)
  @ApiOperation({ summary: 'Enter a parcel with its right and its title' })
  async enter(@Body() body: ParcelRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    const answer = await enterParcels(this.office, [entryOf(body)], actingOfficer(requester, this.clock, expectedVersion, 201));
    if (answer.kind === 'rejected') return refuse(answer.rejection);
    const { position, result: { parcels: [parcel = ''], entered, version } } = answer;
    return commandAnswer({ position, version, body: { parcel, position }, status: entered === 1 ? 201 : 200, location: `/parcels/${parcel}` });
  }

  @Post('bulk')
  @HttpCode(200)
  @Allow(REGISTRAR)
  @ApiOperation({ summary: 'Enter up to 100 parcels, all or none' })
  async enterList(@Body() body: ParcelListRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const answer = await enterParcels(this.office, body.parcels.map(entryOf), actingOfficer(requester, this.clock, undefined));
    if (answer.kind === 'rejected') return refuse(answer.rejection);
    const { position, result: { entered, alreadyThere } } = answer;
    return commandAnswer({ position, body: { entered, alreadyThere, position } });
  }

  private async inTime(id: string, point: PointInTime): Promise<object | undefined> {
    const found = await findParcelInTime(this.office.store, id, point);
    if (found === undefined) return undefined;
    const { parcel: { id: parcel, details, reservation }, right, history } = found;
    return { parcel, ...details, validAt: point.validAt, knownAt: vietnamTime(point.knownAt), right: right ?? null, reservation, history };
  }
}

function parcelOf({ id, holder_name, certificate_number, reserved_for, version, parcel }: ParcelRow): object {
  return { parcel: id, ...parcel.details, holder: holder_name, certificateNumber: certificate_number, reservedFor: reserved_for, version };
}

function entryOf(request: ParcelRequest): ParcelEntry {
  const { commune, mapSheet, parcelNumber, address, area, landUse, unitPrice, coefficient, houseValue, holder, certificateNumber, titleIssuedOn } = request;
  return {
    details: { commune, mapSheet, parcelNumber, address, area, landUse, valuation: { unitPrice, coefficient, houseValue } },
    holder: { name: holder.name, identifier: holder.identifier }, certificateNumber, titleIssuedOn,
  };
}
