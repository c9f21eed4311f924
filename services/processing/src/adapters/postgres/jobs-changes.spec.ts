import type { StoredEvent } from '@lienthong/event-store';
import { jobChangesOf } from './jobs-changes.js';

const event = (type: string, data: object | null, stream = 'instance/D1'): StoredEvent => ({ type, data, stream }) as unknown as StoredEvent;
const opened = (jobKey: string, more: object = {}) => event('JobOpened', {
  jobKey, element: 'check', name: 'Kiểm tra', nameEn: 'Check', kind: 'service', type: 'tax.check', agency: 'tax', unit: 'H56.T7', role: null, inputs: { price: 1 },
  openedAt: '2026-11-20T15:30:00+07:00', dueAt: '2026-11-23T15:30:00+07:00', ...more,
});
const failed = event('JobFailed', { jobKey: 'check#1', retriesLeft: 2, retryAt: '2026-11-20T16:00:00+07:00' });
const raised = event('IncidentRaised', { jobKey: 'check#1', incidentKey: 'incident#1' });
const closed = event('JobCompleted', { jobKey: 'check#1' });
const migrated = event('InstanceMigrated', { elements: { check: 'verify' } });
const nothing = { opened: [], tried: [], corrected: [], stuck: [], closed: [], renamed: [] };

describe('open jobs', () => {
  it('are service tasks, with what a worker needs', () => {
    expect(jobChangesOf([opened('check#1', { retries: 3, headers: { queue: 'slow' } }), opened('sign#1', { kind: 'user' }), opened('hear#1', { kind: 'receive' })]).opened).toEqual([{
      job_id: 'D1~check~1', code: 'D1', element: 'check', name: 'Kiểm tra', name_en: 'Check', type: 'tax.check', agency: 'tax', unit: 'H56.T7', role: '', inputs: { price: 1 }, headers: { queue: 'slow' },
      retries: 3, retry_at: null, has_incident: false, opened_at: '2026-11-20T15:30:00+07:00', due_at: '2026-11-23T15:30:00+07:00',
    }]);
  });
  it('change within the batch in which they opened, and otherwise in the table', () => {
    expect(jobChangesOf([opened('check#1'), failed, raised, migrated])).toMatchObject({
      opened: [{ retries: 2, retry_at: '2026-11-20T16:00:00+07:00', has_incident: true, element: 'verify' }], tried: [], stuck: [], renamed: [{ code: 'D1', elements: { check: 'verify' } }],
    });
    expect(jobChangesOf([failed, raised, closed])).toEqual({
      ...nothing, tried: [{ job_id: 'D1~check~1', retries: 2, retry_at: '2026-11-20T16:00:00+07:00' }], stuck: ['D1~check~1'], closed: ['D1~check~1'],
    });
  });
  it('are given what a correction gave them', () => {
    const corrected = event('JobInputsCorrected', { jobKey: 'check#1', inputs: { price: 2 } });
    expect(jobChangesOf([opened('check#1'), corrected]).opened).toMatchObject([{ inputs: { price: 2 } }]);
    expect(jobChangesOf([corrected])).toEqual({ ...nothing, corrected: [{ job_id: 'D1~check~1', inputs: { price: 2 } }] });
  });
  it('are nothing when they opened and closed in one batch, nor is what other streams, erased events and the engine’s inner steps say', () => {
    expect(jobChangesOf([opened('check#1'), closed])).toEqual(nothing);
    expect(jobChangesOf([{ ...opened('check#1'), stream: 'clock/D1' }, event('JobOpened', null), event('ElementActivated', { element: 'check' }), event('IncidentRaised', { jobKey: null })])).toEqual(nothing);
  });
});
