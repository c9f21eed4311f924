import { specFor } from '@lienthong/testing';
import { letterDecider, type IssueLetter } from './letter.decider.js';
import type { LetterIssued } from './letter.js';

const { given } = specFor(letterDecider);
const at = '2026-11-26T09:00:00+07:00';
const written = { letter: 'approval', name: { vi: 'Quyết định', en: 'Decision' }, text: { vi: 'Đồng ý.', en: 'Agreed.' }, procedure: '1.013236', procedureVersion: 2, by: { subject: 'a', name: 'Cán bộ A', agency: 'land-registry', unit: 'H56.23' } };
const issue = (change: Partial<IssueLetter['data']> = {}): IssueLetter => ({ type: 'IssueLetter', at, data: { code: 'H56.17-20261120-000001', ...written, isDue: true, gaps: [], ...change } });
const issued = (number = 1): LetterIssued => ({ type: 'LetterIssued', data: { ...written, number, at } });

describe('a letter', () => {
  it('is issued with its words, numbered within the dossier', () => given().when(issue()).then(issued()));
  it('is one after another', () => given(issued()).when(issue({ letter: 'notice' })).then({ type: 'LetterIssued', data: { ...written, letter: 'notice', number: 2, at } }));
  it('is not issued twice', () => given(issued()).when(issue()).thenRejected('LETTER_ISSUED'));
  it('is not issued before its time', () => given().when(issue({ isDue: false })).thenRejected('LETTER_NOT_DUE'));
  it('is not issued with a hole in it', () => given().when(issue({ gaps: [{ place: 'amount', text: { vi: '', en: '' } }] })).thenRejected('LETTER_INCOMPLETE'));
});
