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

/** The same as text. No value has a character that JSON writes in another way, so a template does, in a third of the time of JSON.stringify. */
export function entryText(row: EntryRow): string {
  return `{"actor":"${row.actor}","at":"${row.at}","cause":${textOrNull(row.cause)},"commitment":"${row.commitment}",`
    + `"dossier":${textOrNull(row.dossier)},"dossierVersion":${row.dossierVersion},"index":${row.index},"log":"${row.log}","schema":${row.schema},`
    + `"stream":"${row.stream}","type":"${row.type}","v":1,"version":${row.version}}`;
}

function textOrNull(value: string | null): string {
  return value === null ? 'null' : `"${value}"`;
}

const ORIGIN = 'lienthong\\.[a-z0-9.-]{1,64}(?:/[a-z0-9-]{1,32}){1,2}';
const NUMBER = '0|[1-9][0-9]{0,15}';
const HEX = '[0-9a-f]{64}';
const PATTERNS = {
  actor: '(?:citizen|clock|(?:officer|service)@[A-Za-z0-9.-]{1,64})', cause: `${ORIGIN}#(?:${NUMBER})`, commitment: HEX, dossier: HEX, log: ORIGIN,
  stream: '[a-z][a-z-]{0,31}/[0-9a-f]{32}', type: '[A-Z][A-Za-z0-9]{0,63}',
  at: '[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z',
} as const;

/**
 * All forms in one pattern. What it matches is in canonical form, since no value has a character that JSON could write in another
 * way; so a reader of whole logs need not parse an entry and write it again, which takes six times as long.
 */
const CANONICAL = new RegExp([
  `^\\{"actor":"(${PATTERNS.actor})","at":"(${PATTERNS.at})","cause":(?:null|"(${PATTERNS.cause})"),"commitment":"(${HEX})"`,
  `"dossier":(?:null|"(${HEX})"),"dossierVersion":(?:null|(${NUMBER})),"index":(${NUMBER}),"log":"(${ORIGIN})","schema":(${NUMBER})`,
  `"stream":"(${PATTERNS.stream})","type":"(${PATTERNS.type})","v":1,"version":(${NUMBER})\\}$`,
].join(','));

/** Reads an entry that somebody else wrote. There is one text per entry: whatever encodes differently is refused. */
export function readEntry(bytes: Uint8Array): ReadEntry {
  if (bytes.length > MAX_BYTES) return refused(`it has ${bytes.length} bytes of at most ${MAX_BYTES}`);
  // One character for each byte: a byte above ASCII matches nothing, and is refused below.
  const [, actor = '', at = '', cause, commitment = '', dossier, dossierVersion, index, log = '', schema, stream = '', type = '', version] =
    CANONICAL.exec(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')) ?? [];
  const row: EntryRow = {
    actor, at, cause: cause ?? null, commitment, dossier: dossier ?? null, dossierVersion: dossierVersion === undefined ? null : Number(dossierVersion),
    index: Number(index), log, schema: Number(schema), stream, type, version: Number(version),
  };
  return index !== undefined && isEntry(row) ? { kind: 'entry', row } : refused(whatIsWrong(bytes));
}

/** What the pattern leaves open: numbers within their bounds, a day that its month has, both or neither of the dossier's members. */
function isEntry({ at, dossier, dossierVersion, index, schema, version }: EntryRow): boolean {
  return isCount(index, 0) && isCount(schema, 1) && isCount(version, 1) && isDay(at)
    && (dossierVersion === null ? dossier === null : dossier !== null && isCount(dossierVersion, 1));
}

function isCount(value: unknown, from: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= from;
}

function isDay(at: string): boolean {
  const day = Number(at.slice(8, 10));
  if (day <= 28) return true;
  const [year, month] = [Number(at.slice(0, 4)), Number(at.slice(5, 7))];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}

type Holds = (value: unknown) => boolean;

function matches(pattern: string): Holds {
  const whole = new RegExp(`^${pattern}$`);
  return (value) => typeof value === 'string' && whole.test(value);
}

const orNull = (holds: Holds): Holds => (value) => value === null || holds(value);
const isInstant = matches(PATTERNS.at);

const FORMS: Readonly<Record<keyof EntryRow | 'v', Holds>> = {
  actor: matches(PATTERNS.actor), at: (value) => isInstant(value) && isDay(value as string), cause: orNull(matches(PATTERNS.cause)),
  commitment: matches(HEX), dossier: orNull(matches(HEX)), dossierVersion: orNull((value) => isCount(value, 1)), index: (value) => isCount(value, 0),
  log: matches(ORIGIN), schema: (value) => isCount(value, 1), stream: matches(PATTERNS.stream), type: matches(PATTERNS.type),
  v: (value) => value === 1, version: (value) => isCount(value, 1),
};

/** For the person who looks into it: the first thing that is wrong with bytes that are no entry. */
function whatIsWrong(bytes: Uint8Array): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return 'it is not JSON';
  }
  if (typeof parsed !== 'object' || parsed === null) return 'it is not an object';
  const members = parsed as Readonly<Record<string, unknown>>;
  for (const [name, holds] of Object.entries(FORMS)) if (!holds(members[name])) return `its ${name} is malformed`;
  if ((members.dossier === null) !== (members.dossierVersion === null)) return 'it has one of dossier and dossierVersion only';
  return 'it is not in canonical form';
}

function refused(because: string): ReadEntry {
  return { kind: 'refused', because };
}
