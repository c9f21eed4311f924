import { buyer, details, seller } from './domain/spec-samples.js';
import type { SpecService } from './spec-service.js';

// What others say of sample dossiers and parcels.

export const parcelBody = (parcelNumber: string) => ({
  commune: details.commune, mapSheet: details.mapSheet, parcelNumber, address: details.address, area: details.area, landUse: details.landUse,
  ...details.valuation, holder: seller, certificateNumber: 'BX 123456', titleIssuedOn: '2015-05-20',
});
export const idOf = (parcelNumber: string): string => `${details.commune}.${details.mapSheet}.${parcelNumber}`;
export const refOf = (code: string): string => Buffer.from(code.padEnd(32)).toString('hex').slice(0, 64);

export function accept({ intake }: SpecService, code: string, parcelNumber: string, changes: object = {}): void {
  intake.publish({
    type: 'lienthong.intake.v1.DossierAccepted', subject: code, dossierref: refOf(code),
    data: {
      code, procedureCode: '1.013831', receivedAt: '2026-11-20T15:30:00+07:00', transferor: seller, transferee: buyer, contractPrice: '900000000',
      parcel: { commune: details.commune, mapSheet: details.mapSheet, parcelNumber, certificateNumber: 'BX 123456' }, ...changes,
    },
  });
}

export function offer({ processing }: SpecService, code: string, step: string, changes: object = {}): void {
  processing.publish({
    type: 'lienthong.processing.v1.TaskOffered', subject: code, dossierref: refOf(code),
    data: {
      taskId: `${code}~${step}`, dossierCode: code, element: step, name: 'Bước mẫu', nameEn: 'Sample step', kind: 'TASK_KIND_SERVICE', type: `land-registry.${step}`, agency: 'land-registry',
      unit: 'H56.23', role: 'officer', reasonVi: 'Chờ cán bộ', reasonEn: 'Waits for an officer', offeredAt: '2026-11-23T08:00:00+07:00', dueAt: '2026-11-25T08:00:00+07:00',
      inputs: { contractPrice: 900000000, share: 0.5 }, ...changes,
    },
  });
}

export function moveDate({ processing }: SpecService, code: string, step: string, to: string): void {
  const data = { taskId: `${code}~${step}`, dossierCode: code, element: step, from: '2026-11-25T08:00:00+07:00', to, movedAt: '2026-11-24T08:00:00+07:00' };
  processing.publish({ type: 'lienthong.processing.v1.TaskDateMoved', subject: code, dossierref: refOf(code), data });
}

export function withdraw({ intake }: SpecService, code: string): void {
  intake.publish({ type: 'lienthong.intake.v1.DossierWithdrawn', subject: code, dossierref: refOf(code), data: { code, reason: 'Đổi ý', withdrawnAt: '2026-11-24T08:00:00+07:00' } });
}

/** Types of the service's own facts about a dossier. */
export const told = async ({ facts }: SpecService, code: string): Promise<readonly string[]> =>
  (await facts()).filter(({ subject }) => subject === code).map(({ type }) => type.replace('lienthong.land_registry.v1.', ''));
