import { Controller } from '@nestjs/common';
import { ErasureOrderedSchema } from '@lienthong/contracts';
import { CannotHandle, orderErasure, type Reaction } from '@lienthong/event-store';
import { OnFact, type Fact } from '@lienthong/messaging';
import { Clock } from '../clock.js';
import { ServiceConfig } from '../service-config.js';
import { originOf } from '../service-names.js';

const REF = /^[0-9a-f]{64}$/;

/** Every service enters what intake has ordered; the eraser executes it. */
@Controller()
export class ErasureFacts {
  constructor(private readonly config: ServiceConfig, private readonly clock: Clock) {}

  @OnFact(ErasureOrderedSchema)
  async ordered({ message: { dossierRef, list, legalBasis, orderedAt }, envelope }: Fact<typeof ErasureOrderedSchema>): Promise<Reaction> {
    if (envelope.source !== originOf(this.config.province, 'intake')) throw new CannotHandle('NOT_INTAKE', `Expected to enter an order of erasure of intake, but ${envelope.source} says it`);
    if (!REF.test(dossierRef) || Number.isNaN(Date.parse(orderedAt))) throw new CannotHandle('ORDER_UNREADABLE', 'Expected to enter an order of erasure, but its reference or its time cannot be read');
    const meta = { actor: { role: 'service', name: this.config.service }, at: this.clock.now(), dossier: null } as const;
    return { streams: [], meta, also: [orderErasure({ ref: dossierRef, list, legalBasis, orderedAt })] };
  }
}
