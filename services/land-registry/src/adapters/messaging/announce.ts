import {
  CertificateIssuedSchema, ParcelVerificationFailedSchema, ParcelVerifiedSchema, TransferAbandonedSchema, TransferRegisteredSchema, TransferSlipIssuedSchema,
} from '@lienthong/contracts';
import { defineAnnouncements, fact } from '@lienthong/messaging';
import type { ParcelEvent } from '../../domain/parcel.js';
import type { TransferEvent } from '../../domain/transfer.js';

/** What the other agencies hear of. Officers, holders and reservations stay in the office. */
export const announcements = defineAnnouncements<ParcelEvent | TransferEvent>({
  ParcelVerified: ({ data: { dossierCode, parcel, certificateNumber, verifiedAt } }) => fact(ParcelVerifiedSchema, { dossierCode, parcel, certificateNumber, verifiedAt }),
  ParcelVerificationFailed: ({ data: { dossierCode, parcel, reason, remedy, failedAt } }) => fact(ParcelVerificationFailedSchema, { dossierCode, parcel, reason, remedy, failedAt }),
  TransferSlipIssued: ({ data }) => fact(TransferSlipIssuedSchema, {
    dossierCode: data.dossierCode, slipNumber: data.slipNumber, parcel: data.parcel, area: data.area, landUse: data.landUse,
    unitPrice: BigInt(data.unitPrice), coefficient: data.coefficient, houseValue: BigInt(data.houseValue), contractPrice: BigInt(data.contractPrice),
    issuedAt: data.issuedAt, relation: data.relation, onlyHome: data.onlyHome, transferKind: data.transferKind ?? '',
  }),
  TransferRegistered: ({ data: { dossierCode, parcel, rightId, registeredAt } }) => fact(TransferRegisteredSchema, { dossierCode, parcel, rightId, registeredAt }),
  CertificateIssued: ({ data: { dossierCode, parcel, certificateNumber, issuedAt } }) => fact(CertificateIssuedSchema, { dossierCode, parcel, certificateNumber, issuedAt }),
  TransferAbandoned: ({ data: { dossierCode, abandonedAt } }) => fact(TransferAbandonedSchema, { dossierCode, abandonedAt }),
});
