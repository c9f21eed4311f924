import { specFor } from '@lienthong/testing';
import { divergenceDecider } from './divergence.decider.js';
import type { MendDivergence, ReportDivergence } from './divergence.decider.js';
import { placeKey } from './divergence.js';
import type { DivergenceFound, DivergenceMended, Finding } from './divergence.js';

const { given } = specFor(divergenceDecider);
const at = '2026-11-25T10:00:00+07:00';
const finding: Finding = { log: 'lienthong.test/tax', kind: 'entry-altered', index: 7, subject: '', explanation: { vi: 'Sự kiện 7 đã bị sửa', en: 'Entry 7 was altered' } };
const place = { log: finding.log, kind: finding.kind, index: 7, subject: '' };
const report: ReportDivergence = { type: 'ReportDivergence', data: finding, at };
const mend: MendDivergence = { type: 'MendDivergence', data: place, at };
const found: DivergenceFound = { type: 'DivergenceFound', data: { ...finding, foundAt: at } };
const mended: DivergenceMended = { type: 'DivergenceMended', data: { ...place, mendedAt: at } };
const forked = { ...finding, kind: 'fork' } as const;

describe('a divergence', () => {
  it('is told', () => given().when(report).then(found));
  it('is told once', () => given(found).when(report).thenNothing());
  it('is closed when it is right again', () => given(found).when(mend).then(mended));
  it('is told again when it was right in between', () => given(found, mended).when(report).then(found));
  it('needs no closing when nobody was told', () => given().when(mend).thenNothing());
  it('stays open where two histories were signed', () =>
    given({ type: 'DivergenceFound', data: { ...forked, foundAt: at } }).when({ type: 'MendDivergence', data: { ...place, kind: 'fork' }, at }).thenNothing());
  it('has one name for one finding', () => {
    expect(placeKey(place)).toBe('tax.entry-altered.7');
    expect(placeKey({ ...place, index: null, subject: 'obligations' })).toMatch(/^tax\.entry-altered\.log\.[0-9a-f]{16}$/);
    expect(placeKey({ ...place, subject: 'a' })).not.toBe(placeKey({ ...place, subject: 'b' }));
  });
});
