import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from './api-client.js';
import { CasePlayers, type Case } from './case-players.js';
import { checkProofs } from './proof-check.js';
import { startTemporaryPlatform, type TemporaryPlatform } from './temporary-platform.js';

/** Two procedures that came as files only, on the whole platform: from the counter through every body to the result in the citizen's hand. */
describe('procedures by configuration', () => {
  let stage: TemporaryPlatform;
  let players: CasePlayers;
  beforeAll(async () => {
    stage = await startTemporaryPlatform('feed');
    players = new CasePlayers(stage.platform.url);
  });
  afterAll(() => stage.stop());

  it('register a birth at three bodies: one form, a dossier with code, clock and result at each, and one refusal that undoes nothing', async () => {
    await players.untilPublished('3.000722');
    const code = await players.accept(birthForm('Trẻ mẫu Một'));
    const birth = await players.child(code, 'birth');
    assert.match(birth.dossierCode, /^H56\.17\.1-\d{8}-\d{7}$/);
    await players.completes('civil-officer', birth.dossierCode, 'register-birth', { isRegistered: true, personalId: '038226000001' });
    await players.completes('civil-leader', birth.dossierCode, 'sign-birth', {});

    const residence = await players.child(code, 'residence');
    await new ApiClient(stage.platform.url, 'vneid').post('/api/processing/messages', { name: 'household-head-confirmed', correlationKey: residence.dossierCode, variables: { agrees: true } });
    await players.completes('police-officer', residence.dossierCode, 'verify-residence', { isGranted: false });

    const insurance = await players.child(code, 'insurance');
    assert.deepEqual(await players.worksOff('insurance-officer', 'insurance.issue-card', insurance.dossierCode, { cardNumber: 'TE1380000000001' }), { childName: 'Trẻ mẫu Một', childBornOn: '2026-11-20', personalId: '038226000001', validUntil: '2032-11-20' });
    await players.completes('clerk', insurance.dossierCode, 'return-insurance-card', {});
    await players.completes('clerk', birth.dossierCode, 'return-birth-certificate', {});

    const citizen = new ApiClient(stage.platform.url, 'citizen');
    const seen = await eventually(() => citizen.get<Case>(`/api/processing/dossiers/${code}/case`), ({ children }) => children.every(({ ended }) => ended !== null));
    assert.deepEqual(seen.children.map(({ process, ended }) => [process, ended?.outcome]), [['birth', 'registered'], ['residence', 'residence-refused'], ['insurance', 'insured']]);
    await players.handsOver(code, '001190000001');
    const shown = await eventually(() => citizen.get<{ state: { code: number }; children: readonly { childCode: string; ended: object | null }[] }>(`/api/intake/dossiers/${code}`), ({ state, children }) => state.code === 10 && children.every(({ ended }) => ended !== null));
    assert.deepEqual(shown.children.map(({ childCode }) => childCode), [birth.dossierCode, residence.dossierCode, insurance.dossierCode]);
    await players.untilEnded(code);
    const auditor = new ApiClient(stage.platform.url, 'auditor');
    await eventually(() => auditor.get<{ state: number }>(`/api/audit/dossiers/${code}`), ({ state }) => state === 10);
    assert.deepEqual((await checkProofs(auditor, [code])).doubts, []);
  });

  it('grant a construction permit when the mandatory opinions of five bodies are in', async () => {
    await players.untilPublished('1.013236');
    // The drawings are files of the form, and thereby the paper that the procedure asks for.
    const drawing = await players.uploads('clerk', 'kien-truc.pdf');
    const code = await players.accept({
      procedureCode: '1.013236', applicant: APPLICANT, content: { worksName: 'Nhà mẫu 12 tầng', worksAddress: 'Phường mẫu', drawings: [drawing] }, components: ['TP1', 'TP2'].map((component) => ({ code: component, originals: 1 })),
    });
    const report = await players.attaches('construction-officer', code, 'check', 'bien-ban.pdf');
    await players.completes('construction-officer', code, 'check', { isComplete: true, siteReport: [report] });
    for (const { sha256 } of [drawing, report]) assert.equal((await players.as('fire-officer').download(`/api/intake/files/${sha256}`)).status, 200);
    assert.equal((await players.as('tax-officer').download(`/api/intake/files/${drawing.sha256}`)).status, 404);
    await players.completes('planning-officer', code, 'opinion-planning', { answer: 'ask', remark: 'Lộ giới?' });
    await players.completes('commune-officer', code, 'advice-planning', { advice: 'Lộ giới 12 m' });
    await players.completes('planning-officer', code, 'opinion-planning', { answer: 'agrees' });
    await players.completes('construction-officer', code, 'steer', { recalledBody: 'transport' });
    await eventually(() => players.openSteps(code), (open) => !open.includes('opinion-transport'));
    await players.completes('culture-officer', code, 'opinion-culture', { answer: 'agrees' });
    assert.ok((await players.openSteps(code)).includes('opinion-fire-police'));
    await players.completes('fire-officer', code, 'opinion-fire-police', { answer: 'agrees' });
    await players.completes('construction-officer', code, 'draft-permit', { permitNumber: '01/GPXD' });
    assert.deepEqual(await players.openSteps(code), ['sign-permit']);
    await players.completes('construction-leader', code, 'sign-permit', {});
    await players.handsOver(code, APPLICANT.identifier);
    await players.untilEnded(code);
  });

  it('certify copies on the day, and what came after three on the next; the fee is by pages and copies', async () => {
    await players.untilPublished('2.000815');
    const { code, receipt } = await players.receive(copies('Sáng'), '2026-11-02T14:59:00+07:00');
    assert.equal(receipt.dueAt.slice(0, 16), '2026-11-02T17:30');
    const late = await players.receive(copies('Chiều'), '2026-11-02T15:01:00+07:00');
    assert.equal(late.receipt.dueAt.slice(0, 16), '2026-11-03T17:30');
    assert.ok(late.receipt.derivation.some(({ text }) => text.vi === 'Nhận sau 15:00: tính từ 07:30 thứ Ba 03/11/2026'), JSON.stringify(late.receipt.derivation));
    const fee = await players.as('clerk').get<{ value: number; lines: readonly { text: { vi: string } }[] }>(`/api/intake/dossiers/${code}/fees/explain`);
    assert.deepEqual([fee.value, fee.lines.length], [3 * 4_000 + 7_000, 4]);
    await players.as('clerk').post(`/api/intake/dossiers/${code}/payments`, { amount: 19_000, manner: 'cash', reference: 'BL-0001' });
    const printed = await eventually(() => players.as('clerk').get<{ paid: { how: { vi: string } } | null }>(`/api/intake/dossiers/${code}/receipt`), ({ paid }) => paid !== null);
    assert.equal(printed.paid?.how.vi, 'Tiền mặt tại quầy');
    await players.completes('civil-officer', code, 'check', { verdict: 'certify' });
    for (const service of ['intake', 'processing']) {
      const explained = await players.as('clerk').get<{ lines: readonly { source: { vi: string } }[] }>(`/api/${service}/dossiers/${code}/due-date/explain`);
      assert.match(explained.lines[0]?.source.vi ?? '', /^Nghị định 23\/2015\/NĐ-CP, Điều 7/);
    }
    await players.completes('civil-officer', code, 'register', { certificationNumber: '12-SCT/BS' });
    await players.completes('civil-leader', code, 'sign', {});
    await players.handsOver(code, APPLICANT.identifier);
    await players.untilEnded(code);
  });
});

const APPLICANT = { name: 'Nguyễn Văn Dân (mẫu)', identifier: '001190000001', address: 'Xã mẫu', phone: '0900000000', email: '' };
const copies = (name: string): object => ({
  procedureCode: '2.000815', applicant: APPLICANT, components: [{ code: 'TP1', originals: 1 }], submittedAt: '2026-11-02T14:00:00+07:00',
  content: { documents: [{ name: `Bằng tốt nghiệp ${name}`, pages: 2, copies: 3 }, { name: 'Hợp đồng', pages: 5, copies: 1 }] },
});
const birthForm = (childName: string): object => ({
  procedureCode: '3.000722', applicant: APPLICANT, components: ['TP1', 'TP2'].map((component) => ({ code: component, originals: 1 })),
  content: {
    applicantRelation: 'mother', childName, childBornOn: '2026-11-20', childSex: 'female', birthPlace: 'Bệnh viện mẫu', birthNoticeNumber: 'CS-0001', motherName: 'Mẹ mẫu',
    householdHead: '001190000001', residenceAddress: 'Thôn mẫu, xã mẫu', wantsIdentityCard: false,
  },
});

const PATIENCE_MS = 60_000;
async function eventually<T>(look: () => Promise<T>, isRight: (seen: T) => boolean): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(200)) {
    const seen = await look();
    if (isRight(seen)) return seen;
    if (Date.now() > until) return assert.fail(`after ${PATIENCE_MS / 1_000} s still ${JSON.stringify(seen)}`);
  }
}
