import { readUtf8, shown } from './exact-text.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';
import { repeatedMember } from './repeated-member.js';

/** One event: its proof, text of C2SP tlog-proof, and what opens it, if it is disclosed to whom the file is for. */
export type DossierEventProof = Readonly<{ tlogProof: string; sealed: string | null; salt: string | null }>;
/** `key`: `name+id` of the key that signed the checkpoint which all proofs of this log share. */
export type DossierLogProof = Readonly<{ origin: string; key: string; count: number; proofs: readonly DossierEventProof[] }>;
/** A dossier's history over all agencies (transparency-log.md §8), in a file. Keys appear by name; they come from the policy. */
export type DossierProof = Readonly<{
  format: 'lienthong-proof/v1';
  dossier: Readonly<{ code: string; ref: string; salt: string }>;
  logs: readonly DossierLogProof[]; witnesses: readonly string[]; completeness: string | null;
}>;
export type ReadDossierProof = Readonly<{ kind: 'proof'; proof: DossierProof }> | Refusal;

export const DOSSIER_PROOF_FORMAT = 'lienthong-proof/v1';
export const MAX_PROOF_BYTES = 16 * 1024 * 1024;
export const MAX_PROOFS = 10_000;
const MAX_LOGS = 1_000;

/** Says what is wrong with a value, or nothing. */
type Check = (value: unknown, path: string) => string | undefined;

const isText = (pattern: RegExp, form: string): Check => (value, path) => (typeof value === 'string' && value.isWellFormed() && pattern.test(value) ? undefined : `${path} is not ${form}`);
const orNull = (check: Check): Check => (value, path) => (value === null ? undefined : check(value, path));
const hex = isText(/^[0-9a-f]{64}$/, '64 hex digits');
const keyName = isText(/^[^+\s]{1,200}\+[0-9a-f]{8}$/, 'the name and id of a key');
const anyText = isText(/^/, 'a text');
const count: Check = (value, path) => (Number.isSafeInteger(value) && (value as number) >= 1 ? undefined : `${path} is not a whole number from 1`);

/** An object with these members, no more and no fewer. */
function object(members: Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${path} is not an object`;
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(members, name));
    if (unknown !== undefined) return `${path} has the unknown member ${shown(unknown)}`;
    for (const [name, check] of Object.entries(members)) {
      if (!Object.hasOwn(value, name)) return `${path}.${name} is missing`;
      const fault = check((value as Readonly<Record<string, unknown>>)[name], `${path}.${name}`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

function list(check: Check, most: number): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path} is not a list`;
    if (value.length > most) return `${path} has more than ${most} items`;
    for (const [index, item] of value.entries()) {
      const fault = check(item, `${path}[${index}]`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
}

const checkForm = object({
  format: isText(/^lienthong-proof\/v1$/, DOSSIER_PROOF_FORMAT),
  dossier: object({ code: isText(/^.{1,200}$/su, 'a code of 1 to 200 characters'), ref: hex, salt: hex }),
  logs: list(object({
    origin: isText(/^[^+\s]{1,200}$/, 'an origin'), key: keyName, count,
    proofs: list(object({ tlogProof: anyText, sealed: orNull(anyText), salt: orNull(hex) }), MAX_PROOFS),
  }), MAX_LOGS),
  witnesses: list(keyName, MAX_LOGS),
  completeness: orNull(anyText),
});

/** Text of the file; a reader needs no particular white space, and this has none. */
export function writeDossierProof({ format, dossier: { code, ref, salt }, logs, witnesses, completeness }: DossierProof): string {
  const written = logs.map(({ origin, key, count: events, proofs }) => ({
    origin, key, count: events, proofs: proofs.map(({ tlogProof, sealed, salt: opening }) => ({ tlogProof, sealed, salt: opening })),
  }));
  return JSON.stringify({ format, dossier: { code, ref, salt }, logs: written, witnesses, completeness });
}

/** Reads the file's form (D.1). A member that stands twice is refused: two readers would see two files. */
export function readDossierProof(file: string | Uint8Array): ReadDossierProof {
  if (file.length > MAX_PROOF_BYTES) return refusals.proofForm(`it is larger than ${MAX_PROOF_BYTES} bytes`);
  const text = readUtf8(file);
  if (text === null) return refusals.proofForm('it is not UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refusals.proofForm('it is not JSON');
  }
  const fault = checkForm(value, '$');
  if (fault !== undefined) return refusals.proofForm(fault);
  const twice = repeatedMember(text);
  if (twice !== null) return refusals.proofForm(`the member ${shown(twice)} stands twice in one object`);
  const proof = value as DossierProof;
  const proofs = proof.logs.reduce((sum, log) => sum + log.proofs.length, 0);
  if (proofs > MAX_PROOFS) return refusals.proofForm(`it has more than ${MAX_PROOFS} proofs`);
  const again = proof.logs.find(({ origin }, index) => proof.logs.findIndex((other) => other.origin === origin) !== index);
  return again === undefined ? { kind: 'proof', proof } : refusals.proofForm(`the log ${again.origin} stands twice`);
}
