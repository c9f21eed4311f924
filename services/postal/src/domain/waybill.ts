import { rejected, type Rejection } from '@lienthong/kernel';
import { meaningOf, scanKey, type Scan } from './tracking.js';

/** One order with the carrier. `prepared`: the number is ours, the carrier has not confirmed yet. */
export type Waybill = Readonly<{
  itemCode: string;
  /** How the carrier knows the order, and recognises it when asked again. */
  orderNumber: string;
  stage: 'prepared' | 'ordered' | 'posted' | 'ended';
  orderedAt: string;
  endedAt: string;
  /** Empty until the end. */
  outcome: '' | 'delivered' | 'returned';
  attempts: number;
  /** Scans heard so far, for telling a repeat. */
  seen: readonly string[];
}>;

export type ScanRejection =
  | (Rejection<'DATE_IN_FUTURE'> & Readonly<{ field: string; date: string }>)
  | (Rejection<'ITEM_ENDED'> & Readonly<{ endedAt: string }>)
  | Rejection<'NOT_ORDERED' | 'REASON_MISSING' | 'RECEIVER_MISSING' | 'TOO_MANY_SCANS'>;

export type WaybillLive = Rejection<'WAYBILL_LIVE'> & Readonly<{ itemCode: string; orderedAt: string }>;

/** A real item has about ten; a carrier in a loop must not fill the log. */
const MOST_SCANS = 200;

export function prepared(itemCode: string, number: string): Waybill {
  return { itemCode, orderNumber: number, stage: 'prepared', orderedAt: '', endedAt: '', outcome: '', attempts: 0, seen: [] };
}

export function waybillLive(what: string, { itemCode, orderedAt }: Waybill): Readonly<{ kind: 'rejected'; rejection: WaybillLive }> {
  const { rejection } = rejected('WAYBILL_LIVE', `Expected to ${what}, but item ${itemCode}, ordered at ${orderedAt}, is on its way`);
  return { kind: 'rejected', rejection: { ...rejection, itemCode, orderedAt } };
}

export function isLive(waybill: Waybill | null): waybill is Waybill {
  return waybill !== null && waybill.stage !== 'ended';
}

/** The carrier keeps one order per number, so an order that follows another of the same dossier needs a number of its own. */
export function orderNumber(dossierCode: string, earlier: number): string {
  return earlier === 0 ? dossierCode : `${dossierCode}-${earlier + 1}`;
}

export function withScan(waybill: Waybill, scan: Scan, change: Partial<Waybill> = {}): Waybill {
  return { ...waybill, ...change, seen: [...waybill.seen, scanKey(scan)] };
}

/**
 * `news` changes the dossier, `late` is a scan from before the end that arrives after it, `repeat` adds nothing. The carrier's events
 * may overtake each other, so the order of arrival is not held against them.
 */
export type ScanReading = 'news' | 'late' | 'repeat' | Readonly<{ kind: 'rejected'; rejection: ScanRejection }>;

export function readScan(scan: Scan, waybill: Waybill | null, now: string): ScanReading {
  if (waybill === null) return rejected('NOT_ORDERED', `Expected to record ${scan.event}, but no item was ordered`);
  const { itemCode } = waybill;
  if (waybill.seen.includes(scanKey(scan))) return 'repeat';
  if (scan.at > now) {
    const { rejection } = rejected('DATE_IN_FUTURE', `Expected to record ${scan.event} of item ${itemCode}, but ${scan.at} lies in the future`);
    return { kind: 'rejected', rejection: { ...rejection, field: 'at', date: scan.at } };
  }
  const meaning = meaningOf(scan);
  if ((meaning === 'attempted' || meaning === 'returned') && scan.reason === '') {
    return rejected('REASON_MISSING', `Expected to record ${scan.event} of item ${itemCode}, but it says no reason`);
  }
  if (meaning === 'delivered' && scan.receivedBy === '') return rejected('RECEIVER_MISSING', `Expected to record ${scan.event} of item ${itemCode}, but it names nobody who received it`);
  if (waybill.seen.length >= MOST_SCANS) return rejected('TOO_MANY_SCANS', `Expected to record ${scan.event} of item ${itemCode}, but it has ${MOST_SCANS} events already`);
  if (waybill.stage !== 'ended') return 'news';
  if (scan.at <= waybill.endedAt && meaning !== 'delivered' && meaning !== 'returned') return 'late';
  const { rejection } = rejected('ITEM_ENDED', `Expected to record ${scan.event} of item ${itemCode}, but its journey ended at ${waybill.endedAt}`);
  return { kind: 'rejected', rejection: { ...rejection, endedAt: waybill.endedAt } };
}
