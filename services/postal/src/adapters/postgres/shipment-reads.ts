import { decodeCursor, paged, type Page, type Paged, type ReadModels } from '@lienthong/service-host';
import type { Pool } from 'pg';
import type { Collection } from '../../domain/collection.js';
import { nextAddressee, type Delivery } from '../../domain/delivery.js';
import type { Direction } from '../../domain/item.js';
import type { ShipmentStatus } from '../../domain/shipment.js';
import type { Scan } from '../../domain/tracking.js';
import { isLive } from '../../domain/waybill.js';
import type { Visibility } from '../../domain/visibility.js';
import { ShipmentReads, type Shipment, type ShipmentFilter, type StockRange } from '../../use-cases/shipment-reads.js';

type Row = Readonly<{ direction: Direction; code: string; version: number; status: ShipmentStatus; unit: string; position: string; document: Delivery & Collection }>;

export class PostgresShipmentReads extends ShipmentReads {
  constructor(private readonly reads: ReadModels, private readonly pool: Pool) {
    super();
  }

  override async list(visibility: Visibility, { direction, status, dossierCode }: ShipmentFilter, { limit, cursor, minPosition }: Page): Promise<Paged<Shipment>> {
    const [after] = decodeCursor(cursor, 1) ?? [-1];
    const { text, values } = visibleUnits(visibility, 6);
    const rows = await this.reads.query<Row>('shipments',
      `SELECT direction, code, version, status, unit, position, document FROM shipments
       WHERE position > $1 AND ($2::text IS NULL OR direction = $2) AND ($3::text[] IS NULL OR status = ANY($3)) AND ($4::text IS NULL OR code = $4) AND ${text}
       ORDER BY position LIMIT $5`, [after, direction ?? null, status ?? null, dossierCode ?? null, limit + 1, ...values], minPosition);
    return paged(rows, limit, shipmentOf, ({ position }) => [Number(position)]);
  }

  override async findItem(visibility: Visibility, itemCode: string, minPosition: number | undefined): Promise<Readonly<{ dossierCode: string; scans: readonly Scan[] }> | undefined> {
    const { text, values } = visibleUnits(visibility, 2);
    const [known] = await this.reads.query<{ code: string }>('shipments', `SELECT code FROM shipments WHERE (item_code = $1 OR stream IN (SELECT stream FROM scans WHERE item_code = $1)) AND ${text} LIMIT 1`, [itemCode, ...values], minPosition);
    if (known === undefined) return undefined;
    const rows = await this.reads.query<{ scan: Scan }>('shipments', 'SELECT scan FROM scans WHERE item_code = $1 ORDER BY at, event', [itemCode]);
    return { dossierCode: known.code, scans: rows.map(({ scan }) => scan) };
  }

  override async stock(visibility: Visibility): Promise<readonly StockRange[]> {
    const { text, values } = visibleUnits(visibility, 1);
    const { rows } = await this.pool.query<StockRange>(`SELECT unit, indicator, country, first, last, last - next + 1 AS remaining FROM s10_ranges WHERE ${text} ORDER BY unit, indicator, first LIMIT 1000`, [...values]);
    return rows;
  }
}

/** The only translation of the visibility rule into a query. What belongs to no unit yet is everyone's to see. */
function visibleUnits(visibility: Visibility, first: number): Readonly<{ text: string; values: readonly unknown[] }> {
  switch (visibility.kind) {
    case 'unit': return visibility.subordinates
      ? { text: `(unit = '' OR unit = $${first} OR starts_with(unit, $${first} || '.'))`, values: [visibility.unit] }
      : { text: `(unit = '' OR unit = $${first})`, values: [visibility.unit] };
    case 'all': return { text: 'true', values: [] };
    case 'none': return { text: 'false', values: [] };
  }
}

function shipmentOf({ direction, code, version, status, unit, document }: Row): Shipment {
  const isUnderWay = isLive(document.waybill);
  const receiver = isUnderWay ? document.recipient : nextAddressee(document);
  const citizen = direction === 'delivery' ? receiver : document.sender;
  return { direction, dossierCode: code, version, status, unit, waybill: document.waybill, wanted: direction === 'delivery' ? document.wanted : null, citizen, correction: (isUnderWay && document.correction) || null };
}
