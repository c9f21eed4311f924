import type { AuditedLog } from './monitor/audited-logs.js';
import { logStates } from './log-states.js';

const tax: AuditedLog = {
  id: 1, origin: 'lienthong.test/tax', size: 40, root: Buffer.alloc(32), note: 'note', verifiedAt: '2026-11-25T01:00:00.000Z', walked: 50, factsFrom: 0, heardFrom: -1,
  seen: { at: '2026-11-25T01:00:01.000Z', servedSize: 60, cosignedAt: null, unwitnessedSince: null, behind: 20, refusing: null, missing: null },
  reread: { checked: 10, of: 40, since: '2026-11-25T01:00:00.000Z', completedAt: null, passes: 3 },
};

describe('states of logs', () => {
  it('say how far a log is served, verified and read again', () => {
    expect(logStates([{ origin: tax.origin, url: 'http://tax/log' }], [tax], new Map([[tax.origin, 2]]))).toEqual([{
      origin: tax.origin, service: 'tax', url: 'http://tax/log', served: { size: 60, cosignedAt: null }, verified: { size: 40, at: tax.verifiedAt }, walked: 50, behind: 20,
      unwitnessedSince: null, refusing: null, missing: null, lookedAt: '2026-11-25T01:00:01.000Z', reread: tax.reread, findings: 2,
    }]);
  });
  it('show a log of the policy that was never there, and one that is watched no more', () => {
    expect(logStates([{ origin: 'lienthong.test/intake', url: null }], [tax], new Map()).map(({ origin, url, verified, missing }) => [origin, url, verified === null, missing])).toEqual([
      ['lienthong.test/intake', null, true, 'not looked at yet'], [tax.origin, null, false, null],
    ]);
  });
});
