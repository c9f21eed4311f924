import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Clock, decodeCursor, LogSigner, paged, pageLimit, PageQuery, ReadModels, refuse, Requester, signStatement } from '@lienthong/service-host';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { mayBeTold, statementOf } from '../../domain/parcel-statement.js';
import { LAND_OFFICE, type LandOffice } from '../../use-cases/land-office.js';

/** Each is signed when it is asked for. */
const MOST_STATEMENTS = 20;

export class StatementQuery extends PageQuery {
  /** Personal identification number or tax code of whose parcels these are; the requester's own where not said. */
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(20)
  holder?: string;

  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(60)
  parcel?: string;
}

/** What the register knows of a holder's parcels, for a form that asks for it: each with a statement that other services can check without asking. */
@ApiTags('land-registry')
@Controller('parcel-statements')
export class ParcelStatementsController {
  constructor(@Inject(LAND_OFFICE) private readonly office: LandOffice, private readonly reads: ReadModels, private readonly signer: LogSigner, private readonly clock: Clock) {}

  @Get()
  @Allow({ roles: ['citizen'] }, { agency: 'one-stop', roles: ['clerk'] }, { agency: 'land-registry' })
  @ApiOperation({ summary: 'Parcels of a holder as of now, signed: a citizen’s own; for a clerk at the counter the one that is named' })
  async list(@Query() { holder: named, parcel, cursor, limit }: StatementQuery, @Requester() requester: Requester): Promise<object> {
    const holder = named ?? requester.subject;
    const refusal = mayBeTold(requester, holder, parcel);
    if (refusal !== null) refuse({ code: refusal, because: `Expected to tell of parcels of a holder, but ${refusal === 'NOT_YOUR_PARCELS' ? 'the requester is another person' : 'no parcel is named'}` });
    const most = Math.min(pageLimit(limit), MOST_STATEMENTS);
    const ids = parcel === undefined ? await this.parcelsOf(holder, decodeCursor(cursor, 1)?.[0] ?? '', most + 1) : [{ id: parcel }];
    const page = paged(ids, most, ({ id }) => id, ({ id }) => [id]);
    const told = await Promise.all(page.items.map((id) => this.tell(id, holder, requester.subject)));
    return { items: told.filter((each) => each !== undefined), next: page.next };
  }

  private parcelsOf(holder: string, after: string | number, most: number): Promise<readonly { id: string }[]> {
    return this.reads.query<{ id: string }>('register', 'SELECT id FROM parcels WHERE holder_identifier = $1 AND id > $2 ORDER BY id LIMIT $3', [holder, after, most]);
  }

  /** From the parcel's own events, which are ahead of the list: what was sold a moment ago is told to nobody as theirs. */
  private async tell(id: string, holder: string, askedBy: string): Promise<object | undefined> {
    const { state } = await this.office.parcels.state(id);
    const said = state.status === 'entered' ? statementOf(state) : undefined;
    if (said === undefined || said.holder !== holder) return undefined;
    const asOf = this.clock.now();
    const statement = await signStatement(this.signer, { register: 'land', entry: id, holder, askedBy, asOf, facts: said.facts });
    return { entry: id, asOf, facts: said.facts, statement };
  }
}
