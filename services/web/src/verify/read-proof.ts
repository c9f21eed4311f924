import {
  NO_QUORUM, readPolicy, sampleKey, TLOG_PROOF_BEGINS, verifyDossierProof, verifyTlogProof, type DossierReport, type EventReport, type Policy, type ProvenEvent as VerifiedEvent, type Refusal, type VerifierKey,
} from '@lienthong/transparency-log';
import { refusedBy, type KeyUse, type PolicyKey, type PolicyOutcome, type ProofOutcome, type ProvenDossier, type ProvenEvent, type ProvenLog, type ProvenSingle, type Refused } from './outcome.js';

// Bytes and keys in, plain data out. Everything that decides is the library's.

export function readKeys(text: string): PolicyOutcome {
  const read = readPolicy(text);
  return read.kind === 'refused' ? refusedBy(read) : { kind: 'policy', keys: keysOf(read.policy), needsWitness: read.policy.quorum !== NO_QUORUM };
}

function keysOf({ logs, witnesses, completeness }: Policy): readonly PolicyKey[] {
  const shownAs = (use: KeyUse) => (key: VerifierKey): PolicyKey => ({ use, name: key.name, id: key.id, isSample: isSample(key) });
  return [...logs.map(({ key }) => key).map(shownAs('log')), ...witnesses.map(({ key }) => key).map(shownAs('witness')), ...completeness.map(shownAs('completeness'))];
}

/** A trial on one machine makes its keys from their names: anybody can, so they prove nothing. */
function isSample({ name, type, text }: VerifierKey): boolean {
  return sampleKey(name, type).verifier.text === text;
}

export function readProof(file: Uint8Array, policyText: string): ProofOutcome {
  const begun = performance.now();
  const outcome = outcomeOf(file, policyText);
  return { outcome, tookMs: performance.now() - begun };
}

function outcomeOf(file: Uint8Array, policyText: string): ProvenDossier | ProvenSingle | Refused {
  const policy = readPolicy(policyText);
  if (policy.kind === 'refused') return refusedBy(policy);
  const now = Math.floor(Date.now() / 1_000);
  const report = isSingle(file) ? verifyTlogProof(file, policy.policy, null, { now }) : verifyDossierProof(file, policy.policy, { now });
  return shown(report);
}

/** The two kinds of file are told apart by their first bytes; a name can be anything. */
function isSingle(file: Uint8Array): boolean {
  return new TextDecoder().decode(file.subarray(0, TLOG_PROOF_BEGINS.length)) === TLOG_PROOF_BEGINS;
}

function shown(report: DossierReport | EventReport | Refusal): ProvenDossier | ProvenSingle | Refused {
  if (report.kind === 'refused') return refusedBy(report);
  if (report.kind === 'event') return { kind: 'event', log: shownLog({ ...report, events: [report.event] }) };
  const { dossier: { code }, logs, completeness, attestedAt } = report;
  return { kind: 'dossier', code, logs: logs.map(shownLog), isAttested: completeness === 'attested', attestedAt: attestedAt === null ? null : momentOf(attestedAt) };
}

type VerifiedLog = Readonly<{ origin: string; size: number; cosignedAt: number | null; cosigners: readonly string[]; events: readonly VerifiedEvent[] }>;

function shownLog({ origin, size, cosignedAt, cosigners, events }: VerifiedLog): ProvenLog {
  return { origin, size, cosignedAt: cosignedAt === null ? null : momentOf(cosignedAt), cosigners, events: events.map(shownEvent) };
}

function shownEvent({ index, type, at, actor, sealed }: VerifiedEvent): ProvenEvent {
  return { index, type, at, actor, content: sealed === null ? null : JSON.stringify(sealed, null, 2) };
}

const momentOf = (seconds: number): string => new Date(seconds * 1_000).toISOString();
