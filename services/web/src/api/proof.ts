import { ProblemError } from './problem.js';
import { request } from './request.js';

export type ProofAnswer = Readonly<{ kind: 'file'; name: string; file: Blob }> | Readonly<{ kind: 'not-yet'; waitS: number; problem: ProblemError }>;

/** Where audit does not say how long, and what it may say at most: a page that promises an hour has given up. */
const USUAL_WAIT_S = 5;
const LONGEST_WAIT_S = 60;

/** The proof file of a dossier's history. Events of the last second or two are not witnessed yet: then it says when to ask again. */
export async function fetchProof(code: string, signal: AbortSignal): Promise<ProofAnswer> {
  try {
    const response = await request(`/api/audit/dossiers/${encodeURIComponent(code)}/proof`, { signal, accept: 'application/json' });
    return { kind: 'file', name: nameOf(response) ?? `${code}.lienthong-proof.json`, file: await response.blob() };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem?.code !== 'NOT_YET_PROVEN') throw error;
    return { kind: 'not-yet', waitS: Math.min(LONGEST_WAIT_S, Math.max(1, error.problem.retryAfterS ?? USUAL_WAIT_S)), problem: error };
  }
}

/** The name in the answer, if it is a plain one. */
function nameOf(response: Response): string | undefined {
  return /filename="([\w.-]{1,120})"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
}
