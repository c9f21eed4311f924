import type { Application, By, Content } from './application.js';
import { earlierValue, knownFacts, sourcesOf } from './declared-sources.js';
import { submit } from './dossier-submission.js';
import { noDossier, type Dossier } from './dossier.js';
import { isSame, rejudged, type CheckedClaim } from './prefilled.js';
import { BIRTH, BIRTH_VERSION, CLERK, NOW, SELLER, SUBMITTED_AT } from './spec-samples.js';

const field = (key: string, source: string, more: object = {}) => ({ type: 'textfield', id: key, key, label: key.toUpperCase(), properties: { source, ...more } });
const FORM = { components: [field('street', 'earlier:street[9.700001] account:name'), field('plot', 'register:land.parcel', { correctable: 'no' }), { ...field('note', 'earlier:note'), conditional: { hide: '=street = "Phố Ẩn"' } }] };
const VERSION = { ...BIRTH_VERSION, variables: ['street', 'plot', 'note'], applicationForm: JSON.stringify(FORM) };

const dossier = (code: string, changes: Partial<Application>, more: Partial<Dossier> = {}): Dossier =>
  ({ kind: 'known', code, submittedAt: SUBMITTED_AT, application: { ...BIRTH, ...changes }, ending: null, ...more }) as Dossier;
const facts = (by: By, ...dossiers: readonly Dossier[]) => knownFacts(sourcesOf(VERSION), by, SELLER.subject, dossiers, NOW);
const known = (by: By, ...dossiers: readonly Dossier[]) => facts(by, ...dossiers).map(({ field: name, source, reference, value }) => [name, source, reference, value]);

describe('what is known for the fields of a form', () => {
  const older = dossier('D1', { procedureCode: '9.700001', content: { street: 'Phố Mẫu', note: { '@type': 'number', '@value': '2.5' } } });
  const newer = dossier('D2', { content: { street: 'Phố Khác', note: '' } });

  it('is what the newest dossier says that says anything, of the procedure that is named, and whom the account names', () => expect(known(SELLER, newer, older)).toEqual([
    ['applicant.name', 'account:name', '', SELLER.name], ['applicant.name', 'earlier:applicant.name', 'D2', SELLER.name], ['applicant.identifier', 'account:identifier', '', SELLER.subject],
    ['applicant.address', 'earlier:applicant.address', 'D2', 'Địa chỉ mẫu'], ['applicant.phone', 'earlier:applicant.phone', 'D2', '0900000000'],
    ['content.street', 'earlier:street[9.700001]', 'D1', 'Phố Mẫu'], ['content.street', 'account:name', '', SELLER.name],
    ['content.note', 'earlier:note', 'D1', { '@type': 'number', '@value': '2.5' }],
  ]));

  it('is not the clerk’s own account', () => expect(facts(CLERK, older).filter(({ source }) => source.startsWith('account:'))).toEqual([]));

  it.each<[string, Dossier]>([
    ['was refused', dossier('D1', { content: { note: 'x' } }, { ending: { kind: 'refused', at: NOW, text: '' } })],
    ['is another person’s', dossier('D1', { applicant: { ...BIRTH.submitter, identifier: '038000000099' }, content: { note: 'x' } })],
    ['says nothing there', dossier('D1', { content: { other: 'x' } })],
  ])('is nothing of a dossier that %s', (_why, one) => expect(earlierValue({ text: '', kind: 'earlier', path: ['note'], procedure: null }, one, SELLER.subject)).toBeUndefined());

  it('never leads into what objects have by themselves', () => {
    const one = dossier('D1', { content: { note: 'x' } });
    expect(['constructor', 'note.length'].map((path) => earlierValue({ text: '', kind: 'earlier', path: path.split('.'), procedure: null }, one, SELLER.subject))).toEqual([undefined, undefined]);
    expect(earlierValue({ text: '', kind: 'earlier', path: ['applicant', 'toString'], procedure: null }, one, SELLER.subject)).toBeUndefined();
  });

  it('is the same whether a form holds it as text or as a number', () => expect([isSame('120.5', { '@type': 'number', '@value': '120.5' }), isSame(7, '7'), isSame(' Phố  ', 'Phố'), isSame('7', 8), isSame(null, 'null')]).toEqual([true, true, true, false, true]));
});

describe('what was filled in before anything was typed', () => {
  const claim = (name: string, source: string, filled: string, isVerified = true): CheckedClaim => ({ field: name, source, reference: 'D1', asOf: SUBMITTED_AT, filled, isVerified });
  const handedIn = (content: Content, ...claims: readonly CheckedClaim[]) => {
    const decision = submit({ type: 'SubmitDossier', at: NOW, data: { code: 'X', submission: 's', submittedAt: SUBMITTED_AT, by: CLERK, procedure: { versions: [VERSION] }, application: { ...BIRTH, content }, claims } }, noDossier);
    if (decision.kind === 'rejected') return decision.rejection;
    return decision.events[0]?.data;
  };
  const entries = (content: Content, ...claims: readonly CheckedClaim[]) => {
    const data = handedIn(content, ...claims);
    return data !== undefined && 'application' in data ? (data.prefilled ?? []).map(({ field: name, verified, corrected }) => [name, verified, corrected]) : data;
  };
  const street = claim('content.street', 'earlier:street[9.700001]', 'Phố Mẫu');
  const plot = claim('content.plot', 'register:land.parcel', '14758.12.345');
  const CONTENT = { street: 'Phố Mẫu', plot: '14758.12.345', note: '' };

  it('is kept with its source and whether it stayed, in words too', () => {
    expect(handedIn({ ...CONTENT, street: 'Phố Mới' }, street, { ...plot, isVerified: false })).toMatchObject({
      prefilled: [
        { field: 'content.street', source: 'earlier:street[9.700001]', reference: 'D1', asOf: SUBMITTED_AT, filled: 'Phố Mẫu', verified: true, corrected: true, account: { step: 'prefilled', text: { vi: '“STREET” điền sẵn từ hồ sơ D1 nộp ngày 20/11/2026; người nộp đã sửa' } } },
        { field: 'content.plot', verified: false, corrected: false, account: { text: { vi: '“PLOT” điền sẵn từ sổ địa chính, thửa D1, tra ngày 20/11/2026; giữ nguyên; hệ thống chưa đối chiếu được với nguồn', en: '"PLOT" was filled in from the land register, parcel D1, looked up on 20/11/2026; kept as it was; not verified against the source' } } },
      ],
    });
  });

  it('is corrected too when the application is set right later', () => {
    const data = handedIn(CONTENT, street, plot);
    const kept = data !== undefined && 'application' in data ? (data.prefilled ?? []) : [];
    const later = rejudged(kept, { ...BIRTH, content: { ...CONTENT, street: 'Phố Mới', plot: null } });
    expect(later.map(({ field: name, corrected }) => [name, corrected])).toEqual([['content.street', true], ['content.plot', true]]);
    expect(later[0]?.account.text.vi).toBe('“STREET” điền sẵn từ hồ sơ D1 nộp ngày 20/11/2026; người nộp đã sửa');
  });

  it('stands where nobody corrects it, whatever is sent, and only if it is so', () => {
    expect(handedIn({ ...CONTENT, plot: 'khác' }, plot)).toMatchObject({ application: { content: { plot: '14758.12.345' } }, prefilled: [{ field: 'content.plot', corrected: false }] });
    expect(handedIn({ ...CONTENT, plot: 'khác' }, { ...plot, isVerified: false })).toMatchObject({ application: { content: { plot: 'khác' } }, prefilled: [{ verified: false, corrected: true }] });
    expect(handedIn({ ...CONTENT, street: 'Phố Mới' }, street)).toMatchObject({ application: { content: { street: 'Phố Mới' } } });
    // What somebody may correct is theirs, also where they say nothing.
    expect(handedIn({ plot: CONTENT.plot, note: '' }, street)).toMatchObject({ application: { content: { street: '' } }, prefilled: [{ corrected: true }] });
  });

  it('is not kept where the field was hidden in the end, or where nothing was filled in', () => {
    expect(entries({ ...CONTENT, street: 'Phố Ẩn', note: 'x' }, street, claim('content.note', 'earlier:note', 'x'))).toEqual([['content.street', true, true]]);
    expect(handedIn(CONTENT)).not.toHaveProperty('prefilled');
  });

  it.each([['content.street', 'earlier:note'], ['content.nowhere', 'earlier:street'], ['applicant.email', 'account:name']])('is refused for %s by %s, which the form does not declare', (name, source) =>
    expect(handedIn(CONTENT, claim(name, source, 'x'))).toMatchObject({ code: 'SOURCE_NOT_DECLARED', fields: [name] }));
});
