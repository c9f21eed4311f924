import type { Projection, StoredEvent } from '@lienthong/event-store';
import type { Parcel, ParcelEvent } from '../../domain/parcel.js';
import { currentRight, evolveParcel, unknownParcel } from '../../domain/parcel.js';

const PARCEL = 'parcel/';

/** The register as a list: one row per parcel with its present holder, and the folded parcel itself. */
export const register: Projection = {
  name: 'register',
  version: 2,
  tables: ['parcels'],
  ddl: [
    `CREATE TABLE parcels (
      id text PRIMARY KEY, commune text NOT NULL, holder_name text NOT NULL, holder_identifier text NOT NULL, certificate_number text NOT NULL, reserved_for text, version int NOT NULL, parcel jsonb NOT NULL
    )`,
    'CREATE INDEX parcels_by_commune ON parcels (commune, id)',
    'CREATE INDEX parcels_by_holder ON parcels (holder_identifier, id)',
  ],
  async apply(events, sql) {
    const ours = events.filter(({ stream, data }) => stream.startsWith(PARCEL) && data !== null);
    if (ours.length === 0) return;
    const { rows } = await sql.query('SELECT id, parcel FROM parcels WHERE id = ANY($1)', [[...new Set(ours.map(idOf))]]);
    const before = new Map((rows as { id: string; parcel: Parcel }[]).map(({ id, parcel }) => [id, parcel]));
    await sql.query(`INSERT INTO parcels SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS changed(id text, commune text, holder_name text, holder_identifier text, certificate_number text, reserved_for text, version int, parcel jsonb)
      ON CONFLICT (id) DO UPDATE SET holder_name = excluded.holder_name, holder_identifier = excluded.holder_identifier, certificate_number = excluded.certificate_number,
        reserved_for = excluded.reserved_for, version = excluded.version, parcel = excluded.parcel`, [JSON.stringify(changedRows(ours, before))]);
  },
};

function changedRows(events: readonly StoredEvent[], before: ReadonlyMap<string, Parcel>): readonly object[] {
  const folded = new Map<string, Readonly<{ parcel: Parcel; version: number }>>();
  for (const event of events) {
    const known = folded.get(idOf(event))?.parcel ?? before.get(idOf(event)) ?? unknownParcel;
    folded.set(idOf(event), { parcel: evolveParcel(known, { type: event.type, data: event.data } as ParcelEvent), version: event.version });
  }
  return [...folded].flatMap(([id, { parcel, version }]) => {
    if (parcel.status !== 'entered') return [];
    const right = currentRight(parcel);
    return [{
      id, commune: parcel.details.commune, holder_name: right?.holder.name ?? '', holder_identifier: right?.holder.identifier ?? '', certificate_number: right?.certificateNumber ?? '',
      reserved_for: parcel.reservation?.dossierCode ?? null, version, parcel,
    }];
  });
}

function idOf({ stream }: StoredEvent): string {
  return stream.slice(PARCEL.length);
}
