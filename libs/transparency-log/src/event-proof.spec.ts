import { readTlogProof, verifyTlogProof, writeTlogProof } from './index.js';
import type { EventReport } from './index.js';
import { madeLog, policyOfLogs, proofOf, vectorLogs } from './spec-dossier.js';
import { codeOf, COSIGNED_AT, policyOf, policyText } from './spec-keys.js';
import { vectors } from './spec-vectors.js';

type Vectors = Readonly<{
  accept: readonly Readonly<{ entry: string; index: number; log: string; proof: string }>[]; refuse: readonly Readonly<{ proof: string; why: string }>[];
  trusted: Readonly<{ logs: readonly string[]; witness: string; completeness: string }>;
}>;
const { accept, refuse, trusted } = vectors('proofs.json') as Vectors;
const policy = policyOf(policyText(trusted.logs, trusted));
const logs = vectorLogs();

describe('proofs of one event', () => {
  it.each(accept)('are made byte for byte, and read: $log#$index', ({ entry, index, log, proof }) => {
    expect(proofOf(logs.find(({ origin }) => origin === log) as (typeof logs)[number], index)).toBe(proof);
    const read = readTlogProof(proof);
    if (read.kind === 'refused') throw new Error(read.because);
    expect(read.proof).toMatchObject({ entry: Buffer.from(entry), index });
    expect(writeTlogProof(read.proof)).toBe(proof);
  });

  it.each(accept)('are verified, undisclosed and opened: $log#$index', ({ entry, index, log, proof }) => {
    const { type, at, actor, cause, dossier, dossierVersion } = JSON.parse(entry) as Record<string, unknown>;
    const made = logs.find(({ origin }) => origin === log) as (typeof logs)[number];
    const { sealed, saltHex: salt } = made.logged[index] as (typeof made.logged)[number];
    const report: EventReport = {
      kind: 'event', origin: log, size: made.rows.length, cosignedAt: COSIGNED_AT, cosigners: ['lienthong.test/audit/witness+bd29accd'], dossier: dossier as string,
      event: { index, type, at, actor, cause, dossierVersion, disclosed: false, sealed: null } as EventReport['event'],
    };
    expect(verifyTlogProof(proof, policy)).toEqual(report);
    expect(verifyTlogProof(Buffer.from(proof), policy, { sealed, salt }, { now: COSIGNED_AT })).toEqual({ ...report, event: { ...report.event, disclosed: true, sealed: JSON.parse(sealed) as unknown } });
  });

  it.each(refuse)('are refused: $why', ({ proof, why }) => {
    // Where the path is of the right form but another one, it leads elsewhere; all else is no proof file.
    expect(codeOf(verifyTlogProof(proof, policy))).toBe(/left out|altered/.test(why) ? 'INCLUSION' : 'PROOF_FORM');
  });

  it('are refused with the code of what is wrong in them', () => {
    const [good, other] = [accept[0] as (typeof accept)[number], accept[1] as (typeof accept)[number]];
    const [made, sealedOf] = [logs.find(({ origin }) => origin === good.log) as (typeof logs)[number], { sealed: '{"actorId":null,"data":{}}', salt: '00'.repeat(32) }];
    const at = (index: number) => codeOf(verifyTlogProof(good.proof.replace(/\nindex \d+\n/, `\nindex ${index}\n`), policy));
    expect([at(3), at(5), at(Number.MAX_SAFE_INTEGER)]).toEqual(['INCLUSION', 'INCLUSION', 'INCLUSION']);
    expect(codeOf(verifyTlogProof(good.proof.replace(/\nextra .*\n/, `\nextra ${Buffer.from(other.entry).toString('base64')}\n`), policy))).toBe('INCLUSION');
    expect(codeOf(verifyTlogProof(good.proof, policy, sealedOf))).toBe('SEALED');
    expect(codeOf(verifyTlogProof(good.proof, policy, { ...sealedOf, salt: null }))).toBe('SEALED');
    expect(codeOf(verifyTlogProof(good.proof, policy, { ...sealedOf, sealed: null }))).toBe('SEALED');
    expect(codeOf(verifyTlogProof(good.proof, policy, { sealed: made.logged[2]?.sealed ?? '', salt: 'A'.repeat(64) }))).toBe('SEALED');
    expect(codeOf(verifyTlogProof(good.proof.replace(/\n— lienthong.test\/audit.*\n$/, '\n'), policy))).toBe('QUORUM');
    expect(codeOf(verifyTlogProof(good.proof, policy, null, { now: COSIGNED_AT - 301 }))).toBe('QUORUM');
    expect(codeOf(verifyTlogProof(good.proof, policyOf('quorum none')))).toBe('NOTE_UNVERIFIED');
  });

  it('are refused when the log signed an entry at another place, or of another log', () => {
    const intake = logs[0] as (typeof logs)[number];
    for (const [from, to] of [['"index":2,', '"index":3,'], ['"log":"lienthong.test/intake"', '"log":"lienthong.test/tax"']] as const) {
      const misplaced = madeLog(intake.origin, intake.logged.map((logged, index) => (index === 2 ? { ...logged, entry: logged.entry.replace(from, to) } : logged)));
      expect(codeOf(verifyTlogProof(proofOf(misplaced, 1), policyOf(policyOfLogs([misplaced]))))).toBeNull();
      expect(codeOf(verifyTlogProof(proofOf(misplaced, 2), policyOf(policyOfLogs([misplaced]))))).toBe('ENTRY_FORM');
    }
  });
});
