import { policyOrigins, refusals, verifyDossierProof } from '@lienthong/transparency-log';
import type { Policy, Refusal } from '@lienthong/transparency-log';
import { serviceOf } from '../../domain/divergence.js';
import type { Place } from '../../domain/divergence.js';
import type { Alarms } from '../alarms.js';
import type { AuditedLogs } from '../monitor/audited-logs.js';
import type { AgencyLogs, DossierEvidence, DossierEvidenceReads, LogOpenings } from './dossier-evidence.js';
import { beyondOneFile, missingFrom } from './provable.js';
import { isAttestable, writeProof } from './write-proof.js';
import type { CompletenessSigner } from './write-proof.js';

export type ProvePorts = Readonly<{
  policy: Policy; evidence: DossierEvidenceReads; agencies: AgencyLogs; kept: AuditedLogs; alarms: Alarms; signer: CompletenessSigner;
  nowSeconds: () => number; pause: (ms: number) => Promise<void>;
}>;

/** `away`: a service that must open its events does not answer. `erased`: what leads from the reference to the code is destroyed. */
export type Proven =
  | Readonly<{ kind: 'proof'; text: string }>
  | Readonly<{ kind: 'not-yet'; because: string }>
  | Readonly<{ kind: 'away'; because: string }>
  | Readonly<{ kind: 'too-large'; because: string }>
  | Readonly<{ kind: 'erased' }>;

/** A fact is in a cosigned checkpoint a second or two after it was heard. */
const PATIENCE_MS = 5_000;
const ASK_EVERY_MS = 250;

/** The proof of a dossier's history across all agencies, once everything that is known of it lies in verified checkpoints. */
export async function proveDossier(code: string, ref: string, ports: ProvePorts): Promise<Proven> {
  const { policy, agencies, kept, alarms, signer, nowSeconds } = ports;
  const evidence = await awaitEvidence(ref, ports);
  if ('code' in evidence) return { kind: 'not-yet', because: evidence.because };
  const tooLarge = (bytes: number): Proven | null => {
    const because = beyondOneFile(evidence, bytes);
    return because === null ? null : { kind: 'too-large', because: `Expected to prove dossier ${ref} in one file, but ${because}` };
  };
  const refusedCount = tooLarge(0);
  if (refusedCount !== null) return refusedCount;
  const openings = new Map<string, LogOpenings>();
  for (const { origin, entries } of evidence.logs) {
    if (entries.length === 0 || !policyOrigins(policy).includes(origin)) continue;
    const opened = await agencies.openings(serviceOf(origin), ref);
    if (opened === undefined) return { kind: 'away', because: `Expected to open the events of ${origin}, but its service does not answer` };
    openings.set(origin, opened);
  }
  const salt = [...openings.values()].find((opened) => opened.dossierSalt !== null && opened.code === code)?.dossierSalt;
  if (salt === undefined || salt === null) return { kind: 'erased' };
  const written = await writeProof({ policy, kept, signer, nowSeconds: nowSeconds(), dossier: { code, ref, salt }, evidence, openings });
  if (written.kind === 'refused') return { kind: 'not-yet', because: written.because };
  const refusedSize = tooLarge(Buffer.byteLength(written.text));
  if (refusedSize !== null) return refusedSize;
  await alarms.report(written.findings);
  await mendOpened(written.opened, alarms);
  // Nobody is given a file that his own tool would refuse.
  const verified = verifyDossierProof(written.text, policy, { now: nowSeconds() });
  return verified.kind === 'refused' ? { kind: 'not-yet', because: verified.because } : { kind: 'proof', text: written.text };
}

/** What a proof found altered, a later one sees put right; nobody else looks at it from here. */
async function mendOpened(opened: readonly Place[], alarms: Alarms): Promise<void> {
  for (const log of new Set(opened.map((place) => place.log))) {
    const isOpened = (told: Place): boolean => opened.some(({ log: origin, kind, index, subject }) => origin === log && kind === told.kind && index === told.index && subject === told.subject);
    await alarms.mend((await alarms.open(log)).filter(isOpened));
  }
}

async function awaitEvidence(ref: string, { policy, evidence, nowSeconds, pause }: ProvePorts): Promise<DossierEvidence | Refusal> {
  const origins = policyOrigins(policy);
  const until = nowSeconds() * 1_000 + PATIENCE_MS;
  for (;;) {
    const read = await evidence.read(ref);
    const missing = missingFrom(read, origins) ?? (read.logs.some(({ origin, entries }) => entries.length > 0 && origins.includes(origin)) ? null : refusals.notYetProven(`dossier ${ref}`, 0));
    const isOver = nowSeconds() * 1_000 >= until;
    // A log that was never there keeps nobody from his file; but the auditor then attests nothing, so it is waited for as long.
    if (missing === null && (isOver || isAttestable(read, origins))) return read;
    if (missing !== null && isOver) return missing;
    await pause(ASK_EVERY_MS);
  }
}
