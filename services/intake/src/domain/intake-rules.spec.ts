import { specFor } from '@lienthong/testing';
import { missingComponents, supplemented } from './components.js';
import { dossierCode, isDossierCode } from './dossier-code.js';
import { isHumanReason } from './human-reason.js';
import { isPersonalOrTaxNumber } from './identity-number.js';
import { procedureDecider } from './procedure.decider.js';
import { agenciesFrom, findVersionInForce } from './procedure.js';
import { APPLICATION, VERSION } from './spec-samples.js';
import { storedFileDecider } from './stored-file.decider.js';
import { submissionDecider } from './submission.decider.js';
import { requestIdentity } from './submission.js';

describe('dossier codes', () => {
  it('are written in the new form and read in both', () => {
    expect(dossierCode('H56.17', '2026-11-25', 7)).toBe('H56.17-20261125-0007');
    expect(dossierCode('H56.17', '2026-11-25', 12_345)).toBe('H56.17-20261125-12345');
    expect(['H56.17-20261125-0007', '000.17.22.H56-210531-0001', 'G09.20-20260609-0092637'].every(isDossierCode)).toBe(true);
    expect(['H56.17-20261125-007', 'H56-2026-0001', '17.H56-20261125-0001', ''].some(isDossierCode)).toBe(false);
  });
});

describe('numbers of persons', () => {
  it('have 12 digits, or 10 or 13 as a tax code', () => {
    expect(['038000000001', '0100000001', '0100000001001'].every(isPersonalOrTaxNumber)).toBe(true);
    expect(['03800000001', '0380000000012', '03800000000A', ' 038000000001', '', '01000000010012'].map(isPersonalOrTaxNumber)).toEqual([false, true, false, false, false, false]);
  });
});

describe('reasons', () => {
  it('are sentences for a person', () => {
    expect(['Thiếu bản chính hợp đồng', 'The contract lacks page 3'].every(isHumanReason)).toBe(true);
    expect(['E_CONTRACT_MISSING', 'thiếu', 'aaaaaaaaaaaaaaa', 'TypeError at file.js:1:2 undefined', '404 500 403 401'].some(isHumanReason)).toBe(false);
  });
});

describe('agencies with work in a procedure', () => {
  const from = (effectiveFrom: string, ...agencies: string[]) => ({ ...VERSION, effectiveFrom, ...(agencies.length > 0 && { agencies }) });
  it('are those of the version in force and of any that begins later', () => {
    const versions = [from('2026-01-01', 'police'), from('2026-06-01', 'tax'), from('2027-01-01', 'tax', 'commune')];
    expect([agenciesFrom({ versions }, '2026-11-20'), agenciesFrom({ versions }, '2027-02-01')]).toEqual([['tax', 'commune'], ['tax', 'commune']]);
    expect(agenciesFrom({ versions: versions.slice(0, 2) }, '2026-06-01')).toEqual(['tax']);
  });
  it('are not known where one of these does not say', () =>
    expect([[], [from('2026-01-01')], [from('2026-01-01', 'tax'), from('2027-01-01')]].map((versions) => agenciesFrom({ versions }, '2026-11-20'))).toEqual([undefined, undefined, undefined]));
});

describe('components', () => {
  it('are missing when too few sheets and no file are there', () => {
    const required = VERSION.components;
    expect(missingComponents(required, []).map(({ code }) => code)).toEqual(['TP1', 'TP2']);
    expect(missingComponents(required, [{ code: 'TP1', originals: 0, copies: 5, files: [] }, { code: 'TP2', originals: 1, copies: 0, files: [] }]).map(({ code }) => code)).toEqual(['TP1']);
  });
  it('are replaced by code and added at the end', () => {
    const [first, second] = APPLICATION.components;
    const better = { code: 'TP1', originals: 3, copies: 0, files: [] };
    const more = { code: 'TP3', originals: 0, copies: 1, files: [] };
    expect(supplemented([first!, second!], [more, better])).toEqual([better, second, more]);
  });
});

describe('a procedure', () => {
  const { given } = specFor(procedureDecider);
  const learn = (data = VERSION) => ({ type: 'LearnProcedure', at: '', data }) as const;

  it('is learnt version by version', () => given().when(learn()).then({ type: 'ProcedureLearned', data: VERSION }));
  it('refuses a version that changed after publication', () => {
    given({ type: 'ProcedureLearned', data: VERSION }).when(learn({ ...VERSION, calendar: 'other' })).thenRejected('VERSION_ALTERED');
  });
  it('stays quiet when it is heard again', () => given({ type: 'ProcedureLearned', data: VERSION }).when(learn()).thenNothing());
  it('is in force by the latest version that has begun', () => {
    const versions = [{ ...VERSION, version: 3, effectiveFrom: '2026-06-01' }, VERSION, { ...VERSION, version: 2, effectiveFrom: '2026-06-01' }];
    expect(['2025-12-31', '2026-01-01', '2026-06-01'].map((day) => findVersionInForce({ versions }, day)?.version)).toEqual([undefined, 1, 3]);
  });
});

describe('a submission', () => {
  const { given } = specFor(submissionDecider);
  const reserve = (code: string) => ({ type: 'ReserveSubmission', at: '', data: { dossierCode: code } }) as const;
  const reserved = { type: 'SubmissionReserved', data: { dossierCode: 'one' } } as const;
  const released = { type: 'SubmissionReleased', data: { dossierCode: 'one' } } as const;

  it('is one dossier’s until that ends', () => {
    given().when(reserve('one')).then(reserved);
    given(reserved).when(reserve('two')).thenRejected('ALREADY_SUBMITTED');
    given(reserved).when({ type: 'ReleaseSubmission', at: '', data: { dossierCode: 'one' } }).then(released);
    given(reserved, released).when(reserve('two')).then({ type: 'SubmissionReserved', data: { dossierCode: 'two' } });
  });
  it('stays quiet when reserved again by the same, or released by another', () => {
    given(reserved).when(reserve('one')).thenNothing();
    given(reserved).when({ type: 'ReleaseSubmission', at: '', data: { dossierCode: 'two' } }).thenNothing();
  });
  it('is the same whatever the channel, the price and leading zeros', () => {
    const other = { ...APPLICATION, channel: 'online', contractPrice: 5, parcel: { ...APPLICATION.parcel, mapSheet: ' 012', parcelNumber: 'Thửa 345' } };
    expect(requestIdentity(other)).toBe(requestIdentity(APPLICATION));
  });
  it('is another for another parcel, person or procedure', () => {
    const all = [
      APPLICATION, { ...APPLICATION, procedureCode: '1.000001' }, { ...APPLICATION, transferee: APPLICATION.transferor }, { ...APPLICATION, parcel: { ...APPLICATION.parcel, mapSheet: '13' } },
    ].map(requestIdentity);
    expect(new Set(all).size).toBe(4);
  });
});

describe('a stored file', () => {
  const { given } = specFor(storedFileDecider);
  const data = { hash: 'a'.repeat(64), size: 3, mediaType: 'application/pdf', name: 'don.pdf', holder: 'unit:H56.17' } as const;
  const stored = (holder: string) => ({ type: 'FileStored', data: { ...data, holder } }) as const;

  it('remembers who sent it', () => given().when({ type: 'StoreFile', at: '', data }).then(stored(data.holder)));
  it('stays quiet for a holder it knows', () => given(stored(data.holder)).when({ type: 'StoreFile', at: '', data }).thenNothing());
  it('refuses endless holders', () => {
    given(...Array.from({ length: 200 }, (_, index) => stored(`citizen:${index}`))).when({ type: 'StoreFile', at: '', data }).thenRejected('FILE_HAS_TOO_MANY_HOLDERS');
  });
});
