import { conflict, COSIGNED_TYPE, decideWitness, logKeys, readAddCheckpoint } from '@lienthong/transparency-log';
import type { Checkpoint, Policy, SignedCheckpoint, WitnessAnswer } from '@lienthong/transparency-log';

/** `note`: the log's signed checkpoint without a cosignature. */
export type Witnessed = Readonly<{ size: number; root: Buffer; note: string }>;
export type EvidenceKind = 'fork' | 'bad-proof' | 'shrunk';

/** What a witness must not forget. A port. */
export abstract class WitnessRecord {
  abstract find(origin: string): Promise<Witnessed | null>;
  /** Durable before it resolves. False when the stored size is not `oldSize` any more (0 also for none). */
  abstract advance(oldSize: number, checkpoint: Checkpoint, note: string): Promise<boolean>;
  abstract addCosigned(checkpoint: Checkpoint, cosigned: string): Promise<void>;
  abstract findLatest(originHash: string): Promise<string | undefined>;
  /** Kept for ever; the same note again is kept once. */
  abstract addEvidence(kind: EvidenceKind, signed: SignedCheckpoint, keptNote: string | null): Promise<void>;
}

/** Makes the signature lines of the witness's keys over a checkpoint's text. A port. */
export abstract class Cosigner {
  abstract cosign(checkpointText: string): Promise<readonly string[]>;
}

export type Answered = Readonly<{ status: number; contentType: string; body: string; suspected: boolean }>;
/** `ownOrigin`: of the log that this witness's own database holds; for that one its word would be worth nothing. */
type Ports = Readonly<{ policy: Policy; ownOrigin: string; record: WitnessRecord; cosigner: Cosigner }>;

/** C2SP tlog-witness add-checkpoint (transparency-log.md §5): first what was seen is stored, then it is signed, then answered. */
export async function answerCheckpoint(body: Uint8Array, { policy, ownOrigin, record, cosigner }: Ports): Promise<Answered> {
  const origin = readAddCheckpoint(body)?.origin ?? '';
  const stored = origin === '' ? null : await record.find(origin);
  const decision = decideWitness({ stored, keys: origin === ownOrigin ? [] : logKeys(policy, origin), body });
  if (decision.kind === 'answer') {
    const { suspicion, signed } = decision;
    if (suspicion !== undefined && signed !== undefined) await record.addEvidence(suspicion, signed, stored?.note ?? null);
    return answered(decision);
  }
  const { checkpoint, oldSize, text, note } = decision;
  if (!await record.advance(oldSize, checkpoint, note)) return answered(conflict((await record.find(origin))?.size ?? 0));
  const lines = await cosigner.cosign(text);
  await record.addCosigned(checkpoint, `${note}${lines.join('')}`);
  return { status: 200, contentType: COSIGNED_TYPE, body: lines.join(''), suspected: false };
}

function answered({ status, contentType, body, suspicion }: WitnessAnswer): Answered {
  return { status, contentType, body, suspected: suspicion !== undefined };
}
