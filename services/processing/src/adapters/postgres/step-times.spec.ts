import type { StoredEvent } from '@lienthong/event-store';
import { stepChangesOf } from './step-times.projection.js';

const CODE = 'H56.17-20261120-0000001';
const stored = (type: string, data: object | null, stream = `instance/${CODE}`): StoredEvent => ({ stream, type, data }) as StoredEvent;
const opened = (jobKey: string, counts = true) => stored('JobOpened', { jobKey, element: 'verify', name: 'Thẩm định', nameEn: 'Verify', agency: 'land-registry', unit: 'H56.23', openedAt: '2026-11-20T15:30:00+07:00', dueAt: '2026-11-24T15:30:00+07:00', counts });

describe('the times of steps', () => {
  it('leave out a step that waits for the citizen, and what is erased', () => {
    expect(stepChangesOf([opened('verify~1'), opened('pay~1', false), stored('JobOpened', null), { ...opened('other~1'), stream: 'clock/x' }]).opened.map(({ task_id: id }) => id)).toEqual([`${CODE}~verify~1`]);
  });

  it('take the last word on each step, and one row for it', () => {
    const moved = (to: string) => stored('StepDateMoved', { jobKey: 'verify~1', to });
    const { changed } = stepChangesOf([moved('2026-11-25T15:30:00+07:00'), moved('2026-11-26T15:30:00+07:00'), stored('JobCompleted', { jobKey: 'verify~1', at: '2026-11-25T10:00:00+07:00' }), stored('JobCancelled', { jobKey: 'sign~1', at: '2026-11-25T11:00:00+07:00' })]);
    expect(changed).toEqual([
      { task_id: `${CODE}~verify~1`, due_at: '2026-11-26T15:30:00+07:00', closed_at: '2026-11-25T10:00:00+07:00', is_completed: true },
      { task_id: `${CODE}~sign~1`, due_at: null, closed_at: '2026-11-25T11:00:00+07:00', is_completed: false },
    ]);
  });

  it('know of each dossier its procedure and the centre that took it in', () => {
    expect(stepChangesOf([stored('InstanceStarted', { procedure: '1.013831', units: { 'one-stop': 'H56.17' } })]).begun).toEqual([{ code: CODE, procedure: '1.013831', centre: 'H56.17' }]);
  });
});
