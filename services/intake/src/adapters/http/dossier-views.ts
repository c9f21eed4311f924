import type { Dossier } from '../../domain/dossier.js';
import type { FoundDossier, OpenWork } from '../../use-cases/dossier-reads.js';
import { feeBalanceOf, refundableBy } from '../../domain/fee-ledger.js';
import { hasEndedWithoutResult } from '../../domain/fee-payment.decider.js';
import { NATIONAL_STATES, type NationalState } from '../../domain/national-states.js';

/** A row of the list: what a clerk needs to find the dossier, and no more about the persons. */
export function dossierRow({ dossier, version }: FoundDossier): object {
  const { code, state, application, submittedAt, receipt } = dossier;
  return {
    code, version, state: stateView(state), procedureCode: application.procedureCode, channel: application.channel, receivingUnit: application.receivingUnit,
    transferor: (application.transferor ?? application.applicant)?.name ?? '', transferee: application.transferee?.name ?? '', submittedAt, receivedAt: receipt?.receivedAt ?? null, dueAt: receipt?.dueAt ?? null,
  };
}

export function dossierView({ dossier, version }: FoundDossier): object {
  const { code, state, application, submittedAt, receipt, supplement, work, decision, ending, rating, children = [], routing, identification, sharedAs, resultFiles = [], movedTo, attached = [], prefilled = [], corrections = [], formVersion, formCheck } = dossier;
  return {
    code, version, state: stateView(state), submittedAt, application, receipt, supplement, decision: decision ?? null, ending, rated: rating !== null, children, resultFiles, attached, dueAt: movedTo ?? receipt?.dueAt ?? null,
    prefilled, formVersion: formVersion ?? null, formCheck: formCheck ?? null, corrections: corrections.map(({ by, ...round }) => ({ ...round, by: { name: by.name, agency: by.agency } })), routing: routing?.kind ?? 'setting', identification: identification ?? null, sharedAs: sharedAs ?? null, ...feesView(dossier),
    work: work.map((each) => workView({ work: each, dossierCode: code })),
  };
}

/** What is charged, what came in and went back. Of a dossier that ended without a result nothing is owed any more. */
function feesView(dossier: Dossier): object {
  const { charges = [], payment, cancelledPayments = [], refunds = [] } = dossier;
  const hasEnded = hasEndedWithoutResult(dossier);
  const { owed } = feeBalanceOf(dossier);
  return {
    fees: charges.map(({ lines: _lines, ...charge }) => charge), payment: payment ?? null, feeBalance: payment === undefined ? null : hasEnded ? Math.min(0, owed) : owed,
    cancelledPayments, refunds, refundable: refundableBy(dossier, hasEnded),
  };
}

/** One open step in the shape that every service's work list has. */
export function workView({ work, dossierCode }: OpenWork): object {
  const { taskId, type, element, name, unit, role, reason, proposal, items, offeredAt, dueAt } = work;
  return { taskId, dossierCode, type, element, name, agency: 'one-stop', unit, role, reason, since: offeredAt, dueAt: dueAt === '' ? null : dueAt, inputs: { reason: proposal, items } };
}

function stateView(state: NationalState): object {
  return { code: state, ...NATIONAL_STATES[state] };
}

