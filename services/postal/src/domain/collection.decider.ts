import { accepted, assertNever, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { evolveCollection, noCollection, type Collection, type CollectionEvent } from './collection.js';
import type { Addressee } from './delivery.js';
import { meaningOf, type Scan } from './tracking.js';
import { isLive, orderNumber, readScan, waybillLive, type ScanRejection, type WaybillLive } from './waybill.js';

// Commands

export type NotePapers = Command<'NotePapers', { code: string; receivingUnit: string }>;
export type PrepareCollection = Command<'PrepareCollection', { code: string; itemCode: string; unit: string; sender: Addressee | null }>;
export type ConfirmCollection = Command<'ConfirmCollection', { code: string; itemCode: string }>;
export type RefuseCollection = Command<'RefuseCollection', { code: string; itemCode: string; because: string }>;
export type TrackCollection = Command<'TrackCollection', { code: string; itemCode: string; scan: Scan }>;
export type CollectionCommand = NotePapers | PrepareCollection | ConfirmCollection | RefuseCollection | TrackCollection;

// Rejections

export type CollectionRejection = ScanRejection | WaybillLive | Rejection<'DOSSIER_UNKNOWN' | 'SENDER_UNKNOWN'>;

// Decide

type Decided = Decision<CollectionEvent, CollectionRejection>;

export const collectionDecider: Decider<CollectionCommand, Collection, CollectionEvent, CollectionRejection> = {
  initial: noCollection,
  decide(command, state) {
    switch (command.type) {
      case 'NotePapers': return state.receivingUnit === null ? accepted({ type: 'PapersOutstanding', data: command.data }) : accepted();
      case 'PrepareCollection': return prepare(command, state);
      case 'ConfirmCollection': return confirm(command, state);
      case 'RefuseCollection': return refuse(command, state);
      case 'TrackCollection': return track(command, state);
      default: return assertNever(command);
    }
  },
  evolve: evolveCollection,
};

/** The letter C tells the carrier's order of a collection from that of the delivery, which bears the bare dossier code. */
function prepare({ data }: PrepareCollection, { receivingUnit, waybill, orders }: Collection): Decided {
  const { code, itemCode, sender, unit } = data;
  if (receivingUnit === null) return rejected('DOSSIER_UNKNOWN', `Expected to order a collection for dossier ${code}, but it was not submitted online, or has not been heard of here yet`);
  if (isLive(waybill)) return waybill.stage === 'prepared' ? accepted() : waybillLive(`order a collection for dossier ${code}`, waybill);
  if (sender === null) return rejected('SENDER_UNKNOWN', `Expected to order a collection for dossier ${code}, but nobody has said where from`);
  return accepted({ type: 'CollectionPrepared', data: { code, itemCode, orderNumber: orderNumber(`${code}-C`, orders), sender, unit } });
}

function confirm({ data: { code, itemCode }, at }: ConfirmCollection, { waybill }: Collection): Decided {
  if (waybill === null || waybill.itemCode !== itemCode) return rejected('NOT_ORDERED', `Expected to confirm the order of item ${itemCode}, but dossier ${code} has no such order`);
  return waybill.stage === 'prepared' ? accepted({ type: 'CollectionOrdered', data: { code, itemCode, orderedAt: at } }) : accepted();
}

function refuse({ data }: RefuseCollection, { waybill }: Collection): Decided {
  const waits = waybill !== null && waybill.itemCode === data.itemCode && waybill.stage === 'prepared';
  return waits ? accepted({ type: 'CollectionOrderRefused', data }) : accepted();
}

function track({ data: { code, itemCode, scan }, at }: TrackCollection, { waybill }: Collection): Decided {
  const own = waybill?.itemCode === itemCode ? waybill : null;
  const reading = readScan(scan, own, at);
  if (typeof reading === 'object') return reading;
  if (reading === 'repeat' || own === null) return accepted();
  const meaning = meaningOf(scan);
  const tracked: CollectionEvent = { type: 'CollectionTracked', data: { code, itemCode, scan, ended: reading === 'news' && (meaning === 'delivered' || meaning === 'returned') } };
  if (reading === 'late' || own.stage === 'posted') return accepted(tracked);
  const proven: CollectionEvent[] = own.stage === 'prepared' ? [{ type: 'CollectionOrdered', data: { code, itemCode, orderedAt: scan.at } }] : [];
  // A fruitless call at the citizen's door (EMH) proves no collection; every other scan does.
  if (meaning === 'attempted') return accepted<CollectionEvent>(...proven, tracked);
  proven.push({ type: 'ItemCollected', data: { code, itemCode, scan: { ...scan, event: 'EMA', reason: '', receivedBy: '' } } });
  return meaning === 'posted' ? accepted<CollectionEvent>(...proven) : accepted<CollectionEvent>(...proven, tracked);
}
