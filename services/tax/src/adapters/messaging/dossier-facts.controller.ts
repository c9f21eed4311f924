import { Controller, Inject } from '@nestjs/common';
import { DossierAcceptedSchema, DossierRefusedSchema, TransferSlipIssuedSchema } from '@lienthong/contracts';
import type { Reaction } from '@lienthong/event-store';
import { OnFact, type Fact } from '@lienthong/messaging';
import { appendsOf, Clock, dossierOf, reactionOf } from '@lienthong/service-host';
import { TAX_OFFICE, type TaxOffice } from '../../use-cases/tax-office.js';

const reaction = reactionOf('tax');

/** What the one-stop unit and the land office say of a dossier. */
@Controller()
export class DossierFacts {
  constructor(@Inject(TAX_OFFICE) private readonly office: TaxOffice, private readonly clock: Clock) {}

  /** A dossier without two parties sells nothing, so it owes nothing here. */
  @OnFact(DossierAcceptedSchema)
  async accepted(fact: Fact<typeof DossierAcceptedSchema>): Promise<Reaction> {
    const { code, receivedAt, receivingUnit, transferor, transferee } = fact.message;
    if (transferor === undefined || transferee === undefined) return 'nothing';
    const prepared = await this.office.obligations.prepare(code, {
      type: 'ReceivePapers', at: fact.at,
      data: {
        dossierCode: code, dossierRef: dossierOf(fact).ref, receivedAt,
        transferor: { name: transferor.name, identifier: transferor.identifier }, transferee: { name: transferee.name, identifier: transferee.identifier }, receivingUnit,
      },
    });
    return reaction(fact, this.clock.now(), appendsOf(prepared));
  }

  @OnFact(TransferSlipIssuedSchema)
  async slipIssued(fact: Fact<typeof TransferSlipIssuedSchema>): Promise<Reaction> {
    const { dossierCode, slipNumber, parcel, area, landUse, unitPrice, coefficient, houseValue, contractPrice, issuedAt, relation, onlyHome, transferKind } = fact.message;
    const prepared = await this.office.obligations.prepare(dossierCode, {
      type: 'ReceiveSlip', at: fact.at,
      data: {
        dossierCode, dossierRef: dossierOf(fact).ref, slipNumber, parcel, area, landUse, unitPrice: Number(unitPrice), coefficient,
        houseValue: Number(houseValue), contractPrice: Number(contractPrice), issuedAt, relation, onlyHome, ...(transferKind !== '' && { transferKind }),
      },
    });
    return reaction(fact, this.clock.now(), appendsOf(prepared));
  }

  /** A withdrawal is only a request, which may come after the registration: what it leads to, InstanceCompleted says. */
  @OnFact(DossierRefusedSchema)
  async refused(fact: Fact<typeof DossierRefusedSchema>): Promise<Reaction> {
    const { code } = fact.message;
    return reaction(fact, this.clock.now(), appendsOf(await this.office.obligations.prepare(code, { type: 'CancelObligation', at: fact.at, data: { dossierCode: code, outcome: 'refused' } })));
  }
}
