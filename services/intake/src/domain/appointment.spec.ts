import { appointmentFor } from './appointment.js';
import type { ProcedureVersion } from './procedure.js';

const procedure: ProcedureVersion = {
  code: '1.013831', version: 1, name: { vi: 'Thủ tục mẫu', en: 'Sample procedure' }, effectiveFrom: '2026-01-01',
  limit: { duration: 'P10D', unit: 'working' }, calendar: 'vn-h56-2026', components: [], fees: [],
};
const FRIDAY = '2026-11-20T15:30:00+07:00';

describe('the date on a receipt', () => {
  it('is that of the worked example', () => expect(appointmentFor(procedure, FRIDAY, 'counter')).toMatchObject({ dueAt: '2026-12-04T15:30:00+07:00' }));
  it('is another where the channel has a limit of its own', () => {
    const shorter = { ...procedure, terms: { online: 'P7D' } } as const;
    expect(appointmentFor(shorter, FRIDAY, 'online')).toMatchObject({ dueAt: '2026-12-01T15:30:00+07:00' });
    expect(appointmentFor(shorter, FRIDAY, 'postal')).toMatchObject({ dueAt: '2026-12-04T15:30:00+07:00' });
  });
  it('counts from the next working day what comes after the cut-off', () =>
    expect(appointmentFor({ ...procedure, terms: { cutOff: '15:00' } }, FRIDAY, 'counter')).toMatchObject({ dueAt: '2026-12-07T07:30:00+07:00' }));
  it('falls on the day itself for what is due the same day, and on the next after 15:00', () => {
    const sameDay = { ...procedure, limit: { duration: 'P0D', unit: 'working' } } as const;
    expect(appointmentFor(sameDay, '2026-11-20T15:00:00+07:00', 'counter')).toMatchObject({ dueAt: '2026-11-20T17:30:00+07:00' });
    expect(appointmentFor(sameDay, '2026-11-20T15:01:00+07:00', 'counter')).toMatchObject({ dueAt: '2026-11-23T17:30:00+07:00' });
  });
  it('rolls running days off days off only where the procedure lets it', () => {
    const running = { ...procedure, limit: { duration: 'P15D', unit: 'calendar' } } as const;
    expect(appointmentFor(running, FRIDAY, 'counter')).toMatchObject({ dueAt: '2026-12-07T15:30:00+07:00' });
    expect(appointmentFor({ ...running, terms: { rollForward: 'previous-working-day' } }, FRIDAY, 'counter')).toMatchObject({ dueAt: '2026-12-04T15:30:00+07:00' });
  });
  it('is refused where the limit cannot be read, never guessed', () =>
    expect(appointmentFor({ ...procedure, terms: { online: 'soon' } }, FRIDAY, 'online')).toMatchObject({ rejection: { code: 'NO_DUE_DATE' } }));
});
