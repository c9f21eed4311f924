import type { Officer } from './officer.js';
import type { CertificateIssued, ParcelEvent, ParcelReserved, TransferRegistered } from './parcel.js';
import type { Claim } from './register-comparison.js';
import type { StepName, StepOffered, TransferPapers } from './transfer.js';

// Sample data of the specs: no such person, parcel or dossier exists.

export const AT = '2026-11-23T09:00:00+07:00';
export const LATER = '2026-11-24T10:30:00+07:00';
export const CODE = 'H56.17-261120-0001';
export const OTHER_CODE = 'H56.17-261120-0002';
export const REF = 'ab'.repeat(32);

export const officer: Officer = { id: 'officer-1', name: 'Cán bộ mẫu Một', unit: 'H56.23' };
export const colleague: Officer = { id: 'officer-2', name: 'Cán bộ mẫu Hai', unit: 'H56.23' };

export const seller = { name: 'Người bán mẫu', identifier: '038090000001' };
export const buyer = { name: 'Người mua mẫu', identifier: '038090000002' };

export const PARCEL = '16393.12.345';
export const details = {
  commune: '16393', mapSheet: '12', parcelNumber: '345', address: 'Thôn mẫu, xã mẫu', area: '120.5', landUse: 'ONT',
  valuation: { unitPrice: 5_000_000, coefficient: '1.2', houseValue: 300_000_000 },
};

export const entered: readonly ParcelEvent[] = [
  { type: 'ParcelEntered', data: { parcel: PARCEL, ...details, enteredAt: AT, by: officer } },
  { type: 'RightEntered', data: { parcel: PARCEL, rightId: `${PARCEL}-R1`, holder: seller } },
  { type: 'TitleEntered', data: { parcel: PARCEL, rightId: `${PARCEL}-R1`, certificateNumber: 'BX 123456', issuedOn: '2015-05-20' } },
];

export const claim: Claim = { parcel: PARCEL, certificateNumber: 'BX 123456', transferor: seller };

export function reserved(dossierCode = CODE): ParcelReserved {
  return { type: 'ParcelReserved', data: { parcel: PARCEL, rightId: `${PARCEL}-R1`, dossierCode, reservedAt: AT } };
}

export function sold(dossierCode = CODE): [TransferRegistered, CertificateIssued] {
  return [
    { type: 'TransferRegistered', data: { dossierCode, parcel: PARCEL, endedRightId: `${PARCEL}-R1`, rightId: `${PARCEL}-R2`, holder: buyer, registeredAt: AT, by: officer } },
    { type: 'CertificateIssued', data: { dossierCode, parcel: PARCEL, rightId: `${PARCEL}-R2`, certificateNumber: 'AA 00000001', issuedAt: AT } },
  ];
}

export const papers: TransferPapers = {
  dossierCode: CODE, dossierRef: REF, procedureCode: '1.013831', receivedAt: AT, parcel: PARCEL, certificateNumber: 'BX 123456',
  transferor: seller, transferee: buyer, contractPrice: 900_000_000,
};

export function offered(step: StepName, taskId = `${CODE}~${step}`): StepOffered {
  return {
    type: 'StepOffered',
    data: {
      dossierCode: CODE, dossierRef: REF, taskId, step, element: step, name: 'Bước mẫu', unit: 'H56.23', role: 'officer',
      reasonVi: 'Chờ cán bộ', reasonEn: 'Waits for an officer', offeredAt: AT, dueAt: '2026-11-25T09:00:00+07:00', inputs: '{}',
    },
  };
}
