import { readFileSync } from 'node:fs';

const vectors = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../transparency-log/test/vectors/${file}`, import.meta.url), 'utf8'));

type Proofs = Readonly<{
  bundle: Readonly<Record<string, unknown>>; accept: readonly Readonly<{ proof: string; log: string; index: number }>[];
  trusted: Readonly<{ logs: readonly string[]; witness: string; completeness: string }>;
}>;
const { bundle, accept, trusted } = vectors('proofs.json') as Proofs;
type Step = Readonly<{ why: string; request: string; responseWithTestKeyAtTime1790000000?: string }>;
const { steps } = vectors('witness.json') as Readonly<{ steps: readonly Step[] }>;

/** A dossier's proof, of people other than this project; proofs of single events; when the witness cosigned them. */
export const DOSSIER = bundle;
export const EVENTS = accept;
export const COSIGNED_AT = 1_790_000_000;

/** The policy under which the vectors hold; `quorum` and `completeness` can be weakened. */
export function policyText({ quorum = 'audit', completeness = trusted.completeness } = {}): string {
  return [...trusted.logs.map((key) => `log ${key}`), `witness audit ${trusted.witness}`, `quorum ${quorum}`, ...(completeness === '' ? [] : [`# completeness ${completeness}`]), ''].join('\n');
}

/** What the vectors' log asked its witness to cosign, in order: the requests that were granted, and their cosigned checkpoints. */
export const GROWTH: readonly Readonly<{ request: string; cosigned: string }>[] = steps.flatMap(({ request, responseWithTestKeyAtTime1790000000: line }) => {
  const begins = request.indexOf('\n\n') + 2;
  return line === undefined ? [] : [{ request: request + line, cosigned: request.slice(begins) + line }];
});

/** The log's own other history: a checkpoint that it signed for a size that it had signed before. */
export const FORK: string = (steps.find(({ why }) => why.includes('fork')) as Step).request.split('\n\n').slice(1).join('\n\n');
