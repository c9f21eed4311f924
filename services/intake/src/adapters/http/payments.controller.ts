import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Clock, commandAnswer, commandEffects, refuse, Requester, type CommandAnswer } from '@lienthong/service-host';
import { PAYMENT_GATEWAY } from '../../domain/fee-payment.decider.js';
import type { DossierCommand } from '../../domain/dossier.decider.js';
import type { Gateway, PaymentManner } from '../../domain/fee-payment.js';
import { changeDossier } from '../../use-cases/change-dossier.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { byOf } from './applications.js';
import { momentOf } from './field-rules.js';
import { CancelFeeEntryRequest, RecordPaymentRequest, RecordRefundRequest } from './payment.requests.js';

const DESK = { agency: 'one-stop', roles: ['clerk'] } as const;
const GATEWAY = { agency: PAYMENT_GATEWAY, roles: ['integrator'] } as const;

/** That the fees of a dossier were paid, and given back: at the counter as a clerk says, online as the gateway reports. What was recorded wrongly is cancelled and stays to be read. */
@ApiTags('dossiers')
@Controller('dossiers')
export class PaymentsController {
  constructor(private readonly ports: DossierPorts, private readonly clock: Clock) {}

  /** The whole of `fees`; said again under the same reference it changes nothing. */
  @Post(':code/payments')
  @Allow(DESK, GATEWAY)
  async record(@Param('code') code: string, @Body() { amount, manner, gateway, reference, paidAt }: RecordPaymentRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const at = this.clock.now();
    return this.change(code, { type: 'RecordPayment', at, data: { by: byOf(requester), amount, manner, gateway: throughGateway(manner, gateway), reference, paidAt: momentOf(paidAt ?? at) } }, requester);
  }

  /** The payment is named by what was recorded of it. */
  @Post(':code/payments/cancellation')
  @Allow(DESK, GATEWAY)
  async cancelPayment(@Param('code') code: string, @Body() { reason, amount, manner, reference }: CancelFeeEntryRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.change(code, { type: 'CancelPayment', at: this.clock.now(), data: { by: byOf(requester), entry: { amount, manner, reference }, reason } }, requester);
  }

  /** At most what was paid and not given back (`refundable` of the dossier, by ground). */
  @Post(':code/refunds')
  @Allow(DESK, GATEWAY)
  async refund(@Param('code') code: string, @Body() { amount, manner, gateway, reference, ground, reason, refundedAt }: RecordRefundRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const at = this.clock.now();
    return this.change(code, { type: 'RecordRefund', at, data: { by: byOf(requester), amount, manner, gateway: throughGateway(manner, gateway), reference, ground, reason, refundedAt: momentOf(refundedAt ?? at) } }, requester);
  }

  @Post(':code/refunds/cancellation')
  @Allow(DESK, GATEWAY)
  async cancelRefund(@Param('code') code: string, @Body() { reason, amount, manner, reference }: CancelFeeEntryRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.change(code, { type: 'CancelRefund', at: this.clock.now(), data: { by: byOf(requester), entry: { amount, manner, reference }, reason } }, requester);
  }

  private async change(code: string, command: DossierCommand, requester: Requester): Promise<CommandAnswer> {
    const dossier = await this.ports.store.findDossier(code) ?? null;
    const changed = await changeDossier(this.ports, code, command, { meta: { actor: requester.actor(), at: command.at, dossier }, also: commandEffects({ body: { code } }) });
    if (changed.kind === 'rejected') refuse(changed.rejection);
    const { position, version } = changed;
    return commandAnswer({ position, version, body: { code, position } });
  }
}

const throughGateway = (manner: PaymentManner, gateway: Gateway | undefined): Gateway | null => (manner === 'online' ? gateway ?? 'agency' : null);
