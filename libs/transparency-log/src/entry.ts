/** The 13 members of an entry but `v`, as a stored row has them (transparency-log.md §1). */
export type EntryRow = Readonly<{
  actor: string; at: string; cause: string | null; commitment: string; dossier: string | null; dossierVersion: number | null;
  index: number; log: string; schema: number; stream: string; type: string; version: number;
}>;
export type ReadEntry = Readonly<{ kind: 'entry'; row: EntryRow }> | Readonly<{ kind: 'refused'; because: string }>;

const MAX_BYTES = 4_096;

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

const ORIGIN = 'lienthong\\.[a-z0-9.-]{1,64}(/[a-z0-9-]{1,32}){1,2}';
const count = (from: number) => (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= from;
const text = (pattern: string) => (value: unknown): boolean => typeof value === 'string' && new RegExp(`^${pattern}$`).test(value);
const orNull = (holds: (value: unknown) => boolean) => (value: unknown): boolean => value === null || holds(value);

const FORMS: Readonly<Record<keyof EntryRow | 'v', (value: unknown) => boolean>> = {
  actor: text('(citizen|clock|(officer|service)@[A-Za-z0-9.-]{1,64})'),
  at: isInstant, cause: orNull(text(`${ORIGIN}#(0|[1-9][0-9]{0,15})`)), commitment: text('[0-9a-f]{64}'),
  dossier: orNull(text('[0-9a-f]{64}')), dossierVersion: orNull(count(1)), index: count(0), log: text(ORIGIN), schema: count(1),
  stream: text('[a-z][a-z-]{0,31}/[0-9a-f]{32}'), type: text('[A-Z][A-Za-z0-9]{0,63}'), v: (value) => value === 1, version: count(1),
};

/** Reads an entry that somebody else wrote. There is one text per entry: whatever encodes differently is refused. */
export function readEntry(bytes: Uint8Array): ReadEntry {
  if (bytes.length > MAX_BYTES) return refused(`it has ${bytes.length} bytes of at most ${MAX_BYTES}`);
  const received = Buffer.from(bytes).toString();
  let parsed: unknown;
  try {
    parsed = JSON.parse(received);
  } catch {
    return refused('it is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null) return refused('it is not an object');
  const members = parsed as Readonly<Record<string, unknown>>;
  for (const [name, holds] of Object.entries(FORMS)) if (!holds(members[name])) return refused(`its ${name} is malformed`);
  const row = members as unknown as EntryRow;
  if ((row.dossier === null) !== (row.dossierVersion === null)) return refused('it has one of dossier and dossierVersion only');
  return entryText(row) === received ? { kind: 'entry', row } : refused('it is not in canonical form');
}

function isInstant(value: unknown): boolean {
  const parts = typeof value === 'string' ? /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/.exec(value) : null;
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

function refused(because: string): ReadEntry {
  return { kind: 'refused', because };
}
