import type { Page, Paged } from '@lienthong/service-host';
import type { Addressee, Correction, Wanted } from '../domain/delivery.js';
import type { Direction } from '../domain/item.js';
import type { ShipmentStatus } from '../domain/shipment.js';
import type { Scan } from '../domain/tracking.js';
import type { Visibility } from '../domain/visibility.js';
import type { Waybill } from '../domain/waybill.js';

/** A delivery or a collection as it is read. `citizen` is the receiver, or the sender of a collection; `correction` came when the item was under way to them. */
export type Shipment = Readonly<{
  direction: Direction; dossierCode: string; version: number; status: ShipmentStatus; unit: string; wanted: Wanted | null; waybill: Waybill | null; citizen: Addressee | null; correction: Correction | null;
}>;

export type StockRange = Readonly<{ unit: string; indicator: string; country: string; first: number; last: number; remaining: number }>;
export type ShipmentFilter = Readonly<{ direction?: Direction | undefined; status?: readonly ShipmentStatus[]; dossierCode?: string | undefined }>;

/** Read models. Every question carries who asks, as a visibility. */
export abstract class ShipmentReads {
  abstract list(visibility: Visibility, filter: ShipmentFilter, page: Page): Promise<Paged<Shipment>>;
  /** Everything the carrier has said about an item, in the order of its times. */
  abstract findItem(visibility: Visibility, itemCode: string, minPosition: number | undefined): Promise<Readonly<{ dossierCode: string; scans: readonly Scan[] }> | undefined>;
  abstract stock(visibility: Visibility): Promise<readonly StockRange[]>;
}
