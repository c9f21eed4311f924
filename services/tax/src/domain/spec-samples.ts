import type { ObligationEvent, Papers, Slip, StepName } from './obligation.js';
import type { Officer } from './officer.js';
import type { BankMessage } from './payment.js';

// Sample data of the specs: no such person, parcel, dossier or payment exists.

export const AT = '2026-11-23T09:00:00+07:00';
export const LATER = '2026-11-24T10:30:00+07:00';
export const CODE = 'H56.17-261120-0001';
export const OTHER_CODE = 'H56.17-261120-0002';
export const NOTICE = 'TB2026-0000123';
export const RECEIPT = 'BL2026-0000123';

export const officer: Officer = { id: 'tax-1', name: 'Cán bộ thuế mẫu Một', unit: 'H56.T7' };
export const colleague: Officer = { id: 'tax-2', name: 'Cán bộ thuế mẫu Hai', unit: 'H56.T7' };

export const papers: Papers = {
  dossierCode: CODE, dossierRef: 'ab'.repeat(32), receivedAt: '2026-11-20T15:30:00+07:00',
  transferor: { name: 'Người bán mẫu', identifier: '038090000001' }, transferee: { name: 'Người mua mẫu', identifier: '038090000002' },
};

/** 120.5 m² × 5,000,000 × 1.2 + 300,000,000 = 1,023,000,000: more than the contract says. */
export const slip: Slip = {
  slipNumber: '17/PCTT', parcel: '16393.12.345', landUse: 'ONT', issuedAt: AT, area: '120.5', unitPrice: 5_000_000, coefficient: '1.2',
  houseValue: 300_000_000, contractPrice: 900_000_000, relation: '', onlyHome: false,
};

export const PIT = 20_460_000;
export const FEE = 5_115_000;
export const TOTAL = PIT + FEE;

export const papersReceived: ObligationEvent = { type: 'PapersReceived', data: papers };
export const slipReceived: ObligationEvent = { type: 'SlipReceived', data: { ...slip, dossierCode: CODE, dossierRef: papers.dossierRef } };

export function offered(step: StepName, taskId = `${CODE}~${step}`): ObligationEvent {
  return {
    type: 'StepOffered',
    data: {
      dossierCode: CODE, dossierRef: papers.dossierRef, taskId, step, element: step, name: 'Bước mẫu', unit: 'H56.T7', role: 'officer',
      reasonVi: 'Chờ cán bộ thuế', reasonEn: 'Waits for a tax officer', offeredAt: AT, dueAt: '', inputs: '{}',
    },
  };
}

export const bankMessage: BankMessage = { bankReference: 'FT26327000001', noticeReference: NOTICE, amount: TOTAL, paidAt: AT, payer: 'Người mua mẫu' };
