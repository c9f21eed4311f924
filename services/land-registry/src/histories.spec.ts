import { describeHistories } from '@lienthong/service-host/specs';
import { announcements } from './adapters/messaging/announce.js';
import { parcelDecider } from './domain/parcel.decider.js';
import type { ParcelEvent } from './domain/parcel.js';
import { transferDecider } from './domain/transfer.decider.js';
import type { TransferEvent } from './domain/transfer.js';

const released: Readonly<Record<ParcelEvent['type'] | TransferEvent['type'], true>> = {
  CertificateIssued: true, PapersSupplemented: true, ParcelEntered: true, ParcelReserved: true, ParcelVerificationFailed: true,
  ParcelVerified: true, RegistrationConcluded: true, ReservationReleased: true, RightEntered: true, StepClosed: true, StepDateMoved: true,
  StepOffered: true, TitleEntered: true, TransferAbandoned: true, TransferClosed: true, TransferReceived: true, TransferRegistered: true,
  TransferSlipIssued: true,
};

describeHistories({ folder: new URL('../test/histories/', import.meta.url), announcements, deciders: { parcel: parcelDecider, transfer: transferDecider }, released });
