/**
 * Why something was refused (transparency-log.md §10): a reader stops at the first reason, and gives it as a value.
 * `because` is the table's whole text, "Expected to …, but …", with origin and index; it goes to people as it is.
 */
export type Refusal = Readonly<{ kind: 'refused'; code: RefusalCode; because: string }>;

export type RefusalCode =
  | 'VKEY_FORM' | 'NOTE_FORM' | 'NOTE_UNVERIFIED' | 'NOTE_SIGNATURE' | 'CHECKPOINT_FORM' | 'CHECKPOINT_ORIGIN' | 'QUORUM'
  | 'ENTRY_FORM' | 'ENTRY_DOSSIER' | 'PATH_FORM' | 'TILE_FORM' | 'INCLUSION' | 'SHRUNK' | 'FORK' | 'SIGN_REFUSED'
  | 'SEALED' | 'DOSSIER_REF' | 'PROOF_FORM' | 'PROOF_CHECKPOINT' | 'DOSSIER_DENSE' | 'CAUSE' | 'COMPLETENESS' | 'NOT_YET_PROVEN'
  /** Not of §10: a policy file, or a private key, that cannot be read. Both belong to the reader, not to the proof. */
  | 'POLICY_FORM' | 'KEY_FORM';

export function refused(code: RefusalCode, because: string): Refusal {
  return { kind: 'refused', code, because };
}

/** The table's texts, each made from what it names. `fact` is the end of a sentence: "but ⟨fact⟩". */
export const refusals = {
  vkeyForm: (name: string, fact: string) => refused('VKEY_FORM', `Expected to read verifier key ${name}, but ${fact}`),
  keyForm: (fact: string) => refused('KEY_FORM', `Expected to read signing key, but ${fact}`),
  policyForm: (line: number, fact: string) => refused('POLICY_FORM', `Expected to read line ${line} of the policy, but ${fact}`),
  noteForm: (fact: string) => refused('NOTE_FORM', `Expected to read signed note, but ${fact}`),
  noteUnverified: (key: string) => refused('NOTE_UNVERIFIED', `Expected to find a signature of ${key}, but the note has none`),
  noteSignature: (key: string) => refused('NOTE_SIGNATURE', `Expected to verify signature of ${key}, but it does not fit the text`),
  checkpointForm: (origin: string, fact: string) => refused('CHECKPOINT_FORM', `Expected to read checkpoint of ${origin}, but ${fact}`),
  checkpointOrigin: (origin: string, fact: string) => refused('CHECKPOINT_ORIGIN', `Expected to read checkpoint of ${origin}, but ${fact}`),
  quorum: (quorum: string, fact: string) => refused('QUORUM', `Expected to find cosignatures for ${quorum}, but ${fact}`),
  entryForm: (at: string, fact: string) => refused('ENTRY_FORM', `Expected to read entry ${at}, but ${fact}`),
  entryDossier: (at: string, fact: string) => refused('ENTRY_DOSSIER', `Expected to read entry ${at}, but ${fact}`),
  pathForm: (path: string, fact: string) => refused('PATH_FORM', `Expected to read ${path}, but ${fact}`),
  tileForm: (path: string, fact: string) => refused('TILE_FORM', `Expected to read ${path}, but ${fact}`),
  inclusion: (at: string, size: number) => refused('INCLUSION', `Expected to find ${at} in size ${size}, but its proof leads to another root`),
  shrunk: (origin: string, size: number, from: number) =>
    refused('SHRUNK', `Expected ${origin} size ${size} to extend size ${from}, but it is smaller`),
  fork: (origin: string, size: number, from: number, fact: string) =>
    refused('FORK', `Expected ${origin} size ${size} to extend size ${from}, but ${fact}`),
  signRefused: (origin: string, size: number, signed: number) =>
    refused('SIGN_REFUSED', `Expected to sign size ${size} of ${origin}, but size ${signed} is signed already with another history`),
  sealed: (at: string, fact = 'salt and text do not fit') => refused('SEALED', `Expected to open the commitment of ${at}, but ${fact}`),
  dossierRef: (code: string) => refused('DOSSIER_REF', `Expected to open the reference of dossier ${code}, but salt and code do not fit`),
  proofForm: (fact: string) => refused('PROOF_FORM', `Expected to read proof file, but ${fact}`),
  proofCheckpoint: (origin: string) => refused('PROOF_CHECKPOINT', `Expected to read proof file, but ${origin} has two different checkpoints in it`),
  dossierDense: (n: number, origin: string, fact: string) =>
    refused('DOSSIER_DENSE', `Expected event ${n} of the dossier in ${origin}, but the file has ${fact}`),
  cause: (cause: string, fact: string) => refused('CAUSE', `Expected event ${cause} of the dossier, but the file has ${fact}`),
  completeness: (origin: string, count: number | 'their', fact: string) =>
    refused('COMPLETENESS', `Expected the statement to cover ${origin} with ${count} events, but ${fact}`),
  notYetProven: (at: string, size: number) => refused('NOT_YET_PROVEN', `Expected to prove ${at}, but the cosigned checkpoint ends at ${size}`),
} as const;
