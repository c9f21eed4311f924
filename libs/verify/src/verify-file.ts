import { MAX_PROOF_BYTES, readPolicy, refusals, TLOG_PROOF_BEGINS } from '@lienthong/transparency-log';
import { verifyCheckpointFile } from './checkpoint-findings.js';
import { verifyDossier } from './dossier-findings.js';
import { verifyEventFile } from './event-findings.js';
import { warningsOn } from './limits-of-proof.js';
import { refusedAs } from './verification.js';
import type { VerifiedAs, Verification, VerifyOptions } from './verification.js';

/**
 * Verifies a file, offline. It is a dossier's proof (`.lienthong-proof.json`), the proof of one event (`.tlog-proof`), or a
 * checkpoint, alone or against an older one; an add-checkpoint request serves as a checkpoint with its proof.
 * `policyText` are the keys that the reader believes (C2SP tlog-policy): they must not come from where the file comes from.
 */
export function verifyFile(bytes: string | Uint8Array, policyText: string, options: VerifyOptions = {}): Verification {
  const read = readPolicy(policyText);
  if (read.kind === 'refused') return refusedAs('unknown', read);
  if (bytes.length > MAX_PROOF_BYTES) return refusedAs('unknown', refusals.proofForm(`it is larger than ${MAX_PROOF_BYTES} bytes`));
  const { policy } = read;
  const verified = verifiedAs(kindOf(bytes));
  return { ...verified, warnings: warningsOn(policy) };

  function verifiedAs(kind: VerifiedAs): Verification {
    if (options.older !== undefined || kind === 'checkpoint') return verifyCheckpointFile(bytes, policy, options);
    if (kind === 'dossier') return verifyDossier(bytes, policy, options.now);
    if (kind === 'event') return verifyEventFile(bytes, policy, options.opening, options.now);
    return refusedAs('unknown', refusals.proofForm('it begins neither as a dossier proof, nor as a proof of one event, nor as a checkpoint'));
  }
}

function kindOf(bytes: string | Uint8Array): VerifiedAs {
  const begins = (typeof bytes === 'string' ? bytes.slice(0, 1_000) : Buffer.from(bytes.subarray(0, 1_000)).toString());
  if (/^\s*\{/.test(begins)) return 'dossier';
  // Also a damaged or newer one: its own reader says best what is wrong with it.
  if (begins.startsWith(TLOG_PROOF_BEGINS.slice(0, TLOG_PROOF_BEGINS.indexOf('@')))) return 'event';
  return /^[^\s{][^\n]*\n/.test(begins) ? 'checkpoint' : 'unknown';
}
