/** The 13 members of an entry but `v`, as a stored row has them (transparency-log.md §1). */
export type EntryRow = Readonly<{
  actor: string; at: string; cause: string | null; commitment: string; dossier: string | null; dossierVersion: number | null;
  index: number; log: string; schema: number; stream: string; type: string; version: number;
}>;

/** Bytes that the tree hashes. Every value is plain ASCII, an integer or null: members in order make it canonical. */
export function entry(row: EntryRow): Buffer {
  return Buffer.from(entryText(row));
}

function entryText(row: EntryRow): string {
  return JSON.stringify({
    actor: row.actor, at: row.at, cause: row.cause, commitment: row.commitment, dossier: row.dossier, dossierVersion: row.dossierVersion,
    index: row.index, log: row.log, schema: row.schema, stream: row.stream, type: row.type, v: 1, version: row.version,
  });
}
