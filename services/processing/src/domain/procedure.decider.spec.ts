import { specFor } from '@lienthong/testing';
import type { ProcedureContent, ProcedureEvent } from './procedure.js';
import { procedureDecider, type PublishProcedure } from './procedure.decider.js';

const { given } = specFor(procedureDecider);
const AT = '2026-11-25T09:00:00+07:00';

const content: ProcedureContent = {
  code: '9.000001', name: { vi: 'Thủ tục mẫu', en: 'Sample procedure' }, effectiveFrom: '2026-11-25', limit: 'P10D', calendar: 'vn-h56-2026',
  components: [], fees: [], steps: [{ element: 'verify', name: 'Thẩm định', nameEn: 'Verify', agency: 'land-registry', role: 'officer', limit: 'P2D', counts: true }], variables: ['contractPrice'],
  modelSha256: 'a'.repeat(64), model: 'c2FtcGxl',
};
const publish = (change: Partial<ProcedureContent> = {}): PublishProcedure => ({ type: 'PublishProcedure', at: AT, data: { ...content, ...change } });
const published: ProcedureEvent = { type: 'ProcedurePublished', data: { ...content, version: 1, publishedAt: AT } };
const other = { modelSha256: 'b'.repeat(64) };

describe('publishing a procedure', () => {
  it('makes version 1 of a new one', () => given().when(publish()).then(published));
  it('makes the next version of a known one', () =>
    given(published).when(publish(other)).then({ type: 'ProcedurePublished', data: { ...content, ...other, version: 2, publishedAt: AT } }));
  it('stays quiet when the file is the newest version, or an older one, already', () => {
    given(published).when(publish()).thenNothing();
    given(published, { type: 'ProcedurePublished', data: { ...content, ...other, version: 2, publishedAt: AT } }).when(publish()).thenNothing();
  });
  it('refuses a version that would be in force before the one it follows', () =>
    given(published).when(publish({ ...other, effectiveFrom: '2026-11-24' })).thenRejected('EFFECTIVE_BEFORE_PREVIOUS'));
  it('refuses a limit that cannot be counted, of the procedure or of a step', () => {
    given().when(publish({ limit: 'P1Y' })).thenRejected('NOT_A_LIMIT');
    given().when(publish({ steps: content.steps.map((step) => ({ ...step, limit: 'soon' })) })).thenRejected('NOT_A_LIMIT');
  });
});
