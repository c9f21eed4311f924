import { specFor } from '@lienthong/testing';
import { gapDecider } from './gap.decider.js';
import type { GapFound, ReportGaps } from './gap.decider.js';

const { given } = specFor(gapDecider);
const at = '2026-11-25T10:00:00+07:00';
const report = (...missing: ReportGaps['data']['missing']): ReportGaps => ({ type: 'ReportGaps', data: { service: 'tax', missing }, at });
const found = (from: number, to: number): GapFound => ({ type: 'GapFound', data: { service: 'tax', from, to, foundAt: at } });

describe('gaps in a source', () => {
  it('are reported', () => given().when(report({ from: 3, to: 4 })).then(found(3, 4)));
  it('are reported once', () => given(found(3, 4)).when(report({ from: 3, to: 4 })).thenNothing());
  it('are closed when the facts came after all', () =>
    given(found(3, 4)).when(report()).then({ type: 'GapClosed', data: { service: 'tax', from: 3, to: 4, closedAt: at } }));
  it('stay quiet when nothing is missing', () => given().when(report()).thenNothing());
});
