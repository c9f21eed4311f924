import { specFor } from '@lienthong/testing';
import type { DecisionModelContent, DecisionModelEvent } from './decision-model.js';
import { decisionModelDecider, type PublishDecision } from './decision-model.decider.js';

const { given } = specFor(decisionModelDecider);
const AT = '2026-11-25T09:00:00+07:00';
const content: DecisionModelContent = {
  id: 'fee-rules', name: { vi: 'Lệ phí', en: 'Fees' }, effectiveFrom: '2026-07-01', decisions: [{ id: 'fee', name: 'Lệ phí' }], namespace: 'urn:fees', imports: [],
  modelSha256: 'a'.repeat(64), model: '<definitions/>', examples: '', examplesSha256: 'e'.repeat(64),
};
const publish = (change: Partial<DecisionModelContent> = {}): PublishDecision => ({ type: 'PublishDecision', at: AT, data: { ...content, ...change } });
const published = (version = 1, change: Partial<DecisionModelContent> = {}): DecisionModelEvent => ({ type: 'DecisionPublished', data: { ...content, ...change, version, publishedAt: AT } });
const other = { modelSha256: 'b'.repeat(64) };

describe('publishing a model of decisions', () => {
  it('makes version 1 of a new one', () => given().when(publish()).then(published()));
  it('makes the next version of a known one', () => given(published()).when(publish(other)).then(published(2, other)));
  it('stays quiet when the file is a version already, the newest or an older one', () => {
    given(published()).when(publish()).thenNothing();
    given(published(), published(2, other)).when(publish()).thenNothing();
  });
  it('makes a version of the same file that comes into force again', () => given(published(), published(2, other)).when(publish({ effectiveFrom: '2027-01-01' })).then(published(3, { effectiveFrom: '2027-01-01' })));
  it('refuses a version that would be in force before the one it follows', () => given(published()).when(publish({ ...other, effectiveFrom: '2026-06-30' })).thenRejected('EFFECTIVE_BEFORE_PREVIOUS'));
});
