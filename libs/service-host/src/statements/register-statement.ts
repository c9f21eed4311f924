import { canonicalJson, logKeys, openNote, readCanonical, type Policy } from '@lienthong/transparency-log';
import type { LogSigner } from '../transparency/note-signer.js';

/**
 * What a register said of one entry to somebody, who carries it to another service: neither service asks the other. `holder`: whose entry it
 * is; `askedBy`: to whom it was said, so that nobody else can hand it on. `facts` by the names that forms ask by. `asOf` is RFC 3339.
 */
export type RegisterStatement = Readonly<{ register: string; entry: string; holder: string; askedBy: string; asOf: string; facts: Readonly<Record<string, string>> }>;

/** No log's name, with which every checkpoint begins: neither can ever be taken for the other, though one key signs both. */
const FIRST_LINE = 'lienthong-register-statement/v1';
/** A parcel's facts with its signature have under a thousand. */
export const MOST_STATEMENT_LENGTH = 8_000;

/** A signed note: first line, the register's log, and the statement in canonical JSON. */
export function signStatement(signer: LogSigner, statement: RegisterStatement): Promise<string> {
  const json = canonicalJson(statement);
  if (json.kind === 'refused') throw new Error(`Expected to sign a statement on ${statement.entry}, but ${json.refusal.path}: ${json.refusal.because}`);
  return signer.sign(`${FIRST_LINE}\n${signer.origin}\n${json.text}\n`);
}

/** Undefined where no key that the policy has for this log signed it, or it is no statement. */
export function openStatement(note: string, policy: Policy | null, origin: string): RegisterStatement | undefined {
  if (policy === null || note.length > MOST_STATEMENT_LENGTH) return undefined;
  const opened = openNote(note, logKeys(policy, origin));
  if (opened.kind !== 'note') return undefined;
  const [first, log, json, ...rest] = opened.text.split('\n');
  if (first !== FIRST_LINE || log !== origin || json === undefined || rest.join('') !== '') return undefined;
  const read = readCanonical(json);
  return read.kind === 'value' && isStatement(read.value) ? read.value : undefined;
}

function isStatement(value: unknown): value is RegisterStatement {
  if (typeof value !== 'object' || value === null) return false;
  const { register, entry, holder, askedBy, asOf, facts } = value as Readonly<Record<string, unknown>>;
  return [register, entry, holder, askedBy, asOf].every((each) => typeof each === 'string') && typeof facts === 'object' && facts !== null && Object.values(facts).every((each) => typeof each === 'string');
}
