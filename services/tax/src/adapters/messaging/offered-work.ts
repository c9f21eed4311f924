import { TaskKind, type TaskOffered } from '@lienthong/contracts';
import { appendsOf, type OfferedWork } from '@lienthong/service-host';
import type { StepName } from '../../domain/obligation.js';
import type { TaxOffice } from '../../use-cases/tax-office.js';

/** Ends in which the citizen has the result: what was paid for it stays paid. */
const WITH_RESULT = 'returned';

/** What the office does with the work that processing offers. */
export function offeredWork({ obligations, whereabouts }: Pick<TaxOffice, 'obligations' | 'whereabouts'>): OfferedWork<StepName> {
  return {
    whereabouts,
    stepOf,
    offer: (data, at) => obligations.prepare(data.dossierCode, { type: 'OfferStep', at, data }),
    move: (data, at) => obligations.prepare(data.dossierCode, { type: 'MoveStep', at, data }),
    close: (data, at) => obligations.prepare(data.dossierCode, { type: 'CloseStep', at, data }),
    end: async (dossierCode, outcome, at) => {
      if (outcome === WITH_RESULT) return [];
      return appendsOf(await obligations.prepare(dossierCode, { type: 'CancelObligation', at, data: { dossierCode, outcome } }));
    },
  };
}

/** Whatever this office receives, it receives by payment. */
function stepOf({ agency, kind, type }: Pick<TaskOffered, 'agency' | 'kind' | 'type'>): StepName | undefined {
  if (type === 'tax.assess') return 'assess';
  return agency === 'tax' && kind === TaskKind.RECEIVE && !type.startsWith('tax.') ? 'await-payment' : undefined;
}
