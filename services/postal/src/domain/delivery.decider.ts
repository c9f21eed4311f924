import { accepted, assertNever, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { evolveDelivery, nextAddressee, noDelivery, type Addressee, type Correction, type Delivery, type DeliveryEvent, type Wanted } from './delivery.js';
import { meaningOf, type Scan } from './tracking.js';
import { isLive, orderNumber, readScan, waybillLive, type ScanRejection, type Waybill, type WaybillLive } from './waybill.js';

// Commands

export type NoteRecipient = Command<'NoteRecipient', { code: string; recipient: Addressee; sender: string }>;
export type CorrectRecipient = Command<'CorrectRecipient', { code: string } & Correction>;
export type WantDelivery = Command<'WantDelivery', { code: string; recipient: Addressee | null; wanted: Wanted }>;
export type MoveDeliveryDate = Command<'MoveDeliveryDate', { code: string; taskId: string; dueAt: string }>;
export type UnwantDelivery = Command<'UnwantDelivery', { code: string; taskId: string }>;
/** `recipient`: only if the clerk corrects what the application says. `codAmount`: fees the carrier collects, integer đồng. */
export type PrepareDelivery = Command<'PrepareDelivery', { code: string; itemCode: string; unit: string; recipient: Addressee | null; codAmount: number }>;
export type ConfirmDelivery = Command<'ConfirmDelivery', { code: string; itemCode: string }>;
export type RefuseDelivery = Command<'RefuseDelivery', { code: string; itemCode: string; because: string }>;
export type TrackDelivery = Command<'TrackDelivery', { code: string; itemCode: string; scan: Scan }>;
export type DeliveryCommand = NoteRecipient | CorrectRecipient | WantDelivery | MoveDeliveryDate | UnwantDelivery | PrepareDelivery | ConfirmDelivery | RefuseDelivery | TrackDelivery;

// Rejections

export type DeliveryRejection = ScanRejection | WaybillLive | Rejection<'DELIVERY_NOT_WANTED' | 'OTHER_UNIT' | 'RECIPIENT_UNKNOWN'>;

// Decide

type Decided = Decision<DeliveryEvent, DeliveryRejection>;

export const deliveryDecider: Decider<DeliveryCommand, Delivery, DeliveryEvent, DeliveryRejection> = {
  initial: noDelivery,
  decide(command, state) {
    switch (command.type) {
      case 'NoteRecipient': return state.recipient === null ? accepted({ type: 'RecipientKnown', data: command.data }) : accepted();
      case 'CorrectRecipient': return correct(command, state);
      case 'WantDelivery': return want(command, state);
      case 'MoveDeliveryDate': return moveDate(command, state);
      case 'UnwantDelivery': return unwant(command, state);
      case 'PrepareDelivery': return prepare(command, state);
      case 'ConfirmDelivery': return confirm(command, state);
      case 'RefuseDelivery': return refuse(command, state);
      case 'TrackDelivery': return track(command, state);
      default: return assertNever(command);
    }
  },
  evolve: evolveDelivery,
};

/** Nothing comes of it where nothing goes by post, or where it has arrived. */
function correct({ data }: CorrectRecipient, state: Delivery): Decided {
  const current = nextAddressee(state);
  if (current === null || state.waybill?.outcome === 'delivered' || isSame(current, data.recipient)) return accepted();
  return accepted({ type: 'RecipientCorrected', data });
}

const isSame = (one: Addressee, other: Addressee): boolean => one.name === other.name && one.address === other.address && one.phone === other.phone && one.email === other.email;

function want({ data: { code, recipient, wanted } }: WantDelivery, state: Delivery): Decided {
  if (state.wanted?.taskId === wanted.taskId) return accepted();
  return accepted({ type: 'DeliveryWanted', data: { code, recipient, ...wanted } });
}

/** A step that does not wait here is another agency's, or over. */
function moveDate({ data }: MoveDeliveryDate, { wanted }: Delivery): Decided {
  return wanted?.taskId === data.taskId && wanted.dueAt !== data.dueAt ? accepted({ type: 'DeliveryDateMoved', data }) : accepted();
}

/** An item on its way goes on: only the work list loses its row. */
function unwant({ data }: UnwantDelivery, { wanted }: Delivery): Decided {
  return wanted?.taskId === data.taskId ? accepted({ type: 'DeliveryUnwanted', data }) : accepted();
}

/** Never a second order for a live waybill. One that is prepared and unconfirmed is taken up again as it is. */
function prepare({ data }: PrepareDelivery, state: Delivery): Decided {
  const { code, itemCode, unit, codAmount } = data;
  const { waybill, wanted } = state;
  if (isLive(waybill)) return waybill.stage === 'prepared' ? accepted() : waybillLive(`order the delivery of dossier ${code}`, waybill);
  if (wanted === null) return rejected('DELIVERY_NOT_WANTED', `Expected to order the delivery of dossier ${code}, but no step of its procedure waits for one`);
  if (wanted.unit !== '' && wanted.unit !== unit) return rejected('OTHER_UNIT', `Expected to order the delivery of dossier ${code}, but it was offered to ${wanted.unit} and not to ${unit}`);
  const recipient = data.recipient ?? nextAddressee(state);
  if (recipient === null) return rejected('RECIPIENT_UNKNOWN', `Expected to order the delivery of dossier ${code}, but nobody has said where to`);
  return accepted({ type: 'DeliveryPrepared', data: { code, itemCode, orderNumber: orderNumber(code, state.orders), recipient, codAmount, unit } });
}

function confirm({ data: { code, itemCode }, at }: ConfirmDelivery, { waybill }: Delivery): Decided {
  if (waybill === null || waybill.itemCode !== itemCode) return rejected('NOT_ORDERED', `Expected to confirm the order of item ${itemCode}, but dossier ${code} has no such order`);
  return waybill.stage === 'prepared' ? accepted({ type: 'DeliveryOrdered', data: { code, itemCode, orderedAt: at } }) : accepted();
}

/** Stays quiet when the order has gone on meanwhile: a scan is better evidence than a refusal. */
function refuse({ data }: RefuseDelivery, { waybill }: Delivery): Decided {
  const waits = waybill !== null && waybill.itemCode === data.itemCode && waybill.stage === 'prepared';
  return waits ? accepted({ type: 'DeliveryOrderRefused', data }) : accepted();
}

/** What a scan proves happens first: who is scanned was ordered, and was handed in. */
function track({ data: { code, itemCode, scan }, at }: TrackDelivery, { waybill }: Delivery): Decided {
  const own = waybill?.itemCode === itemCode ? waybill : null;
  const reading = readScan(scan, own, at);
  if (typeof reading === 'object') return reading;
  if (reading === 'repeat' || own === null) return accepted();
  if (reading === 'late') return accepted({ type: 'TrackingRecorded', data: { code, itemCode, scan } });
  const proven: DeliveryEvent[] = [];
  if (own.stage === 'prepared') proven.push({ type: 'DeliveryOrdered', data: { code, itemCode, orderedAt: scan.at } });
  if (own.stage !== 'posted' && meaningOf(scan) !== 'posted') proven.push({ type: 'ItemPosted', data: { code, itemCode, scan: { ...scan, event: 'EMA', reason: '', receivedBy: '' } } });
  return accepted<DeliveryEvent>(...proven, eventOf(code, itemCode, scan, own));
}

function eventOf(code: string, itemCode: string, scan: Scan, { attempts, stage }: Waybill): DeliveryEvent {
  switch (meaningOf(scan)) {
    case 'posted': return { type: stage === 'posted' ? 'TrackingRecorded' : 'ItemPosted', data: { code, itemCode, scan } };
    case 'moves': return { type: 'TrackingRecorded', data: { code, itemCode, scan } };
    case 'attempted': return { type: 'DeliveryAttempted', data: { code, itemCode, attempt: attempts + 1, scan } };
    case 'delivered': return { type: 'ItemDelivered', data: { code, itemCode, scan } };
    case 'returned': return { type: 'ItemReturned', data: { code, itemCode, scan } };
  }
}
