import type { Projection, Sql, StoredEvent } from '@lienthong/event-store';
import { evolveCollection, noCollection, type Collection, type CollectionEvent } from '../../domain/collection.js';
import { evolveDelivery, noDelivery, type Delivery, type DeliveryEvent } from '../../domain/delivery.js';
import { collectionStatus, deliveryStatus } from '../../domain/shipment.js';
import type { Scan } from '../../domain/tracking.js';

/** `position` is the log index of the last change, by which lists are sorted: what has stood still longest comes first. */
type Row = Readonly<{ stream: string; direction: string; code: string; version: number; status: string; unit: string; position: number; item_code: string | null; document: Delivery | Collection }>;

/** Deliveries and collections as the domain folds them, and every scan. Two statements read and write a whole batch. */
export const shipmentsProjection: Projection = {
  name: 'shipments',
  version: 1,
  tables: ['shipments', 'scans'],
  ddl: [
    `CREATE TABLE shipments (
      stream text PRIMARY KEY, direction text NOT NULL, code text NOT NULL, version integer NOT NULL, status text NOT NULL, unit text NOT NULL, position bigint NOT NULL,
      item_code text, document jsonb NOT NULL
    )`,
    'CREATE INDEX ON shipments (unit, status, position)',
    'CREATE INDEX ON shipments (position)',
    'CREATE INDEX ON shipments (code)',
    'CREATE TABLE scans (item_code text NOT NULL, stream text NOT NULL, at text NOT NULL, event text NOT NULL, scan jsonb NOT NULL, PRIMARY KEY (item_code, at, event))',
  ],
  apply: async (events, sql) => {
    // An erased event has nothing to show any more.
    const own = events.filter(({ stream, data }) => data !== null && (isDelivery(stream) || isCollection(stream)));
    if (own.length === 0) return;
    await writeShipments(await fold(own, sql), sql);
    await writeScans(own, sql);
  },
};

async function fold(events: readonly StoredEvent[], sql: Sql): Promise<readonly Row[]> {
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const known = await sql.query('SELECT stream, document FROM shipments WHERE stream = ANY($1)', [streams]);
  const rows = new Map<string, Row>();
  const documents = new Map<string, Delivery | Collection>(known.rows.map(({ stream, document }) => [stream, document]));
  for (const event of events) {
    const row = isDelivery(event.stream) ? deliveryRow(event, documents.get(event.stream)) : collectionRow(event, documents.get(event.stream));
    documents.set(event.stream, row.document);
    rows.set(event.stream, row);
  }
  return [...rows.values()];
}

function deliveryRow({ type, data, ...event }: StoredEvent, known: Delivery | Collection | undefined): Row {
  const document = evolveDelivery((known as Delivery | undefined) ?? noDelivery, { type, data } as DeliveryEvent);
  return { ...placeOf(event), direction: 'delivery', status: deliveryStatus(document), unit: document.unit, item_code: document.waybill?.itemCode ?? null, document };
}

function collectionRow({ type, data, ...event }: StoredEvent, known: Delivery | Collection | undefined): Row {
  const document = evolveCollection((known as Collection | undefined) ?? noCollection, { type, data } as CollectionEvent);
  return { ...placeOf(event), direction: 'collection', status: collectionStatus(document), unit: document.unit, item_code: document.waybill?.itemCode ?? null, document };
}

function placeOf({ stream, version, logIndex }: Pick<StoredEvent, 'stream' | 'version' | 'logIndex'>): Pick<Row, 'stream' | 'code' | 'version' | 'position'> {
  return { stream, code: stream.slice(stream.indexOf('/') + 1), version, position: logIndex };
}

async function writeShipments(rows: readonly Row[], sql: Sql): Promise<void> {
  await sql.query(
    `INSERT INTO shipments SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (
       stream text, direction text, code text, version integer, status text, unit text, position bigint, item_code text, document jsonb)
     ON CONFLICT (stream) DO UPDATE SET version = excluded.version, status = excluded.status, unit = excluded.unit, position = excluded.position,
       item_code = excluded.item_code, document = excluded.document`, [JSON.stringify(rows)]);
}

async function writeScans(events: readonly StoredEvent[], sql: Sql): Promise<void> {
  const rows = events.flatMap(({ stream, data }) => {
    const { scan, itemCode } = data as { scan?: Scan; itemCode?: string };
    return scan === undefined ? [] : [{ item_code: itemCode, stream, at: scan.at, event: scan.event, scan }];
  });
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO scans SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (item_code text, stream text, at text, event text, scan jsonb) ON CONFLICT DO NOTHING`, [JSON.stringify(rows)]);
}

function isDelivery(stream: string): boolean {
  return stream.startsWith('delivery/');
}

function isCollection(stream: string): boolean {
  return stream.startsWith('collection/');
}
