import { appendTogether, type AppendMeta, type SqlEffect } from '@lienthong/event-store';
import type { Rejection } from '@lienthong/kernel';
import type { ItemCode } from '../domain/s10.js';
import type { Scan } from '../domain/tracking.js';
import type { BookRejection } from './order-books.js';
import type { PostOffice } from './post-office.js';

export type TrackRejection = BookRejection | Rejection<'ITEM_UNKNOWN'>;
export type Tracked =
  | Readonly<{ kind: 'accepted'; dossierCode: string; version: number; position: number }>
  | Readonly<{ kind: 'rejected'; rejection: TrackRejection }>;

export type TrackRequest = Readonly<{ itemCode: ItemCode; scan: Scan; meta: Omit<AppendMeta, 'dossier'>; effects: readonly SqlEffect[] }>;

/** The carrier knows items, not dossiers: the item's stream says whose it is. */
export async function trackItem(office: PostOffice, { itemCode, scan, meta, effects }: TrackRequest): Promise<Tracked> {
  const { state: item } = await office.items.state(itemCode);
  if (item === null) return { kind: 'rejected', rejection: { code: 'ITEM_UNKNOWN', because: `Expected to record ${scan.event} of item ${itemCode}, but no order has that number` } };
  const { dossierCode: code, direction } = item;
  const dossier = await office.store.findDossier(code) ?? null;
  const appended = await appendTogether<string, TrackRejection>(office.store, async () => {
    const data = { code, itemCode, scan };
    const prepared = direction === 'delivery'
      ? await office.deliveries.prepare(code, { type: 'TrackDelivery', at: meta.at, data })
      : await office.collections.prepare(code, { type: 'TrackCollection', at: meta.at, data });
    if (prepared.kind === 'rejected') return prepared;
    return { kind: 'accepted', request: { streams: [prepared.append], meta: { ...meta, dossier }, also: effects }, result: prepared.append.stream };
  });
  if (appended.kind === 'rejected') return appended;
  return { kind: 'accepted', dossierCode: code, version: appended.versions[appended.result] ?? 0, position: appended.position };
}
