import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Clock, commandAnswer, commandEffects, refuse, Requester, type CommandAnswer } from '@lienthong/service-host';
import { PAYMENT_GATEWAY } from '../../domain/fee-payment.decider.js';
import { changeDossier } from '../../use-cases/change-dossier.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { byOf } from './applications.js';
import { momentOf } from './field-rules.js';
import { RecordPaymentRequest } from './payment.requests.js';

/** That the fees of a dossier were paid: at the counter as a clerk says, online as the gateway reports. */
@ApiTags('dossiers')
@Controller('dossiers')
export class PaymentsController {
  constructor(private readonly ports: DossierPorts, private readonly clock: Clock) {}

  /** The whole of `fees`; said again under the same reference it changes nothing. */
  @Post(':code/payments')
  @Allow({ agency: 'one-stop', roles: ['clerk'] }, { agency: PAYMENT_GATEWAY, roles: ['integrator'] })
  async record(@Param('code') code: string, @Body() { amount, manner, gateway, reference, paidAt }: RecordPaymentRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const at = this.clock.now();
    const dossier = await this.ports.store.findDossier(code) ?? null;
    const data = { by: byOf(requester), amount, manner, gateway: manner === 'online' ? gateway ?? 'agency' : null, reference, paidAt: momentOf(paidAt ?? at) };
    const changed = await changeDossier(this.ports, code, { type: 'RecordPayment', at, data }, { meta: { actor: requester.actor(), at, dossier }, also: commandEffects({ body: { code } }) });
    if (changed.kind === 'rejected') refuse(changed.rejection);
    const { position, version } = changed;
    return commandAnswer({ position, version, body: { code, position } });
  }
}
