import type { Command, Decider, Decision } from '@lienthong/kernel';
import { accepted, assertNever } from '@lienthong/kernel';
import type { Officer } from './officer.js';
import type { CertificateIssued, EnteredParcel, Holder, Parcel, ParcelDetails, ParcelEvent, TransferRegistered } from './parcel.js';
import { evolveParcel, parcelId, rightIdAfter, unknownParcel } from './parcel.js';
import type { Refusal } from './refusal.js';
import { refused } from './refusal.js';
import type { Claim, Objection } from './register-comparison.js';
import { standingOf } from './register-comparison.js';

// Commands

export type EnterParcel = Command<'EnterParcel', {
  details: ParcelDetails; holder: Holder; certificateNumber: string; titleIssuedOn: string; by: Officer;
}>;
export type ReserveParcel = Command<'ReserveParcel', { dossierCode: string; claim: Claim }>;
export type ReleaseParcel = Command<'ReleaseParcel', { dossierCode: string; reason: string }>;
export type RegisterTransfer = Command<'RegisterTransfer', {
  dossierCode: string; rightId: string; transferee: Holder; certificateNumber: string; by: Officer;
}>;

export type ParcelCommand = EnterParcel | ReserveParcel | ReleaseParcel | RegisterTransfer;

// Rejections

export type ParcelRejection = Refusal<Objection['code'] | 'ALREADY_ENTERED' | 'DATE_IN_FUTURE' | 'NOT_RESERVED'>;

// Decide

export const parcelDecider: Decider<ParcelCommand, Parcel, ParcelEvent, ParcelRejection> = {
  initial: unknownParcel,
  evolve: evolveParcel,
  decide(command, state) {
    switch (command.type) {
      case 'EnterParcel': return enter(command, state);
      case 'ReserveParcel': return reserve(command, state);
      case 'ReleaseParcel': return release(command, state);
      case 'RegisterTransfer': return register(command, state);
      default: return assertNever(command);
    }
  },
};

function enter({ data, at }: EnterParcel, state: Parcel): Decision<ParcelEvent, ParcelRejection> {
  const parcel = parcelId(data.details);
  if (state.status === 'entered') {
    return isEnteredAs(data, state)
      ? accepted()
      : refused('ALREADY_ENTERED', `Expected to enter parcel ${parcel}, but the register already has it with other data`);
  }
  if (data.titleIssuedOn > at.slice(0, 10)) return refused('DATE_IN_FUTURE', `Expected to enter parcel ${parcel}, but its title would be issued on ${data.titleIssuedOn}, after today`);
  const rightId = rightIdAfter(parcel, 0);
  return accepted<ParcelEvent>(
    { type: 'ParcelEntered', data: { parcel, ...data.details, enteredAt: at, by: data.by } },
    { type: 'RightEntered', data: { parcel, rightId, holder: data.holder } },
    { type: 'TitleEntered', data: { parcel, rightId, certificateNumber: data.certificateNumber, issuedOn: data.titleIssuedOn } },
  );
}

function reserve({ data, at }: ReserveParcel, state: Parcel): Decision<ParcelEvent, ParcelRejection> {
  const standing = standingOf(data.claim, state, data.dossierCode);
  if (standing.kind === 'objection') {
    const { code, because, other } = standing.objection;
    return refused(code, `Expected to reserve parcel ${data.claim.parcel} for dossier ${data.dossierCode}, but ${because.en}`, other);
  }
  const { parcel, right } = standing;
  if (parcel.reservation?.rightId === right.id) return accepted();
  return accepted({ type: 'ParcelReserved', data: { parcel: parcel.id, rightId: right.id, dossierCode: data.dossierCode, reservedAt: at } });
}

function release({ data, at }: ReleaseParcel, state: Parcel): Decision<ParcelEvent, ParcelRejection> {
  if (state.status === 'unknown' || state.reservation?.dossierCode !== data.dossierCode) return accepted();
  return accepted({ type: 'ReservationReleased', data: { parcel: state.id, dossierCode: data.dossierCode, reason: data.reason, releasedAt: at } });
}

/** One decision ends the old right, begins the new one and issues its certificate: no order of requests can sell a right twice. */
function register({ data, at }: RegisterTransfer, state: Parcel): Decision<TransferRegistered | CertificateIssued, ParcelRejection> {
  const expected = `Expected to register the transfer of right ${data.rightId} by dossier ${data.dossierCode}`;
  if (state.status === 'unknown') return refused('PARCEL_UNKNOWN', `${expected}, but its parcel is not in the land register`);
  const right = state.rights.find(({ id }) => id === data.rightId);
  if (right === undefined) return refused('NOT_THE_HOLDER', `${expected}, but parcel ${state.id} has no such right`);
  if (right.ended !== null) {
    const { dossierCode, at: soldAt } = right.ended;
    if (dossierCode === data.dossierCode) return accepted();
    return refused('ALREADY_TRANSFERRED', `${expected}, but it was transferred by dossier ${dossierCode} at ${soldAt}`, { dossier: dossierCode, at: soldAt });
  }
  if (state.reservation === null) return refused('NOT_RESERVED', `${expected}, but no dossier has reserved parcel ${state.id}`);
  const holder = state.reservation;
  if (holder.dossierCode !== data.dossierCode) {
    return refused('PARCEL_RESERVED', `${expected}, but dossier ${holder.dossierCode} has reserved it since ${holder.at}`, { dossier: holder.dossierCode, at: holder.at });
  }
  const rightId = rightIdAfter(state.id, state.rights.length);
  return accepted<TransferRegistered | CertificateIssued>(
    {
      type: 'TransferRegistered',
      data: { dossierCode: data.dossierCode, parcel: state.id, endedRightId: right.id, rightId, holder: data.transferee, registeredAt: at, by: data.by },
    },
    { type: 'CertificateIssued', data: { dossierCode: data.dossierCode, parcel: state.id, rightId, certificateNumber: data.certificateNumber, issuedAt: at } },
  );
}

function isEnteredAs(data: EnterParcel['data'], state: EnteredParcel): boolean {
  const first = state.rights[0];
  return first?.certificateNumber === data.certificateNumber && first.holder.identifier === data.holder.identifier
    && JSON.stringify(inOneOrder(state.details)) === JSON.stringify(inOneOrder(data.details));
}

function inOneOrder({ commune, mapSheet, parcelNumber, address, area, landUse, valuation }: ParcelDetails): readonly unknown[] {
  return [commune, mapSheet, parcelNumber, address, area, landUse, valuation.unitPrice, valuation.coefficient, valuation.houseValue];
}
