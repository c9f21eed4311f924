import { readCompletenessText, readDossierProof, signNote, completenessText, verifyDossierProof, writeDossierProof } from './index.js';
import type { DossierProof, DossierReport } from './index.js';
import { dossierProofOf, madeLog, policyOfLogs, vectorLogs } from './spec-dossier.js';
import { AUDITOR, codeOf, COSIGNED_AT, policyOf, policyText, testKey } from './spec-keys.js';
import { vectors } from './spec-vectors.js';

/** RFC 6902, as far as the vectors use it. */
type Change = Readonly<{ op: 'replace' | 'remove'; path: string; value?: unknown }>;
type Vectors = Readonly<{
  bundle: DossierProof; acceptWithoutStatement: Readonly<{ patch: readonly Change[] }>; refuseBundles: readonly Readonly<{ code: string; patch: readonly Change[]; why: string }>[];
  trusted: Readonly<{ logs: readonly string[]; witness: string; completeness: string }>;
}>;
const { bundle, acceptWithoutStatement, refuseBundles, trusted } = vectors('proofs.json') as Vectors;
const policy = policyOf(policyText(trusted.logs, trusted));
const CODE = 'H56.17-20260609-0001';

function patched(changes: readonly Change[]): string {
  const file = structuredClone(bundle) as unknown as Record<string, unknown>;
  for (const { op, path, value } of changes) {
    const [name = '', ...above] = path.split('/').slice(1).reverse();
    const parent = above.reverse().reduce<Record<string, unknown>>((node, step) => node[step] as Record<string, unknown>, file);
    if (!(name in parent)) throw new Error(`the vectors change ${path}, which is not there`);
    if (op === 'remove' && Array.isArray(parent)) parent.splice(Number(name), 1);
    else if (op === 'remove') delete parent[name];
    else parent[name] = value;
  }
  return JSON.stringify(file);
}

describe('proof of a dossier', () => {
  it('is made as the vectors have it, from entries, salts and keys', () => {
    const made = dossierProofOf(vectorLogs(), CODE, ({ type }) => type === 'DossierSubmitted');
    expect(made).toEqual(bundle);
    expect(JSON.parse(writeDossierProof(made))).toEqual(bundle);
    expect(readDossierProof(writeDossierProof(made))).toEqual({ kind: 'proof', proof: bundle });
  });

  it('is verified, and the report names each log, its events and what was not disclosed', () => {
    const report = verifyDossierProof(JSON.stringify(bundle), policy, { now: COSIGNED_AT }) as DossierReport;
    expect(report).toMatchObject({ kind: 'dossier', dossier: { code: CODE, ref: bundle.dossier.ref }, completeness: 'attested', attestedAt: COSIGNED_AT });
    expect(report.logs.map(({ origin, size, opened, undisclosed, cosignedAt }) => [origin, size, opened, undisclosed, cosignedAt])).toEqual([
      ['lienthong.test/intake', 5, 2, 1, COSIGNED_AT], ['lienthong.test/land-registry', 5, 4, 0, COSIGNED_AT], ['lienthong.test/postal', 2, 2, 0, COSIGNED_AT],
      ['lienthong.test/processing', 5, 4, 0, COSIGNED_AT], ['lienthong.test/tax', 3, 3, 0, COSIGNED_AT],
    ]);
    expect(report.logs[0]?.events[0]).toEqual({
      index: 0, type: 'DossierSubmitted', at: '2026-06-09T01:00:00.000Z', actor: 'citizen', cause: null, dossierVersion: 1, disclosed: false, sealed: null,
    });
    expect(report.logs[4]?.events[0]?.sealed).toEqual({ actorId: 'thue-044', data: { dossierCode: CODE, lePhiTruocBa: 6_125_000, thueThuNhap: 24_500_000 } });
    expect(verifyDossierProof(Buffer.from(JSON.stringify(bundle, null, 2)), policy)).toEqual(report);
  });

  it('is valid without a statement, but says that completeness is not attested', () => {
    expect(verifyDossierProof(patched(acceptWithoutStatement.patch), policy)).toMatchObject({ kind: 'dossier', completeness: 'not-attested', attestedAt: null });
  });

  it.each(refuseBundles)('is refused with $code: $why', ({ code, patch }) => {
    expect(codeOf(verifyDossierProof(patched(patch), policy))).toBe(code);
  });

  it.each<[string, (file: DossierProof) => unknown]>([
    ['an unknown member', (file) => ({ ...file, note: '' })], ['a missing member', ({ witnesses: _witnesses, ...file }) => file], ['a list', () => []], ['null', () => null],
    ['an unknown member of a proof', (file) => withLog(file, (log) => ({ ...log, proofs: log.proofs.map((proof) => ({ ...proof, at: '' })) }))],
    ['a count in words', (file) => withLog(file, (log) => ({ ...log, count: '3' }))], ['a log without proofs', (file) => withLog(file, (log) => ({ ...log, proofs: [] }))],
    ['a log twice', (file) => ({ ...file, logs: [...file.logs, file.logs[0]] })], ['more proofs than allowed', (file) => withLog(file, (log) => ({ ...log, proofs: Array.from({ length: 10_001 }, () => log.proofs[0]) }))],
    ['more proofs than allowed in two logs', (file) => ({ ...file, logs: file.logs.map((log) => ({ ...log, proofs: Array.from({ length: 6_000 }, () => ({ tlogProof: '', sealed: null, salt: null })) })) })],
    ['upper-case hex', (file) => ({ ...file, dossier: { ...file.dossier, salt: file.dossier.salt.toUpperCase() } })],
    ['a member of Object', (file) => ({ ...file, toString: 1 })], ['a key without id', (file) => ({ ...file, witnesses: ['a'] })],
  ])('is refused with PROOF_FORM: %s', (_why, change) => {
    expect(codeOf(verifyDossierProof(JSON.stringify(change(bundle)), policy))).toBe('PROOF_FORM');
  });

  it('is refused with PROOF_FORM: a member twice, however it is spelled, bytes that are no text, and too many of them', () => {
    const text = JSON.stringify(bundle);
    expect(codeOf(verifyDossierProof(text.replace('"ref":', '"code":"H56.17-20260609-0002","ref":'), policy))).toBe('PROOF_FORM');
    expect(codeOf(verifyDossierProof(text.replace('"ref":', '"\\u0063ode":"H56.17-20260609-0002","ref":'), policy))).toBe('PROOF_FORM');
    expect(codeOf(verifyDossierProof(text.replace('"salt":null', '"salt" : null , "salt":null'), policy))).toBe('PROOF_FORM');
    // The same words within a text are no members.
    expect(codeOf(verifyDossierProof(text, policy))).toBeNull();
    expect(codeOf(verifyDossierProof(Buffer.from([...Buffer.from(text), 0xff]), policy))).toBe('PROOF_FORM');
    expect(codeOf(verifyDossierProof(text + ' '.repeat(16 * 1024 * 1024), policy))).toBe('PROOF_FORM');
    expect(codeOf(verifyDossierProof('[', policy))).toBe('PROOF_FORM');
    expect(codeOf(verifyDossierProof('['.repeat(1_000_000), policy))).toBe('PROOF_FORM');
  });

  it('rests on the policy alone: its logs, their keys, the auditor', () => {
    const [text, others] = [JSON.stringify(bundle), trusted.logs.slice(1)];
    expect(codeOf(verifyDossierProof(text, policyOf(policyText(others, trusted))))).toBe('NOTE_UNVERIFIED');
    const evil = testKey('lienthong.test/intake', 'note', '#evil').verifier.text;
    expect(codeOf(verifyDossierProof(text, policyOf(policyText([evil, ...others], trusted))))).toBe('NOTE_UNVERIFIED');
    expect(codeOf(verifyDossierProof(text, policyOf(policyText([evil, ...trusted.logs], trusted))))).toBeNull();
    expect(codeOf(verifyDossierProof(text, policyOf(policyText(trusted.logs, { ...trusted, completeness: evil }))))).toBe('NOTE_UNVERIFIED');
    expect(codeOf(verifyDossierProof(text, policyOf([...trusted.logs.map((key) => `log ${key}`), 'quorum none'].join('\n'))))).toBe('NOTE_UNVERIFIED');
    // A statement that is silent about a log that the policy knows by now is no longer complete.
    expect(codeOf(verifyDossierProof(text, policyOf(policyText([...trusted.logs, testKey('lienthong.test/audit').verifier.text], trusted))))).toBe('COMPLETENESS');
    expect(codeOf(verifyDossierProof(text, policy, { now: COSIGNED_AT - 301 }))).toBe('QUORUM');
  });

  it('is refused when the file names another key than the one that signed', () => {
    const next = testKey('lienthong.test/intake', 'note', '#2').verifier;
    const renamed = JSON.stringify(withLog(bundle, (log) => ({ ...log, key: `${next.name}+${next.id}` })));
    expect(codeOf(verifyDossierProof(renamed, policyOf(policyText([next.text, ...trusted.logs], trusted))))).toBe('NOTE_UNVERIFIED');
  });

  it('does not accept a statement on other sizes, on strangers, or out of order', () => {
    const logs = vectorLogs();
    const counts = bundle.logs.map(({ origin, count }) => {
      const { rows, root } = logs.find((log) => log.origin === origin) as (typeof logs)[number];
      return { origin, size: rows.length, root, count };
    });
    const stated = (changed: typeof counts, text = (whole: string) => whole) => codeOf(verifyDossierProof(
      JSON.stringify({ ...bundle, completeness: signNote(text(completenessText({ ref: bundle.dossier.ref, seconds: COSIGNED_AT, logs: changed })), [AUDITOR]) }), policy));
    expect(stated(counts)).toBeNull();
    expect(stated(counts.map((log) => ({ ...log, size: log.size + 1 })))).toBe('COMPLETENESS');
    expect(stated(counts.map((log) => ({ ...log, root: Buffer.alloc(32) })))).toBe('COMPLETENESS');
    expect(stated([...counts, { origin: 'lienthong.test/other', size: 1, root: Buffer.alloc(32), count: 0 }])).toBe('COMPLETENESS');
    expect(stated([...counts, counts[0] as (typeof counts)[number]])).toBe('COMPLETENESS');
    expect(stated(counts, (text) => text.replace(/(log .*\n)(log .*\n)/, '$2$1'))).toBe('COMPLETENESS');
    expect(stated(counts, (text) => text.replace(' 3\n', ' 03\n'))).toBe('COMPLETENESS');
    expect(stated(counts, (text) => `${text}more\n`)).toBe('COMPLETENESS');
    expect(stated(counts, (text) => text.replace('v1', 'v2'))).toBe('COMPLETENESS');
    const whole = completenessText({ ref: bundle.dossier.ref, seconds: COSIGNED_AT, logs: counts });
    expect([codeOf(readCompletenessText(whole)), codeOf(readCompletenessText(`${whole}log`)), codeOf(readCompletenessText(whole.slice(0, -1)))]).toEqual([null, 'COMPLETENESS', 'COMPLETENESS']);
  });

  it('says which limit a file is above', () => {
    const proofs = (count: number) => Array.from({ length: count }, () => ({ tlogProof: '', sealed: null, salt: null }));
    const filled = (...counts: number[]) => readDossierProof(JSON.stringify({ ...bundle, logs: counts.map((count, at) => ({ ...bundle.logs[at], proofs: proofs(count) })) }));
    expect(filled(4_000, 6_000)).toMatchObject({ kind: 'proof' });
    expect(filled(10_001)).toMatchObject({ because: expect.stringContaining('$.logs[0].proofs has more than 10000 items') as unknown });
    expect(filled(4_000, 6_001)).toMatchObject({ because: expect.stringContaining('more than 10000 proofs') as unknown });
  });

  it('refuses a count above the proofs that are there, and versions that do not rise with the index', () => {
    expect(codeOf(verifyDossierProof(JSON.stringify({ ...(withLog(bundle, (log) => ({ ...log, count: 4 })) as object), completeness: null }), policy))).toBe('DOSSIER_DENSE');
    const [intake, ...others] = vectorLogs() as [ReturnType<typeof vectorLogs>[number], ...ReturnType<typeof vectorLogs>];
    // The log numbers the dossier's last two events the other way round; the file has them in the order of the numbers.
    const turned = intake.logged.map((logged, index) => ({ ...logged, entry: index < 2 ? logged.entry : logged.entry.replace(/"dossierVersion":([23])/, (_, n: string) => `"dossierVersion":${5 - Number(n)}`) }));
    const logs = [madeLog(intake.origin, turned), ...others];
    const made = dossierProofOf(logs, CODE);
    const file = withLog(made, (log) => ({ ...log, proofs: [log.proofs[0], log.proofs[2], log.proofs[1]] }));
    expect(verifyDossierProof(JSON.stringify(file), policyOf(policyOfLogs(logs)))).toMatchObject({ code: 'DOSSIER_DENSE', because: expect.stringContaining('after index') as unknown });
  });

  it('refuses a dossier version that stands twice in the log itself', () => {
    const [intake, ...others] = vectorLogs();
    const logged = (intake as (typeof others)[number]).logged;
    const forged = logged.map(({ entry, ...rest }) => ({ ...rest, entry: entry.replace('"dossierVersion":2', '"dossierVersion":1') }));
    const logs = [madeLog('lienthong.test/intake', forged), ...others];
    expect(codeOf(verifyDossierProof(writeDossierProof(dossierProofOf(logs, CODE)), policyOf(policyOfLogs(logs))))).toBe('DOSSIER_DENSE');
  });
});

function withLog(file: DossierProof, change: (log: DossierProof['logs'][number]) => unknown): unknown {
  return { ...file, logs: [change(file.logs[0] as DossierProof['logs'][number]), ...file.logs.slice(1)] };
}
