import type { StoredEvent } from '@lienthong/event-store';
import { workChangesOf } from './work-changes.js';

const CODE = 'H56.17-20261120-000001';
const event = (type: string, data: object | null, stream = `instance/${CODE}`): StoredEvent => ({
  logIndex: 0, factNumber: null, stream, version: 1, dossier: null, type, data, schema: 1, actor: 'service@processing', actorId: null,
  occurredAt: '2026-11-20T15:30:00.000+07:00', recordedAt: '2026-11-20T15:30:00.000+07:00', cause: null, causationId: null, traceParent: null,
});
const opened = event('JobOpened', {
  jobKey: 'sign#1', elementKey: 'sign#1', element: 'sign', name: 'Ký duyệt', nameEn: 'Sign', kind: 'user', type: 'sign', agency: 'land-registry', unit: 'H56.23', role: 'leader',
  reason: { vi: 'Chờ ký', en: 'Waiting' }, inputs: {}, stepNumber: '8', limit: 'P1D', counts: true, dossierState: 4, suspendsClock: null, completedBy: [],
  openedAt: '2026-11-25T09:00:00+07:00', dueAt: '2026-11-26T09:00:00+07:00',
});
const by = { subject: 'sample-leader', name: 'Lãnh Đạo Mẫu' };
const claimed = event('TaskClaimed', { jobKey: 'sign#1', by, at: '2026-11-25T10:00:00+07:00' });
const completed = event('JobCompleted', { jobKey: 'sign#1', elementKey: 'sign#1', element: 'sign', fact: null, outcome: null, variables: {}, by, at: '2026-11-25T11:00:00+07:00', agency: 'land-registry' });
const raised = event('IncidentRaised', { incidentKey: 'incident#1', elementKey: 'gate#1', element: 'gate', jobKey: null, code: 'NO_FLOW', text: { vi: 'a', en: 'b' }, owner: 'one-stop', at: '2026-11-25T11:00:00+07:00' });
const resolved = event('IncidentResolved', { incidentKey: 'incident#1', how: 'retried', by, at: '2026-11-25T12:00:00+07:00' });
const TASK = `${CODE}~sign~1`;

describe('what a batch of events changes in the list of work', () => {
  it('adds what opens, with the claim made in the same batch', () => {
    const { opened: rows, changed } = workChangesOf([opened, claimed]);
    expect(rows).toMatchObject([{ task_id: TASK, code: CODE, agency: 'land-registry', unit: 'H56.23', role: 'leader', claimed_by: 'sample-leader', claimed_at: '2026-11-25T10:00:00+07:00' }]);
    expect(changed).toEqual([]);
  });
  it('changes and takes away what an earlier batch added', () => {
    expect(workChangesOf([claimed]).changed).toEqual([{ taskId: TASK, events: [claimed] }]);
    expect(workChangesOf([claimed, completed])).toMatchObject({ changed: [], closed: [TASK] });
    expect(workChangesOf([resolved]).resolved).toEqual([`${CODE}~incident~1`]);
  });
  it('gives a task what a correction gave it, in the batch in which it opened or in a later one', () => {
    const corrected = (inputs: object) => event('JobInputsCorrected', { jobKey: 'sign#1', elementKey: 'sign#1', element: 'sign', inputs, reason: 'x', at: '2026-11-25T10:00:00+07:00' });
    expect(workChangesOf([opened, corrected({ name: 'b' })]).opened).toMatchObject([{ inputs: { name: 'b' } }]);
    expect(workChangesOf([corrected({ name: 'b' }), corrected({ note: 'c' })]).corrected).toEqual([{ task_id: TASK, inputs: { name: 'b', note: 'c' } }]);
    expect(workChangesOf([corrected({ name: 'b' }), completed])).toMatchObject({ corrected: [], closed: [TASK] });
  });
  it('is nothing for what opens and closes within the batch', () => {
    expect(workChangesOf([opened, claimed, completed, raised, resolved])).toEqual({ opened: [], changed: [], moved: [], corrected: [], closed: [], clocks: [], raised: [], resolved: [], begun: [], ended: [], away: [], back: [], renamed: [] });
  });
  it('leaves other streams and erased events alone', () => {
    expect(workChangesOf([event('JobOpened', null), event('JobOpened', opened.data, `clock/${CODE}`)]).opened).toEqual([]);
  });
  it('keeps what happened within the batch to a task that opened in it', () => {
    const assigned = event('TaskAssigned', { jobKey: 'sign#1', how: 'delegated', to: { subject: 'b', name: 'B' }, by, reason: 'x', at: '2026-11-25T11:00:00+07:00' });
    const scheduled = event('TaskScheduled', { jobKey: 'sign#1', followUpDate: '2026-11-26', priority: 80, by, reason: 'x', at: '2026-11-25T11:00:00+07:00' });
    const commented = event('TaskCommented', { jobKey: 'sign#1', text: 'x', by, at: '2026-11-25T11:00:00+07:00' });
    expect(workChangesOf([opened, claimed, assigned, scheduled, commented]).opened).toMatchObject([
      { claimed_by: 'b', owner: 'sample-leader', assigned_how: 'delegated', follow_up_at: '2026-11-26T00:00:00+07:00', due_date: null, priority: 80, comments: 1, escalated_to: [] },
    ]);
  });
  it('knows the procedure of what runs, who is away, and what a migration calls things now', () => {
    const started = event('InstanceStarted', { procedure: '9.000001', procedureVersion: 1, units: { 'one-stop': 'H56.17' } });
    const migrated = event('InstanceMigrated', { from: '1', to: '2', elements: { sign: 'approve' }, flows: {} });
    expect(workChangesOf([started, migrated])).toMatchObject({ begun: [{ code: CODE, procedure: '9.000001', version: 2, centre: 'H56.17' }], renamed: [{ code: CODE, elements: { sign: 'approve' } }] });
    expect(workChangesOf([event('InstanceCompleted', { outcome: 'x' })]).ended).toEqual([CODE]);
    const away = event('AbsenceRecorded', { id: 'a', person: { subject: 'b', name: 'B', agency: 'tax', unit: 'T' }, substitute: { subject: 'c' }, from: 'f', to: 't', reason: 'r', by, at: 'x' }, 'absence/b');
    const back = event('AbsenceEnded', { id: 'a', by, at: 'x' }, 'absence/b');
    expect(workChangesOf([away]).away).toMatchObject([{ absence_id: 'a', subject: 'b', substitute: 'c', from_at: 'f', to_at: 't' }]);
    expect(workChangesOf([away, back])).toMatchObject({ away: [], back: [] });
    expect(workChangesOf([back]).back).toEqual(['a']);
  });
  it('renames what opened before a move, never what opens after it under a name that was given away', () => {
    const migrated = event('InstanceMigrated', { from: '1', to: '2', elements: { sign: 'approve' }, flows: {} });
    const another = event('JobOpened', { ...opened.data, jobKey: 'sign#2', elementKey: 'sign#2' });
    const later = event('IncidentRaised', { ...raised.data, element: 'sign' });
    const { opened: tasks, raised: incidents } = workChangesOf([opened, migrated, another, later]);
    expect(tasks.map(({ task_id, element }) => [task_id, element])).toEqual([[TASK, 'approve'], [`${CODE}~sign~2`, 'sign']]);
    expect(incidents.map(({ element }) => element)).toEqual(['sign']);
  });
});
