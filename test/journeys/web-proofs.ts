import { readFileSync } from 'node:fs';

// Proof files for the browser tests, from the vectors that were made with Go modules which share no code with this project.

type Change = Readonly<{ op: 'replace' | 'remove'; path: string; value?: unknown }>;
export type Refusal = Readonly<{ code: string; why: string; patch: readonly Change[] }>;
type Vectors = Readonly<{
  accept: readonly Readonly<{ proof: string }>[];
  acceptWithoutStatement: Readonly<{ patch: readonly Change[] }>;
  bundle: object;
  refuse: readonly Readonly<{ proof: string; why: string }>[];
  refuseBundles: readonly Refusal[];
  trusted: Readonly<{ completeness: string; logs: readonly string[]; witness: string }>;
}>;

const vectors = JSON.parse(readFileSync(new URL('../../../libs/transparency-log/test/vectors/proofs.json', import.meta.url), 'utf8')) as Vectors;
const { completeness, logs, witness } = vectors.trusted;

/** The keys that the vectors' proofs are to be held against. */
export const SAMPLE_POLICY = [...logs.map((key) => `log ${key}`), `witness audit ${witness}`, 'quorum audit', `# completeness ${completeness}`, ''].join('\n');

/** The same without a witness: a log that signs alone is believed. */
export const LONELY_POLICY = [...logs.map((key) => `log ${key}`), 'quorum none', ''].join('\n');

export const SAMPLE_PROOF = JSON.stringify(vectors.bundle);
export const UNATTESTED_PROOF = changed(vectors.acceptWithoutStatement.patch);
export const SINGLE_PROOF = vectors.accept[0]?.proof ?? '';
export const SAMPLE_REFUSALS = vectors.refuseBundles;
export const SINGLE_REFUSALS = vectors.refuse;

/** The sample proof after changes in the form of RFC 6902; the vectors use two of its operations. */
export function changed(patch: readonly Change[]): string {
  const file = structuredClone(vectors.bundle);
  for (const { op, path, value } of patch) change(file, path.split('/').slice(1), op, value);
  return JSON.stringify(file);
}

function change(file: object, names: readonly string[], op: Change['op'], value: unknown): void {
  const last = names.at(-1) ?? '';
  const parent = names.slice(0, -1).reduce((at, name) => (at as Record<string, object>)[name] ?? {}, file) as Record<string, unknown>;
  if (op === 'replace') parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
}
