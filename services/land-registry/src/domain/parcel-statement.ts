import { currentRight, type EnteredParcel } from './parcel.js';

/** What forms may ask of a parcel, by the names by which they ask (`register:land.<name>`). Nothing of prices, of dossiers, of former holders. */
export type ParcelFacts = Readonly<Record<'parcel' | 'commune' | 'mapSheet' | 'parcelNumber' | 'address' | 'area' | 'landUse' | 'certificateNumber' | 'holderName', string>>;

/** To whom the right in force belongs, and what is said of it to them; undefined where none is. */
export function statementOf(parcel: EnteredParcel): Readonly<{ holder: string; facts: ParcelFacts }> | undefined {
  const right = currentRight(parcel);
  if (right === undefined) return undefined;
  const { id, details: { commune, mapSheet, parcelNumber, address, area, landUse } } = parcel;
  return { holder: right.holder.identifier, facts: { parcel: id, commune, mapSheet, parcelNumber, address, area, landUse, certificateNumber: right.certificateNumber, holderName: right.holder.name } };
}

/** Who asks. A citizen's subject is the personal identification number. */
export type Asker = Readonly<{ agency: string; subject: string; roles: readonly string[] }>;
export type StatementRefusal = 'NOT_YOUR_PARCELS' | 'PARCEL_NOT_NAMED';

/**
 * A holder is told of what is theirs. A clerk at the counter is told what the one who stands there can name: whose it is and which parcel, as
 * the title says both; a list by somebody's number is for the land office alone.
 */
export function mayBeTold({ agency, subject, roles }: Asker, holder: string, parcel: string | undefined): StatementRefusal | null {
  if (agency === 'land-registry' && !roles.includes('citizen')) return null;
  if (roles.includes('citizen')) return holder === subject ? null : 'NOT_YOUR_PARCELS';
  return parcel === undefined ? 'PARCEL_NOT_NAMED' : null;
}
