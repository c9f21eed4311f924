import type { OfferedWork } from '@lienthong/service-host';
import { STEPS, type StepName } from '../../domain/transfer.js';
import { closeTransfer } from '../../use-cases/close-transfer.js';
import type { LandOffice } from '../../use-cases/land-office.js';

/** What the office does with the work that processing offers. */
export function offeredWork(office: Pick<LandOffice, 'parcels' | 'transfers' | 'whereabouts'>): OfferedWork<StepName> {
  const { transfers, whereabouts } = office;
  return {
    whereabouts,
    stepOf: ({ type }) => STEPS.find((step) => type === `land-registry.${step}`),
    offer: (data, at) => transfers.prepare(data.dossierCode, { type: 'OfferStep', at, data }),
    move: (data, at) => transfers.prepare(data.dossierCode, { type: 'MoveStep', at, data }),
    close: (data, at) => transfers.prepare(data.dossierCode, { type: 'CloseStep', at, data }),
    end: (dossierCode, outcome, at) => closeTransfer(office, dossierCode, outcome, at),
  };
}
