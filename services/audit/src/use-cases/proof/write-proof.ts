import { commitment, completenessText, DOSSIER_PROOF_FORMAT, inclusionPath, openCheckpoint, policyOrigins, readEntry, tilesForInclusion, writeDossierProof, writeTlogProof } from '@lienthong/transparency-log';
import type { DossierEventProof, DossierLogProof, Policy, Refusal, TileAt } from '@lienthong/transparency-log';
import type { Finding, Place } from '../../domain/divergence.js';
import { findings } from '../../domain/findings.js';
import type { AuditedLogs } from '../monitor/audited-logs.js';
import type { DossierEvidence, LogEvidence, LogOpenings } from './dossier-evidence.js';

/** Signs what the auditor attests. A port. */
export abstract class CompletenessSigner {
  abstract sign(text: string): Promise<string>;
}

export type ProofParts = Readonly<{
  policy: Policy; kept: AuditedLogs; signer: CompletenessSigner; nowSeconds: number;
  dossier: Readonly<{ code: string; ref: string; salt: string }>; evidence: DossierEvidence; openings: ReadonlyMap<string, LogOpenings>;
}>;

/** `findings`: texts that do not open their commitments. They are not disclosed, and somebody is told. `opened`: where texts do. */
export type WrittenProof = Readonly<{ kind: 'written'; text: string; findings: readonly Finding[]; opened: readonly Place[] }> | Refusal;
type Told = Readonly<{ findings: Finding[]; opened: Place[] }>;

/** The file of transparency-log.md §8, from what was verified. `evidence` has nothing missing. */
export async function writeProof(parts: ProofParts): Promise<WrittenProof> {
  const { policy, dossier, evidence } = parts;
  const origins = policyOrigins(policy);
  const told: Told = { findings: [], opened: [] };
  const logs: DossierLogProof[] = [];
  const witnesses = new Set<string>();
  for (const log of evidence.logs.filter(({ origin, entries }) => entries.length > 0 && origins.includes(origin))) {
    const opened = openCheckpoint(log.note ?? '', policy, { origin: log.origin });
    if (opened.kind === 'refused') return opened;
    for (const cosigner of opened.cosigners) witnesses.add(cosigner);
    const proofs = await proofsOf(log, log.note ?? '', parts, told);
    logs.push({ origin: log.origin, key: opened.signers[0] ?? '', count: log.entries.length, proofs });
  }
  const text = writeDossierProof({ format: DOSSIER_PROOF_FORMAT, dossier, logs, witnesses: [...witnesses].sort(), completeness: await attest(parts, origins) });
  return { kind: 'written', text, ...told };
}

async function proofsOf(log: LogEvidence, checkpoint: string, { kept, openings }: ProofParts, told: Told): Promise<DossierEventProof[]> {
  const wanted = new Map<string, TileAt>();
  for (const { index } of log.entries) for (const at of tilesForInclusion(index, log.size)) wanted.set(`${at.level}/${at.index}`, at);
  const tiles = await kept.tiles(log.id, [...wanted.values()]);
  const opening = openings.get(log.origin)?.events;
  return log.entries.map(({ index, bytes }) => {
    const tlogProof = writeTlogProof({ entry: bytes, index, path: inclusionPath(index, log.size, tiles), checkpoint });
    const { sealed = null, salt = null, withheld = false } = opening?.get(index) ?? {};
    if (withheld || sealed === null || salt === null) return { tlogProof, sealed: null, salt: null };
    const place = findings.payloadAltered(log.origin, index);
    if (opens(bytes, sealed, salt)) {
      told.opened.push(place);
      return { tlogProof, sealed, salt };
    }
    told.findings.push(place);
    return { tlogProof, sealed: null, salt: null };
  });
}

function opens(entry: Buffer, sealed: string, salt: string): boolean {
  const read = readEntry(entry);
  return read.kind === 'entry' && commitment(Buffer.from(salt, 'hex'), sealed).toString('hex') === read.row.commitment;
}

/** Every log of the policy has been read from its beginning to a checkpoint. */
export function isAttestable({ logs }: DossierEvidence, origins: readonly string[]): boolean {
  return origins.every((origin) => logs.some((log) => log.origin === origin && log.note !== null));
}

/** Otherwise nobody attests, and the file says so. */
async function attest({ dossier: { ref }, evidence, signer, nowSeconds }: ProofParts, origins: readonly string[]): Promise<string | null> {
  if (!isAttestable(evidence, origins)) return null;
  const logs = evidence.logs.filter(({ origin }) => origins.includes(origin)).map(({ origin, size, root, entries }) => ({ origin, size, root, count: entries.length }));
  return signer.sign(completenessText({ ref, seconds: nowSeconds, logs }));
}
