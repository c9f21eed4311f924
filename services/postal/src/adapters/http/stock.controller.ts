import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Clock, commandAnswer, commandEffects, refuse, Requester, type CommandAnswer } from '@lienthong/service-host';
import { visibilityOf } from '../../domain/visibility.js';
import { PostOffice, STOCK } from '../../use-cases/post-office.js';
import { ShipmentReads } from '../../use-cases/shipment-reads.js';
import { S10RangeRequest } from './post.requests.js';

/** Item numbers that the carrier has allotted. */
@ApiTags('s10-stock')
@Controller('s10-stock')
export class StockController {
  constructor(private readonly office: PostOffice, private readonly reads: ShipmentReads, private readonly clock: Clock) {}

  /** Adds a range to the stock of the requester's unit. Adding the same one again changes nothing. */
  @Post()
  @Allow({ agency: 'postal', roles: ['clerk', 'leader'] })
  async add(@Body() { indicator, country = 'VN', first, last }: S10RangeRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const at = this.clock.now();
    const range = { unit: requester.unit, indicator, country, first, last };
    const handled = await this.office.stock.handle(STOCK, { type: 'AddS10Range', at, data: range }, {
      meta: { actor: requester.actor(), at, dossier: null },
      also: (events) => [...events.map(() => this.office.numbers.stocking(range)), ...commandEffects({ status: 201, body: range })],
    });
    if (handled.kind === 'rejected') refuse(handled.rejection);
    const { position, version } = handled;
    return commandAnswer({ position, version, status: 201, body: { ...range, position } });
  }

  @Get()
  @Allow({ agency: ['postal', 'audit'] })
  async list(@Requester() requester: Requester): Promise<object> {
    const [ranges, { state }] = await Promise.all([this.reads.stock(visibilityOf(requester)), this.office.stock.state(STOCK)]);
    const units = [...new Set(ranges.map(({ unit }) => unit))];
    const remaining = (unit: string) => ranges.filter((range) => range.unit === unit).reduce((sum, range) => sum + range.remaining, 0);
    return { items: ranges, next: null, units: units.map((unit) => ({ unit, remaining: remaining(unit), low: state.low.includes(unit) })) };
  }
}
