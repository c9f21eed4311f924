import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Clock, commandAnswer, commandEffects, IfMatch, refuse, Requester, type CommandAnswer } from '@lienthong/service-host';
import type { Addressee } from '../../domain/delivery.js';
import type { Direction } from '../../domain/item.js';
import { orderItem } from '../../use-cases/order-item.js';
import { PostOffice } from '../../use-cases/post-office.js';
import { itemCodeOf } from './item-codes.js';
import { AddresseeRequest, CollectionOrderRequest, DeliveryOrderRequest } from './post.requests.js';

type Ordering = Readonly<{ direction: Direction; code: string; itemCode: string | undefined; citizen: Addressee | null; codAmount: number; expectedVersion: number | undefined }>;

/** What a post clerk orders from the carrier for a dossier. */
@ApiTags('orders')
@Controller('dossiers')
@Allow({ agency: 'postal', roles: ['clerk'] })
export class OrdersController {
  constructor(private readonly office: PostOffice, private readonly clock: Clock) {}

  @Post(':code/delivery-order')
  deliver(@Param('code') code: string, @Body() body: DeliveryOrderRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    const citizen = body.recipient === undefined ? null : addresseeOf(body.recipient);
    return this.order({ direction: 'delivery', code, itemCode: body.itemCode, citizen, codAmount: body.codAmount ?? 0, expectedVersion }, requester);
  }

  @Post(':code/collection-order')
  collect(@Param('code') code: string, @Body() body: CollectionOrderRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return this.order({ direction: 'collection', code, itemCode: body.itemCode, citizen: addresseeOf(body.sender), codAmount: 0, expectedVersion }, requester);
  }

  private async order({ itemCode, ...ordering }: Ordering, requester: Requester): Promise<CommandAnswer> {
    const { code } = ordering;
    const at = this.clock.now();
    const dossier = await this.office.store.findDossier(code) ?? null;
    const outcome = await orderItem(this.office, {
      ...ordering, unit: requester.unit, itemCode: itemCode === undefined ? null : itemCodeOf(itemCode), meta: { actor: requester.actor(), at, dossier }, effects: commandEffects({ body: { code } }),
    });
    if (outcome.kind === 'rejected') refuse(outcome.rejection, outcome.rejection.code === 'CARRIER_UNREACHABLE' ? { headers: { 'retry-after': '60' } } : {});
    const { position, version } = outcome;
    return commandAnswer({ position, version, body: { code, itemCode: outcome.itemCode, position } });
  }
}

function addresseeOf({ name, address, phone = '', email = '' }: AddresseeRequest): Addressee {
  return { name, address, phone, email };
}
