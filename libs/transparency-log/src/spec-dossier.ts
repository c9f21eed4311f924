import { checkpointText, completenessText, cosign, emptyRange, growTree, inclusionPath, keyFromSeed, keyRef, leafHash, rootOf, sha256, signNote, writeTlogProof } from './index.js';
import type { DossierProof, EntryRow, SigningKey, TileOf } from './index.js';
import { AUDITOR, COSIGNED_AT, policyText, WITNESS } from './spec-keys.js';
import { tileStore } from './spec-trees.js';
import { vectors } from './spec-vectors.js';

type Logged = Readonly<{ entry: string; saltHex: string; sealed: string }>;
const { dossiers, events } = vectors('entries.json') as Readonly<{
  dossiers: readonly Readonly<{ code: string; ref: string; saltHex: string }>[]; events: readonly (Logged & Readonly<{ log: string }>)[];
}>;

/** A log of given entries, with its key and its cosigned checkpoint. */
export type MadeLog = Readonly<{ origin: string; rows: readonly EntryRow[]; logged: readonly Logged[]; key: SigningKey; root: Buffer; checkpoint: string; tileOf: TileOf }>;

/** Logs of the entries of the vectors, made here from the secrets of the vectors. */
export function vectorLogs(): readonly MadeLog[] {
  const origins = [...new Set(events.map(({ log }) => log))].sort();
  return origins.map((origin) => madeLog(origin, events.filter(({ log }) => log === origin)));
}

export function madeLog(origin: string, logged: readonly Logged[]): MadeLog {
  const [store, key] = [tileStore(), keyFromSeed(origin, 'note', sha256(Buffer.from(`lienthong test-only key: ${origin}`)))];
  const { range, growth } = growTree(emptyRange, logged.map(({ entry }) => leafHash(Buffer.from(entry))));
  store.take(growth);
  const text = checkpointText({ origin, size: logged.length, root: rootOf(range) });
  const rows = logged.map(({ entry }) => JSON.parse(entry) as EntryRow);
  return { origin, rows, logged, key, root: rootOf(range), tileOf: store.tileOf, checkpoint: signNote(text, [key]) + cosign(WITNESS, text, COSIGNED_AT) };
}

/** Proof of one of the log's events. */
export function proofOf(log: MadeLog, index: number): string {
  const entry = Buffer.from((log.logged[index] as Logged).entry);
  return writeTlogProof({ entry, index, path: inclusionPath(index, log.rows.length, log.tileOf), checkpoint: log.checkpoint });
}

/** Proof of a dossier over all logs that have an event of it; `isErased` tells which ones are not disclosed. */
export function dossierProofOf(logs: readonly MadeLog[], code: string, isErased: (row: EntryRow) => boolean = () => false): DossierProof {
  const { ref, saltHex } = dossiers.find((dossier) => dossier.code === code) as (typeof dossiers)[number];
  const counts = logs.map((log) => ({ log, of: log.rows.filter(({ dossier }) => dossier === ref) }));
  const statement = completenessText({ ref, seconds: COSIGNED_AT, logs: counts.map(({ log: { origin, rows, root }, of }) => ({ origin, size: rows.length, root, count: of.length })) });
  return {
    format: 'lienthong-proof/v1', dossier: { code, ref, salt: saltHex },
    logs: counts.filter(({ of }) => of.length > 0).map(({ log, of }) => ({
      origin: log.origin, key: keyRef(log.key.verifier), count: of.length,
      proofs: of.map((row) => {
        const { sealed, saltHex: salt } = log.logged[row.index] as Logged;
        return { tlogProof: proofOf(log, row.index), ...(isErased(row) ? { sealed: null, salt: null } : { sealed, salt }) };
      }),
    })),
    witnesses: [keyRef(WITNESS.verifier)], completeness: signNote(statement, [AUDITOR]),
  };
}

export const policyOfLogs = (logs: readonly MadeLog[]): string => policyText(logs.map(({ key }) => key.verifier.text));
