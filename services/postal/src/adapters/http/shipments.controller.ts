import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, pageOf, Position, Requester, WorkQuery } from '@lienthong/service-host';
import { visibilityOf } from '../../domain/visibility.js';
import { ShipmentReads, type Shipment } from '../../use-cases/shipment-reads.js';
import { ShipmentQuery } from './post.requests.js';

/** The work list of a post office, and everything it has ordered. */
@ApiTags('deliveries')
@Controller()
@Allow({ agency: ['postal', 'audit'] })
export class ShipmentsController {
  constructor(private readonly reads: ShipmentReads) {}

  /** Deliveries that a step waits for and nobody has ordered, or that the carrier has not confirmed. */
  @Get('tasks')
  async work(@Query() query: WorkQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const filter = { direction: 'delivery', status: ['wanted', 'prepared'], dossierCode: query.dossier } as const;
    if (query.type !== undefined && query.type !== 'postal.deliver-result') return { items: [], next: null };
    const { items, next } = await this.reads.list(visibilityOf(requester), filter, pageOf(query, minPosition));
    return { items: items.flatMap(taskOf), next };
  }

  @Get('deliveries')
  async list(@Query() query: ShipmentQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const filter = { direction: query.direction, dossierCode: query.dossier, ...(query.status !== undefined && { status: [query.status] }) };
    const { items, next } = await this.reads.list(visibilityOf(requester), filter, pageOf(query, minPosition));
    return { items: items.map(shipmentView), next };
  }
}

/** One open step in the shape that every service's work list has. */
function taskOf({ wanted, dossierCode, citizen, correction, waybill, status }: Shipment): readonly object[] {
  if (wanted === null) return [];
  const { offeredAt, dueAt, ...task } = wanted;
  return [{ ...task, dossierCode, since: offeredAt, dueAt: dueAt === '' ? null : dueAt, inputs: { recipient: citizen, correction, status, itemCode: waybill?.itemCode ?? null } }];
}

function shipmentView({ direction, dossierCode, version, status, unit, citizen, correction, waybill }: Shipment): object {
  const order = waybill === null ? null : { itemCode: waybill.itemCode, orderNumber: waybill.orderNumber, orderedAt: waybill.orderedAt || null, endedAt: waybill.endedAt || null, attempts: waybill.attempts };
  // An address that nobody has to go to yet is nobody's to read.
  return { direction, dossierCode, version, status, unit, citizen: status === 'awaited' ? null : citizen, correction, order };
}
