import { specFor } from '@lienthong/testing';
import { namesTakenBy } from './decision-streams.js';
import { decisionName, learnedDecision, versionInForce, type DecisionContent } from './learned-decision.js';

const at = '2026-11-26T09:00:00+07:00';
const version = (number: number, effectiveFrom = '2026-01-01', change: Partial<DecisionContent> = {}): DecisionContent => ({
  id: 'fees', version: number, name: { vi: 'Lệ phí', en: 'Fees' }, effectiveFrom, model: '<definitions/>', modelSha256: `sha-${number}`, decisions: [{ id: 'fee', name: 'Lệ phí' }], namespace: 'urn:fees', imports: [], ...change,
});

describe('a decision model that is heard of', () => {
  const { given } = specFor(learnedDecision);
  const learn = (data: DecisionContent) => ({ type: 'LearnDecision', at, data }) as const;
  const learned = (data: DecisionContent) => ({ type: 'DecisionLearned', data }) as const;
  it('is kept with its version', () => given(learned(version(1))).when(learn(version(2))).then(learned(version(2))));
  it('is kept once', () => given(learned(version(1))).when(learn(version(1))).thenNothing());
  it('is not changed', () => given(learned(version(1))).when(learn(version(1, '2026-01-01', { modelSha256: 'other' }))).thenRejected('VERSION_ALTERED'));
});

describe('the version in force', () => {
  const versions = [version(1), version(2, '2026-07-01'), version(3, '2026-07-01'), version(4, '2027-01-01')];
  it.each([['2025-12-31', undefined], ['2026-01-01', 1], ['2026-06-30', 1], ['2026-07-01', 3], ['2026-12-31', 3], ['2027-01-01', 4]])('on %s is %s', (day, expected) => {
    expect(versionInForce(versions, day)?.version).toBe(expected);
  });
});

describe('the name of a decision', () => {
  const { given } = specFor(decisionName);
  const taken = { type: 'DecisionNameTaken', data: { model: 'fees' } } as const;
  const take = (model: string) => ({ type: 'TakeDecisionName', at, data: { name: 'fee', model } }) as const;
  it('belongs to the model that brings it first', () => given().when(take('fees')).then(taken));
  it('is taken once', () => given(taken).when(take('fees')).thenNothing());
  it('is no other model’s', () => given(taken).when(take('other')).thenRejected('DECISION_TAKEN'));
  it('is each decision’s id, and the namespace by which others import the model', () => {
    expect(namesTakenBy(version(1))).toEqual(['fee', expect.stringMatching(/^namespace:[0-9a-f]{64}$/)]);
    expect(namesTakenBy(version(1, '2026-01-01', { namespace: '' }))).toEqual(['fee']);
  });
});
