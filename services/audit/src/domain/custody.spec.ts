import { evolveCustody, hasEnded, holderOf, nobody } from './custody.js';
import type { Custody, CustodyChange, OpenTask } from './custody.js';

const reason = { vi: 'Thẩm định', en: 'Verify' };
const verify: OpenTask = { taskId: 'D~verify#1', element: 'verify', name: reason, agency: 'land-registry', unit: 'H56.23', role: 'officer', reason, since: '2026-11-20T08:00:00+07:00', dueAt: null };
const accepted: CustodyChange = { type: 'Accepted', procedureCode: '1.013831', procedureVersion: 1, unit: 'H56.17', dueAt: '2026-12-04T15:30:00+07:00', at: '2026-11-20T07:50:00+07:00' };
const after = (...changes: readonly CustodyChange[]): Custody => changes.reduce(evolveCustody, nobody);

describe('custody of a dossier', () => {
  it('begins at the one-stop unit', () => {
    const custody = after({ type: 'Submitted', procedureCode: '1.013831', unit: 'H56.17', at: '2026-11-20T07:40:00+07:00' });
    expect(holderOf(custody)).toEqual({ agency: 'one-stop', unit: 'H56.17', role: 'clerk' });
    expect(custody.state).toBe(1);
  });

  it('moves to the agency that is offered the step, with its reason', () => {
    const custody = after(accepted, { type: 'Offered', task: verify, dossierState: 4 });
    expect(holderOf(custody)).toEqual({ agency: 'land-registry', unit: 'H56.23', role: 'officer' });
    expect([custody.state, custody.since, custody.reason]).toEqual([4, verify.since, reason]);
  });

  it('lets the longest waiting of several steps speak', () => {
    const custody = after(accepted, { type: 'Offered', task: verify, dossierState: 4 }, { type: 'Offered', task: { ...verify, taskId: 'D~assess#1', agency: 'tax' }, dossierState: 4 });
    expect(holderOf(custody)?.agency).toBe('land-registry');
    expect(holderOf(evolveCustody(custody, { type: 'TaskEnded', taskId: verify.taskId, at: '2026-11-23T08:00:00+07:00' }))?.agency).toBe('tax');
  });

  it('comes to the same, in whatever order two agencies are heard', () => {
    const submitted: CustodyChange = { type: 'Submitted', procedureCode: '1.013831', unit: 'H56.17', at: '2026-11-20T07:40:00+07:00' };
    const offer: CustodyChange = { type: 'Offered', task: verify, dossierState: 4 };
    expect(after(offer, submitted, accepted)).toEqual(after(submitted, accepted, offer));
    expect(after(submitted, offer, accepted)).toEqual(after(submitted, accepted, offer));
  });

  it('was never taken on when refused at once, and is stopped when refused later', () => {
    const refused: CustodyChange = { type: 'Refused', at: 'x', reason };
    expect([after(refused).state, after(accepted, refused).state]).toEqual([3, 8]);
  });

  it('waits for the procedure to end when withdrawn, and has ended when withdrawn before acceptance', () => {
    const withdrawn: CustodyChange = { type: 'Withdrawn', at: 'x', reason };
    expect([after(withdrawn).state, after(accepted, withdrawn).state]).toEqual([8, 7]);
    const stopped = after(accepted, withdrawn, { type: 'StateReached', state: 8, at: 'y', reason: null });
    expect([stopped.state, stopped.reason, holderOf(stopped)]).toEqual([8, reason, null]);
  });

  it('keeps its first end, whatever was sent before that was heard of, and still hears why', () => {
    const stop: CustodyChange = { type: 'StateReached', state: 8, at: 'x', reason: null };
    const crossing: readonly CustodyChange[] = [{ type: 'Supplemented', at: 'y' }, { type: 'StateReached', state: 5, at: 'y', reason }, { type: 'Offered', task: verify, dossierState: 4 }];
    for (const change of crossing) expect(after(accepted, stop, change)).toMatchObject({ state: 8, since: 'x', reason: null });
    for (const type of ['Refused', 'Withdrawn'] as const) expect(after(accepted, stop, { type, at: 'y', reason })).toMatchObject({ state: 8, since: 'x', reason });
  });

  it('is with processing between two steps', () => {
    const custody = after(accepted, { type: 'Offered', task: verify, dossierState: 4 }, { type: 'TaskEnded', taskId: verify.taskId, at: '2026-11-23T08:00:00+07:00' });
    expect(holderOf(custody)?.agency).toBe('processing');
  });

  it('counts an offer that is heard twice once', () => {
    expect(after(accepted, { type: 'Offered', task: verify, dossierState: 4 }, { type: 'Offered', task: verify, dossierState: 4 }).tasks).toHaveLength(1);
  });

  it('ends, and no late offer reopens it', () => {
    const ended = after(accepted, { type: 'StateReached', state: 10, at: '2026-12-01T09:00:00+07:00', reason: null }, { type: 'Offered', task: verify, dossierState: 4 });
    expect([ended.state, hasEnded(ended), holderOf(ended)]).toEqual([10, true, null]);
  });

  it('keeps the due date of the clock and the ground on which it stands still', () => {
    const waiting = after(accepted, { type: 'ClockSuspended', ground: 'financial-obligation', at: '2026-11-24T08:00:00+07:00' });
    expect(waiting.suspended).toBe('financial-obligation');
    const moved = [{ type: 'ClockResumed', at: 'x' }, { type: 'DueDateMoved', dueAt: '2026-12-08T15:30:00+07:00', at: 'x' }] as const;
    expect(moved.reduce<Custody>(evolveCustody, waiting)).toMatchObject({ suspended: null, dueAt: '2026-12-08T15:30:00+07:00' });
  });

  it('goes back to where it was when the citizen has supplemented it', () => {
    const asked: CustodyChange = { type: 'StateReached', state: 5, at: 'x', reason };
    const supplemented: CustodyChange = { type: 'Supplemented', at: 'y' };
    expect([after(asked, supplemented).state, after(accepted, asked, supplemented).state]).toEqual([1, 4]);
  });

  it('follows another version of its procedure once it was moved there', () =>
    expect(evolveCustody(after(accepted), { type: 'Migrated', procedureVersion: 7 }).procedureVersion).toBe(7));

  it('shows an incident until it is resolved', () => {
    const raised = after(accepted, { type: 'IncidentRaised', incidentId: 'i1', agency: 'tax', reason, at: 'x' });
    expect(raised.incidents).toEqual([{ incidentId: 'i1', agency: 'tax', reason }]);
    expect(evolveCustody(raised, { type: 'IncidentResolved', incidentId: 'i1', at: 'x' }).incidents).toEqual([]);
  });
});
