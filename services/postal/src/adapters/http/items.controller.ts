import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, AsReading, Clock, commandAnswer, commandEffects, Position, Reading, ReadsDossier, refuse, Requester, vietnamTime, type CommandAnswer } from '@lienthong/service-host';
import type { Actor } from '@lienthong/event-store';
import { TRACKING_EVENTS } from '../../domain/tracking.js';
import { visibilityOf } from '../../domain/visibility.js';
import { PostOffice } from '../../use-cases/post-office.js';
import { ShipmentReads } from '../../use-cases/shipment-reads.js';
import { trackItem } from '../../use-cases/track-item.js';
import { itemCodeOf } from './item-codes.js';
import { TrackingRequest } from './post.requests.js';

/** Items on their way, as the carrier reports them. */
@ApiTags('items')
@Controller('items')
export class ItemsController {
  constructor(private readonly office: PostOffice, private readonly reads: ShipmentReads, private readonly clock: Clock) {}

  /** One EMSEVT event. A carrier may send it again: kind and time tell a repeat. */
  @Post(':s10/events')
  @Allow({ agency: 'postal', roles: ['clerk', 'carrier'] }, { roles: ['carrier'] })
  async track(@Param('s10') s10: string, @Body() body: TrackingRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const now = this.clock.now();
    const { event, office = '', reason = '', receivedBy = '' } = body;
    const scan = { event, office, reason, receivedBy, at: body.at === undefined ? now : vietnamTime(Date.parse(body.at)) };
    const itemCode = itemCodeOf(s10);
    const outcome = await trackItem(this.office, { itemCode, scan, meta: { actor: actorOf(requester), at: now }, effects: commandEffects({ body: { itemCode, event } }) });
    if (outcome.kind === 'rejected') refuse(outcome.rejection);
    const { dossierCode, position, version } = outcome;
    return commandAnswer({ position, version, body: { itemCode, dossierCode, event, position } });
  }

  @Get(':s10')
  @ReadsDossier()
  @Allow({ agency: ['postal', 'audit'] })
  async find(@Param('s10') s10: string, @Requester() requester: Requester, @AsReading() reading: Reading, @Position() minPosition: number | undefined): Promise<object> {
    const itemCode = itemCodeOf(s10);
    const item = await this.reads.findItem(visibilityOf(requester), itemCode, minPosition);
    if (item === undefined) refuse({ code: 'ITEM_UNKNOWN', because: `Expected to find item ${itemCode}, but there is none that the requester may see` });
    reading.concerns(item.dossierCode);
    return { itemCode, events: item.scans.map((scan) => ({ ...scan, name: { vi: TRACKING_EVENTS[scan.event].vi, en: TRACKING_EVENTS[scan.event].en } })) };
  }
}

/** The carrier's own system belongs to no unit of the administration, so it is entered as what it is. */
function actorOf(requester: Requester): Actor {
  return requester.unit === '' ? { role: 'service', name: 'carrier' } : requester.actor();
}
