import { cosign, keyFromSeed, sampleKey, sha256, signNote } from '@lienthong/transparency-log';
import { renderVerification, verificationJson, verifyFile } from './index.js';
import type { Verification } from './index.js';
import { COSIGNED_AT, DOSSIER, EVENTS, FORK, GROWTH, policyText } from './spec-proofs.js';

const policy = policyText();
const file = JSON.stringify(DOSSIER);
const now = COSIGNED_AT + 60;
const [first, again, grown] = [0, 1, 2].map((at) => GROWTH[at] as (typeof GROWTH)[number]) as [(typeof GROWTH)[number], (typeof GROWTH)[number], (typeof GROWTH)[number]];

describe('a proof of a dossier', () => {
  it('is verified, with what is proved and what is not, in both languages', () => {
    const found = verifyFile(Buffer.from(file), policy, { now });
    expect(found).toMatchObject({ kind: 'dossier', verdict: 'verified', refusal: null, warnings: [], dossier: { completeness: 'attested' } });
    expect(found.checkpoints.map(({ origin, size }) => [origin, size])).toEqual([
      ['lienthong.test/intake', 5], ['lienthong.test/land-registry', 5], ['lienthong.test/postal', 2], ['lienthong.test/processing', 5], ['lienthong.test/tax', 3],
    ]);
    const text = renderVerification(found);
    expect(text.startsWith('ĐÃ XÁC MINH.')).toBe(true);
    expect(text.indexOf('ĐÃ XÁC MINH.')).toBeLessThan(text.indexOf('\nVERIFIED.'));
    expect(text).toContain('lienthong.test/tax#0  2026-06-09T01:09:00.063Z  ObligationAssessed  officer@H56.21 thue-044\n      {"dossierCode":"H56.17-20260609-0001","lePhiTruocBa":6125000,"thueThuNhap":24500000}\n');
    expect(text).toContain('- Hồ sơ H56.17-20260609-0001: 16 sự kiện trong 5 nhật ký đã được ghi đúng như trong tệp');
    expect(text).toContain('21:13:20 ngày 21/09/2026 (giờ Việt Nam)');
    expect(text).toContain('Complete according to the auditor at 2026-09-21T14:13:20Z');
    // The first event of intake is erased in the vectors.
    expect(text).toContain('The content of one event: it was destroyed by law');
    for (const limit of ['outside the system', 'is true', 'under the dossier to which it belongs', 'the time in an event is honest', 'do not deceive together']) expect(text).toContain(limit);
  });

  it('gives the same as JSON, with hashes as text', () => {
    const found = verifyFile(file, policy, { now });
    const parsed = JSON.parse(verificationJson(found)) as Verification;
    expect(parsed.dossier?.logs[0]?.root).toBe(found.checkpoints[0]?.root);
    expect({ ...parsed, dossier: null }).toEqual({ ...found, dossier: null });
  });

  it('leaves a doubt without the auditor, or without witnesses, and says it in capitals', () => {
    const unattested = verifyFile(JSON.stringify({ ...DOSSIER, completeness: null }), policy, { now });
    expect(unattested).toMatchObject({ verdict: 'not-attested', dossier: { completeness: 'not-attested' } });
    expect(renderVerification(unattested)).toMatch(/^ĐÚNG, NHƯNG CHƯA[^]*TÍNH ĐẦY ĐỦ CHƯA ĐƯỢC XÁC NHẬN[^]*\nCORRECT, BUT NOT ATTESTED[^]*COMPLETENESS IS NOT ATTESTED/);
    const unwitnessed = verifyFile(file.replaceAll(/\\n— lienthong.test\/audit\/witness [^\\]*/g, ''), policyText({ quorum: 'none' }), { now });
    expect(unwitnessed.verdict).toBe('unwitnessed');
    expect(renderVerification(unwitnessed)).toMatch(/KHÔNG CÓ BÊN LÀM CHỨNG:[^]*NO WITNESS:/);
    // A witness that the policy knows but does not ask for removes the doubt all the same.
    expect(verifyFile(file, policyText({ quorum: 'none' }), { now }).verdict).toBe('verified');
  });

  it('is refused with code and reason, and no event of it is shown', () => {
    const found = verifyFile(file.replace('6125000', '6125001'), policy, { now });
    expect(found).toMatchObject({ kind: 'dossier', verdict: 'refused', refusal: { code: 'SEALED' }, dossier: null, proved: [] });
    const text = renderVerification(found);
    expect(text).toMatch(/^KHÔNG XÁC MINH ĐƯỢC[^]*SEALED: Expected to open the commitment of lienthong.test\/tax#0, but/);
    expect(text).not.toContain('ObligationAssessed');
    expect(verifyFile(file, policy, { now: COSIGNED_AT - 600 })).toMatchObject({ verdict: 'refused', refusal: { code: 'QUORUM' } });
    expect(verifyFile(file, policyText({ completeness: '' }), { now })).toMatchObject({ refusal: { code: 'NOTE_UNVERIFIED' } });
  });

  it('shows line by line how what an event holds came about', () => {
    const found = verifyFile(file, policy, { now });
    const explained = JSON.parse(verificationJson(found)) as { dossier: { logs: { events: { sealed: unknown }[] }[] } };
    const line = { step: 'pit', text: { vi: 'Thuế 2 %', en: 'Tax of 2 %' }, arithmetic: '100 × 0.02 = 2', source: { vi: 'Luật mẫu', en: 'Sample law' } };
    (explained.dossier.logs[1] as { events: { sealed: unknown }[] }).events[0] = { ...(found.dossier?.logs[1]?.events[0] as object), sealed: { actorId: null, data: { assessment: { lines: [line] } } } };
    const text = renderVerification(explained as unknown as Verification);
    expect(text).toContain('· Thuế 2 % | 100 × 0.02 = 2 | Luật mẫu');
    expect(text).toContain('· Tax of 2 % | 100 × 0.02 = 2 | Sample law');
  });

  it('cannot move the cursor of a terminal', () => {
    const found = verifyFile(file, policy, { now });
    const hostile = JSON.parse(verificationJson(found)) as { dossier: { logs: { events: { sealed: unknown }[] }[] } };
    (hostile.dossier.logs[1] as { events: { sealed: unknown }[] }).events[0] = { ...(found.dossier?.logs[1]?.events[0] as object), sealed: { actorId: '\u001b[2J\u202e', data: { a: '\u009b1A' } } };
    const text = renderVerification(hostile as unknown as Verification);
    for (const mover of ['\u001b', '\u009b', '\u202e']) expect(text).not.toContain(mover);
    expect(text).toContain('?[2J?');
  });
});

describe('a proof of one event', () => {
  it.each(EVENTS)('is verified: $log#$index', ({ proof, log, index }) => {
    const found = verifyFile(proof, policy, { now });
    expect(found).toMatchObject({ kind: 'event', verdict: 'verified', event: { origin: log, event: { index, disclosed: false } } });
    expect(renderVerification(found)).toContain(`- Event ${log}#${index}, `);
    expect(renderVerification(found)).toContain('this file is about one event only');
  });

  it('is opened with text and salt, or refused', () => {
    const { sealed, salt } = ((DOSSIER['logs'] as { proofs: { sealed: string; salt: string }[] }[])[0] as { proofs: { sealed: string; salt: string }[] }).proofs[1] as { sealed: string; salt: string };
    const { proof } = EVENTS[0] as (typeof EVENTS)[number];
    expect(verifyFile(proof, policy, { now, opening: { sealed, salt } })).toMatchObject({ verdict: 'verified', event: { event: { disclosed: true, sealed: { actorId: 'canbo-017' } } } });
    expect(verifyFile(proof, policy, { now, opening: { sealed: `${sealed} `, salt } })).toMatchObject({ verdict: 'refused', refusal: { code: 'SEALED' } });
    expect(verifyFile(proof.replace('proof@v1', 'proof@v2'), policy, { now })).toMatchObject({ kind: 'event', refusal: { code: 'PROOF_FORM' } });
    expect(verifyFile(proof.replace(/\n— lienthong.test\/audit.*\n$/, '\n'), policyText({ quorum: 'none' }), { now })).toMatchObject({ verdict: 'unwitnessed' });
  });
});

describe('checkpoints', () => {
  it('are verified alone, and then say nothing about growth', () => {
    const found = verifyFile(grown.cosigned, policy, { now });
    expect(found).toMatchObject({ kind: 'checkpoint', verdict: 'verified', checkpoints: [{ origin: 'lienthong.test/intake', size: 1_000, cosignedAt: COSIGNED_AT }] });
    expect(renderVerification(found)).toContain('That the log only grew: an older checkpoint is needed');
    expect(verifyFile(grown.cosigned.replace('1000', '1001'), policy, { now })).toMatchObject({ kind: 'checkpoint', refusal: { code: 'NOTE_SIGNATURE' } });
    expect(verifyFile(grown.cosigned.split('\n— lienthong.test/audit')[0] + '\n', policyText({ quorum: 'none' }), { now })).toMatchObject({ verdict: 'unwitnessed' });
  });

  it('are compared with an older one, by the proof in the request to a witness', () => {
    const found = verifyFile(grown.request, policy, { now, older: first.cosigned });
    expect(found).toMatchObject({ kind: 'growth', verdict: 'verified', checkpoints: [{ size: 7 }, { size: 1_000 }] });
    expect(renderVerification(found)).toContain('From 7 to 1000 entries the log lienthong.test/intake was only added to');
    expect(verifyFile(again.cosigned, policy, { now, older: first.cosigned })).toMatchObject({ verdict: 'verified' });
    // The proof belongs to sizes 7 and 1000; between others it proves nothing.
    expect(verifyFile(grown.request, policy, { now, older: grown.cosigned })).toMatchObject({ verdict: 'verified' });
  });

  it('are not proved to grow without a proof, which is no refusal', () => {
    const found = verifyFile(grown.cosigned, policy, { now, older: first.cosigned });
    expect(found).toMatchObject({ kind: 'growth', verdict: 'growth-unproven', refusal: null });
    expect(renderVerification(found)).toMatch(/CHƯA CHỨNG MINH ĐƯỢC[^]*IS NOT PROVED/);
  });

  it('that shrank or forked are refused, with both as evidence', () => {
    expect(verifyFile(first.cosigned, policy, { now, older: grown.cosigned })).toMatchObject({ kind: 'growth', verdict: 'refused', refusal: { code: 'SHRUNK' }, checkpoints: [{ size: 1_000 }, { size: 7 }] });
    expect(verifyFile(FORK, policyText({ quorum: 'none' }), { now, older: grown.cosigned })).toMatchObject({ verdict: 'refused', refusal: { code: 'FORK' } });
    expect(verifyFile(grown.cosigned, policy, { now, older: first.cosigned, path: [] })).toMatchObject({ refusal: { code: 'FORK' } });
    expect(verifyFile(grown.cosigned, policy, { now, older: FORK })).toMatchObject({ refusal: { code: 'QUORUM' } });
    expect(verifyFile('nothing', policy, { now, older: first.cosigned })).toMatchObject({ verdict: 'refused', refusal: { code: 'NOTE_FORM' } });
  });
});

describe('anything else', () => {
  it.each([['nothing', ''], ['white space', ' \n'], ['bytes', Buffer.from([0xff, 0xfe])], ['one line', 'lienthong.test/intake']])('is refused: %s', (_what, bytes) => {
    expect(verifyFile(bytes, policy, { now })).toMatchObject({ kind: 'unknown', verdict: 'refused', refusal: { code: 'PROOF_FORM' } });
  });

  it('larger than a proof may be is not read', () => {
    expect(verifyFile(`{${' '.repeat(16 * 1024 * 1024)}`, policy, { now })).toMatchObject({ kind: 'unknown', refusal: { code: 'PROOF_FORM' } });
  });

  it('needs a policy that can be read', () => {
    expect(verifyFile(file, 'log x', { now })).toMatchObject({ kind: 'unknown', verdict: 'refused', refusal: { code: 'POLICY_FORM' } });
    expect(verifyFile(file, '', { now })).toMatchObject({ refusal: { code: 'POLICY_FORM' } });
  });

  it('warns of a policy whose keys anybody can compute', () => {
    const [sample, witness] = [sampleKey('lienthong.local/tax', 'note'), keyFromSeed('w.example', 'cosignature', sha256(Buffer.from('w')))];
    const text = 'lienthong.local/tax\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';
    const note = signNote(text, [sample]) + cosign(witness, text, COSIGNED_AT);
    const found = verifyFile(note, `log ${sample.verifier.text}\nwitness w ${witness.verifier.text}\nquorum w\n`, { now });
    expect(found).toMatchObject({ verdict: 'verified', warnings: [{ vi: expect.stringContaining('khóa mẫu') as unknown }] });
    expect(renderVerification(found)).toContain('Mind:\n  - The policy has sample keys');
  });
});
