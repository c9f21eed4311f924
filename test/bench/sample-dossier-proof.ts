import { canonicalJson, checkpointText, commitment, completenessText, cosign, dossierRef, emptyRange, entry, growTree, inclusionPath, keyFromSeed, keyRef, leafHash, readPolicy, rootOf, sha256, signBytes, signNote, writeDossierProof, writeTlogProof } from '@lienthong/transparency-log';
import type { EntryRow, Policy, SigningKey, VerifierKey } from '@lienthong/transparency-log';

/** Sample keys, salts and people's words: of this bench only. */
const key = (name: string, type: 'note' | 'cosignature'): SigningKey => keyFromSeed(name, type, sha256(Buffer.from(`bench ${name}`)));
const WITNESSES = ['lienthong.bench/audit/witness', 'lienthong.neighbour/witness'].map((name) => key(name, 'cosignature'));
const STATEMENTS = key('lienthong.bench/audit/completeness', 'note');
const SERVICES = ['intake', 'land-registry', 'postal', 'processing', 'tax'];
const CODE = 'H56.17-20260609-0001';
const DOSSIER_SALT = sha256(Buffer.from('bench dossier'));
const REF = dossierRef(DOSSIER_SALT, CODE);
const COSIGNED_AT = 1_790_000_000;
/** As a transfer of land with a supplement and a complaint has. */
export const DOSSIER_EVENTS = 60;
const EVENTS_EACH = DOSSIER_EVENTS / SERVICES.length;
/** Each log has 2^17 entries, so a path 17 hashes. */
const SIZE = 2 ** 17;

export function sampleEntry({ index, dossier, version, log = 'lienthong.bench/intake', committed = dossier }: Readonly<{ index: number; dossier: string; version: number; log?: string; committed?: string }>): EntryRow {
  return {
    actor: 'officer@H56.17', at: '2026-06-09T01:02:00.014Z', cause: null, commitment: committed, dossier, dossierVersion: version, index, log, schema: 1,
    stream: `dossier/${dossier.slice(0, 32)}`, type: 'DossierAccepted', version,
  };
}

/** `signatures`, `hashes`: how many of each a reader must check; `signed` and `signature` are one of the former. */
export type SampleDossierProof = Readonly<{
  file: string; policy: Policy; now: number; signatures: number; hashes: number; key: VerifierKey; signed: Buffer; signature: Buffer;
}>;

/** A dossier with events in five logs, all disclosed, two witnesses, and the auditor's statement. */
export function sampleDossierProof(): SampleDossierProof {
  const logs = SERVICES.map(sampleLog);
  const statement = completenessText({ ref: REF, seconds: COSIGNED_AT, logs: logs.map(({ origin, root }) => ({ origin, size: SIZE, root, count: EVENTS_EACH })) });
  const file = writeDossierProof({
    format: 'lienthong-proof/v1', dossier: { code: CODE, ref: REF, salt: DOSSIER_SALT.toString('hex') },
    logs: logs.map(({ origin, signer, proofs }) => ({ origin, key: keyRef(signer.verifier), count: proofs.length, proofs })),
    witnesses: WITNESSES.map(({ verifier }) => keyRef(verifier)), completeness: signNote(statement, [STATEMENTS]),
  });
  const policy = readPolicy([
    ...logs.map(({ signer }) => `log ${signer.verifier.text}`), `witness audit ${WITNESSES[0]!.verifier.text}`, `witness neighbour ${WITNESSES[1]!.verifier.text}`,
    'group both all audit neighbour', 'quorum both', `# completeness ${STATEMENTS.verifier.text}`, '',
  ].join('\n'));
  if (policy.kind === 'refused') throw new Error(policy.because);
  const signed = Buffer.from(statement);
  return {
    file, policy: policy.policy, now: COSIGNED_AT, signatures: SERVICES.length * (1 + WITNESSES.length) + 1,
    // Each event: its leaf, 17 nodes, and two for its commitment.
    hashes: DOSSIER_EVENTS * (1 + Math.log2(SIZE) + 2), key: STATEMENTS.verifier, signed, signature: signBytes(STATEMENTS, signed),
  };
}

function sampleLog(service: string) {
  const origin = `lienthong.bench/${service}`;
  const signer = key(origin, 'note');
  const events = Array.from({ length: EVENTS_EACH }, (_, n) => sampleEvent(origin, n));
  const leaves = Array.from({ length: SIZE }, (_, index) => sha256(Buffer.from(`${index}`)));
  for (const { index, bytes } of events) leaves[index] = leafHash(bytes);
  const { range, growth } = growTree(emptyRange, leaves);
  const tiles = new Map(growth.map(({ level, index, hashes }) => [`${level}/${index}`, hashes]));
  const text = checkpointText({ origin, size: SIZE, root: rootOf(range) });
  const checkpoint = signNote(text, [signer]) + WITNESSES.map((witness) => cosign(witness, text, COSIGNED_AT)).join('');
  const proofs = events.map(({ index, bytes, sealed, salt }) => ({
    tlogProof: writeTlogProof({ entry: bytes, index, path: inclusionPath(index, SIZE, (level, at) => tiles.get(`${level}/${at}`)!), checkpoint }), sealed, salt: salt.toString('hex'),
  }));
  return { origin, signer, root: rootOf(range), proofs };
}

function sampleEvent(log: string, n: number) {
  const index = 1_000 + n * 10_007;
  const salt = sha256(Buffer.from(`bench salt ${log} ${n}`));
  const sealed = canonicalJson({ actorId: 'officer-1', data: { dossierCode: CODE, ghiChu: 'Mẫu thử, không có người thật', soTien: 12_500_000 + n } });
  if (sealed.kind === 'refused') throw new Error(sealed.refusal.because);
  return { index, salt, sealed: sealed.text, bytes: entry(sampleEntry({ index, dossier: REF, version: n + 1, log, committed: commitment(salt, sealed.text).toString('hex') })) };
}
