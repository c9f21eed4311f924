import { Controller, Inject } from '@nestjs/common';
import type { DossierSupplemented } from '@lienthong/contracts';
import { DossierAcceptedSchema, DossierRefusedSchema, DossierSupplementedSchema, DossierWithdrawnSchema } from '@lienthong/contracts';
import type { Reaction } from '@lienthong/event-store';
import { CannotHandle } from '@lienthong/event-store';
import { OnFact, type Fact } from '@lienthong/messaging';
import { appendsOf, Clock, dossierOf, reactionOf } from '@lienthong/service-host';
import { parcelId } from '../../domain/parcel.js';
import type { CorrectedPapers } from '../../domain/transfer.js';
import { abandonTransfer, closeTransfer } from '../../use-cases/close-transfer.js';
import { LAND_OFFICE, type LandOffice } from '../../use-cases/land-office.js';

const reaction = reactionOf('land-registry');

/** What the one-stop unit says of a dossier. */
@Controller()
export class IntakeFacts {
  constructor(@Inject(LAND_OFFICE) private readonly office: LandOffice, private readonly clock: Clock) {}

  /** Procedures without a parcel are none of this office's business. */
  @OnFact(DossierAcceptedSchema)
  async accepted(fact: Fact<typeof DossierAcceptedSchema>): Promise<Reaction> {
    const { code, procedureCode, receivedAt, parcel, transferor, transferee, contractPrice } = fact.message;
    if (parcel === undefined) return 'nothing';
    if (transferor === undefined || transferee === undefined) throw new CannotHandle('NO_PARTIES', `Expected to receive transfer ${code}, but it does not name both parties`);
    const { commune, mapSheet, parcelNumber, certificateNumber } = parcel;
    const prepared = await this.office.transfers.prepare(code, {
      type: 'ReceiveTransfer', at: fact.at,
      data: {
        dossierCode: code, dossierRef: dossierOf(fact).ref, procedureCode, receivedAt, parcel: parcelId({ commune, mapSheet, parcelNumber }), certificateNumber,
        transferor: { name: transferor.name, identifier: transferor.identifier }, transferee: { name: transferee.name, identifier: transferee.identifier },
        contractPrice: Number(contractPrice),
      },
    });
    return reaction(fact, this.clock.now(), appendsOf(prepared));
  }

  @OnFact(DossierSupplementedSchema)
  async supplemented(fact: Fact<typeof DossierSupplementedSchema>): Promise<Reaction> {
    const { code } = fact.message;
    const corrected = correctedPapers(fact.message);
    const data = { dossierCode: code, ...(Object.keys(corrected).length > 0 && { corrected }) };
    return reaction(fact, this.clock.now(), appendsOf(await this.office.transfers.prepare(code, { type: 'NoteSupplement', at: fact.at, data })));
  }

  @OnFact(DossierRefusedSchema)
  async refused(fact: Fact<typeof DossierRefusedSchema>): Promise<Reaction> {
    return reaction(fact, this.clock.now(), await closeTransfer(this.office, fact.message.code, 'refused', fact.at));
  }

  @OnFact(DossierWithdrawnSchema)
  async withdrawn(fact: Fact<typeof DossierWithdrawnSchema>): Promise<Reaction> {
    return reaction(fact, this.clock.now(), await abandonTransfer(this.office, fact.message.code, fact.at));
  }
}

function correctedPapers({ corrected, transferor, transferee, parcel, contractPrice }: DossierSupplemented): CorrectedPapers {
  return {
    ...(parcel && { parcel: parcelId(parcel), certificateNumber: parcel.certificateNumber }),
    ...(transferor && { transferor: { name: transferor.name, identifier: transferor.identifier } }), ...(transferee && { transferee: { name: transferee.name, identifier: transferee.identifier } }),
    ...(corrected.includes('contractPrice') && { contractPrice: Number(contractPrice) }),
  };
}
