import { groundOf, textOf } from './read-purpose.js';

const NOW = () => Date.parse('2026-11-25T09:00:00+07:00');
const INVESTIGATOR = ['investigator'];
const withheld = (changes: object = {}, roles: readonly string[] = INVESTIGATOR) =>
  groundOf({ purpose: 'dieu tra vu an so 12', 'withhold-until': '2027-05-01T00:00:00+07:00', 'legal-ground': 'Criminal Procedure Code, Art. 88', ...changes }, roles, NOW);

describe('the purpose of a read', () => {
  it('is what the header says, as UTF-8 bytes or percent-encoded', () => {
    const vietnamese = 'Giải quyết khiếu nại';
    for (const purpose of [vietnamese, encodeURIComponent(vietnamese)].map((text) => Buffer.from(text, 'utf8').toString('latin1'))) {
      expect(groundOf({ purpose }, ['officer'], NOW)).toEqual({ kind: 'ground', ground: { purpose: vietnamese, purposeStated: true, withheldUntil: null, ground: null } });
    }
    expect(textOf('100% sure', 1, 200)).toBe('100% sure');
  });

  it('is the usual one of the role where nothing is said', () => {
    const usual = (roles: readonly string[]) => {
      const read = groundOf({}, roles, NOW);
      return read.kind === 'ground' ? [read.ground.purpose, read.ground.purposeStated] : read;
    };
    expect([['citizen'], ['service'], ['officer'], ['leader'], ['auditor'], ['administrator'], []].map(usual)).toEqual([
      ['own-dossier', false], ['processing', false], ['case-work', false], ['supervision', false], ['audit', false], ['operation', false], ['case-work', false],
    ]);
  });

  it.each([['x'.repeat(201)], ['a\u0007b'], ['%00'], ['\u00ff\u00fe'], ['   ']])('is refused as %j', (purpose) => {
    expect(groundOf({ purpose }, ['officer'], NOW)).toMatchObject({ kind: 'rejected', rejection: { code: 'PURPOSE_MALFORMED' } });
  });
});

describe('a read that is withheld from the holder', () => {
  it('has a moment, a purpose and a legal ground', () => {
    expect(withheld()).toEqual({
      kind: 'ground', ground: { purpose: 'dieu tra vu an so 12', purposeStated: true, withheldUntil: '2027-04-30T17:00:00.000Z', ground: 'Criminal Procedure Code, Art. 88' },
    });
    expect(withheld({}, ['auditor'])).toMatchObject({ kind: 'ground' });
  });

  it('is for investigators and auditors', () => {
    for (const roles of [['officer'], ['leader', 'administrator'], []]) expect(withheld({}, roles)).toMatchObject({ kind: 'rejected', rejection: { code: 'WITHHOLDING_NOT_ALLOWED' } });
    expect(groundOf({ 'legal-ground': 'Criminal Procedure Code, Art. 88' }, ['officer'], NOW)).toMatchObject({ rejection: { code: 'WITHHOLDING_NOT_ALLOWED' } });
  });

  it.each([
    [{ purpose: undefined }], [{ 'legal-ground': undefined }], [{ 'legal-ground': 'too short' }], [{ 'legal-ground': 'x'.repeat(501) }], [{ 'withhold-until': undefined }],
    [{ 'withhold-until': 'tomorrow' }], [{ 'withhold-until': '2026-11-25T08:59:59+07:00' }], [{ 'withhold-until': '2028-12-25T09:00:00+07:00' }], [{ 'withhold-until': '2027-02-30T09:00:00+07:00' }],
    [{ 'withhold-until': ['2027-05-01T00:00:00+07:00'] }],
  ])('is refused with %j', (changes) => {
    expect(withheld(changes)).toMatchObject({ kind: 'rejected', rejection: { code: 'WITHHOLDING_MALFORMED' } });
  });
});
