import type { EnteredParcel, Holder, Parcel, Right } from './parcel.js';
import { currentRight } from './parcel.js';
import { sameCertificate } from './numbers.js';

/** What the dossier says about the parcel that it sells. */
export type Claim = Readonly<{ parcel: string; certificateNumber: string; transferor: Holder }>;

export type Bilingual = Readonly<{ vi: string; en: string }>;

export type Objection = Readonly<{
  code: 'PARCEL_UNKNOWN' | 'ALREADY_TRANSFERRED' | 'NOT_THE_HOLDER' | 'CERTIFICATE_MISMATCH' | 'PARCEL_RESERVED';
  /** What the applicant can still do about it. */
  remedy: 'supplement' | 'refusal';
  because: Bilingual;
  /** The other dossier that stands in the way, and since when. */
  other?: Readonly<{ dossier: string; at: string }>;
}>;

export type Finding = Readonly<{ check: 'parcel' | 'transferor' | 'certificate' | 'reservation'; agrees: boolean; claimed: string; registered: string }>;

/** What the register would answer. An officer decides; no officer can verify against an objection. */
export type Proposal = Readonly<{ outcome: 'verified' | 'failed'; objection: Objection | null; findings: readonly Finding[] }>;

export type Standing =
  | Readonly<{ kind: 'clear'; parcel: EnteredParcel; right: Right }>
  | Readonly<{ kind: 'objection'; objection: Objection }>;

export function compareWithRegister(claim: Claim, parcel: Parcel, dossierCode: string): Proposal {
  const standing = standingOf(claim, parcel, dossierCode);
  return {
    outcome: standing.kind === 'clear' ? 'verified' : 'failed',
    objection: standing.kind === 'clear' ? null : standing.objection,
    findings: findingsOf(claim, parcel, dossierCode),
  };
}

/** The right that this dossier can sell now, or the first reason why it cannot. The same answer guards the decision itself. */
export function standingOf(claim: Claim, parcel: Parcel, dossierCode: string): Standing {
  if (parcel.status === 'unknown') {
    return objection('PARCEL_UNKNOWN', 'refusal', {
      vi: `thửa đất ${claim.parcel} chưa có trong sổ địa chính`, en: `parcel ${claim.parcel} is not in the land register`,
    });
  }
  const right = currentRight(parcel);
  if (right === undefined || right.holder.identifier !== claim.transferor.identifier) return notTheHolder(claim, parcel.rights);
  if (!sameCertificate(right.certificateNumber, claim.certificateNumber)) {
    return objection('CERTIFICATE_MISMATCH', 'supplement', {
      vi: `giấy chứng nhận đang có hiệu lực của thửa ${parcel.id} không mang số ${claim.certificateNumber}`,
      en: `the certificate in force of parcel ${parcel.id} does not have the number ${claim.certificateNumber}`,
    });
  }
  const { reservation } = parcel;
  if (reservation === null || reservation.dossierCode === dossierCode) return { kind: 'clear', parcel, right };
  return objection('PARCEL_RESERVED', 'refusal', {
    vi: `thửa ${parcel.id} đang được giữ cho hồ sơ ${reservation.dossierCode} từ ${reservation.at}`,
    en: `parcel ${parcel.id} has been reserved for dossier ${reservation.dossierCode} since ${reservation.at}`,
  }, { dossier: reservation.dossierCode, at: reservation.at });
}

/** Who sold the right before is told by which dossier and when; who never held it is told only that. */
function notTheHolder(claim: Claim, rights: readonly Right[]): Standing {
  const sold = rights.findLast((right) => right.ended !== null && right.holder.identifier === claim.transferor.identifier)?.ended;
  if (sold) {
    return objection('ALREADY_TRANSFERRED', 'refusal', {
      vi: `quyền này đã được chuyển nhượng theo hồ sơ ${sold.dossierCode} lúc ${sold.at}`,
      en: `the right was transferred by dossier ${sold.dossierCode} at ${sold.at}`,
    }, { dossier: sold.dossierCode, at: sold.at });
  }
  return objection('NOT_THE_HOLDER', 'refusal', {
    vi: `${claim.transferor.name} không phải là người đang có quyền đối với thửa ${claim.parcel}`,
    en: `${claim.transferor.name} does not hold the right to parcel ${claim.parcel}`,
  });
}

function objection(code: Objection['code'], remedy: Objection['remedy'], because: Bilingual, other?: Objection['other']): Standing {
  return { kind: 'objection', objection: { code, remedy, because, ...(other && { other }) } };
}

function findingsOf(claim: Claim, parcel: Parcel, dossierCode: string): readonly Finding[] {
  if (parcel.status === 'unknown') return [{ check: 'parcel', agrees: false, claimed: claim.parcel, registered: '' }];
  const right = currentRight(parcel);
  const { reservation } = parcel;
  return [
    { check: 'parcel', agrees: true, claimed: claim.parcel, registered: parcel.id },
    {
      check: 'transferor', agrees: right?.holder.identifier === claim.transferor.identifier,
      claimed: `${claim.transferor.name}, ${claim.transferor.identifier}`, registered: right ? `${right.holder.name}, ${right.holder.identifier}` : '',
    },
    {
      check: 'certificate', agrees: right !== undefined && sameCertificate(right.certificateNumber, claim.certificateNumber),
      claimed: claim.certificateNumber, registered: right?.certificateNumber ?? '',
    },
    {
      check: 'reservation', agrees: reservation === null || reservation.dossierCode === dossierCode,
      claimed: dossierCode, registered: reservation?.dossierCode ?? '',
    },
  ];
}
