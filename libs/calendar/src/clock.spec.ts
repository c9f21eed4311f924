import { addWorkingTime, clockDueDate, evolveClock, RELEASED_CALENDARS, clockNotStarted, workingMinutesBetween, type Clock, type ClockEvent, type WorkingCalendar } from './index.js';

const calendar = RELEASED_CALENDARS.find('vn-h56-2026') as WorkingCalendar;
const at = (text: string): string => `2026-${text}:00+07:00`;

const started: ClockEvent = { type: 'ClockStarted', data: { receivedAt: at('11-20T15:30'), limit: { unit: 'working-days', amount: 10 }, calendar: 'vn-h56-2026' } };
const suspended = (when: string): ClockEvent => ({ type: 'ClockSuspended', data: { at: at(when), ground: 'financial-obligation' } });
const resumed = (when: string): ClockEvent => ({ type: 'ClockResumed', data: { at: at(when) } });

const fold = (...events: readonly ClockEvent[]): Exclude<Clock, { status: 'not-started' }> => {
  const clock = events.reduce(evolveClock, clockNotStarted);
  if (clock.status === 'not-started') throw new Error('the clock did not start');
  return clock;
};
const dueAt = (...events: readonly ClockEvent[]): string => {
  const due = clockDueDate(calendar, fold(...events));
  return due.kind === 'due' ? due.dueAt : due.rejection.code;
};

describe('the legal clock', () => {
  it('runs from the valid receipt', () => {
    expect(dueAt(started)).toBe(at('12-04T15:30'));
  });
  it('gives back the working time waited, not the calendar time', () => {
    // Fri 15:30 to Mon 15:30 is one working day, though three calendar days.
    expect(dueAt(started, suspended('11-27T15:30'), resumed('11-30T15:30'))).toBe(at('12-07T15:30'));
  });
  it('gives nothing back for a wait outside working time', () => {
    expect(dueAt(started, suspended('11-27T18:00'), resumed('11-29T23:00'))).toBe(at('12-04T15:30'));
  });
  it('keeps the date while it waits, and says that it will move', () => {
    const clock = fold(started, suspended('11-27T15:30'));
    const due = clockDueDate(calendar, clock);
    expect(clock.status).toBe('suspended');
    expect(due.kind === 'due' && [due.dueAt, due.derivation.at(-1)?.step]).toEqual([at('12-04T15:30'), 'waiting']);
  });
  it('names ground and times of every suspension in its derivation', () => {
    const due = clockDueDate(calendar, fold(started, suspended('11-27T15:30'), resumed('11-30T15:30')));
    expect(due.kind === 'due' && due.derivation.at(-1)?.text).toEqual({
      vi: 'Không tính 8 giờ làm việc tạm dừng (chờ người dân thực hiện nghĩa vụ tài chính) từ 15:30 thứ Sáu 27/11/2026 đến 15:30 thứ Hai 30/11/2026: hạn lùi đến 15:30 thứ Hai 07/12/2026',
      en: 'Not counted: 8 h of working time suspended (waiting for the citizen to meet the financial obligation) from 15:30 Fri 27/11/2026 to 15:30 Mon 30/11/2026, due 15:30 Mon 07/12/2026',
    });
  });
  it('takes a wait of less than nothing, stamped by two clocks, as none', () => {
    expect(dueAt(started, suspended('11-27T15:30'), resumed('11-27T15:00'))).toBe(at('12-04T15:30'));
  });
  it('is extended with its reason', () => {
    const extended: ClockEvent = { type: 'ClockExtended', data: { at: at('12-03T09:00'), by: { unit: 'working-days', amount: 2 }, reason: { vi: 'mẫu', en: 'sample' } } };
    expect(dueAt(started, extended)).toBe(at('12-08T15:30'));
  });
  it('counts calendar time back for a limit in calendar days, then rolls off a day off', () => {
    const inDays: ClockEvent = { type: 'ClockStarted', data: { receivedAt: at('11-20T15:30'), limit: { unit: 'calendar-days', amount: 5 }, calendar: 'vn-h56-2026' } };
    expect(dueAt(inDays, suspended('11-21T09:00'), resumed('11-24T09:00'))).toBe(at('11-30T15:30'));
  });
  it('stays as it is when an event repeats or comes after the end', () => {
    const once = fold(started, suspended('11-27T15:30'));
    expect(evolveClock(once, suspended('11-28T09:00'))).toBe(once);
    expect(evolveClock(once, started)).toBe(once);
    const running = fold(started);
    expect(evolveClock(running, resumed('11-28T09:00'))).toBe(running);
    const stopped = fold(started, { type: 'ClockStopped', data: { at: at('11-27T16:00') } });
    expect(evolveClock(stopped, suspended('11-28T09:00'))).toBe(stopped);
    expect(evolveClock(clockNotStarted, resumed('11-28T09:00'))).toBe(clockNotStarted);
  });
  it('refuses a date past its calendar instead of guessing', () => {
    const late: ClockEvent = { type: 'ClockStarted', data: { receivedAt: '2027-12-20T09:00:00+07:00', limit: { unit: 'working-days', amount: 5 }, calendar: 'vn-h56-2026' } };
    const wait: readonly ClockEvent[] = [
      { type: 'ClockSuspended', data: { at: '2027-12-21T09:00:00+07:00', ground: 'supplement' } },
      { type: 'ClockResumed', data: { at: '2027-12-30T09:00:00+07:00' } },
    ];
    expect(dueAt(late, ...wait)).toBe('OUTSIDE_CALENDAR');
  });
});

describe('any number of suspensions', () => {
  it('moves the date by the sum of the working time waited, line by line', () => {
    let state = 7;
    const draw = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let round = 0; round < 100; round += 1) {
      let now = Date.parse(at('11-20T15:30'));
      const events: ClockEvent[] = [started];
      let expected = at('12-04T15:30');
      for (let wait = draw(6); wait > 0; wait -= 1) {
        const from = new Date((now += draw(3000) * 60_000)).toISOString();
        const to = new Date((now += draw(9000) * 60_000)).toISOString();
        events.push({ type: 'ClockSuspended', data: { at: from, ground: 'supplement' } }, { type: 'ClockResumed', data: { at: to } });
        const waited = workingMinutesBetween(calendar, from, to);
        const moved = addWorkingTime(calendar, expected, waited.kind === 'minutes' ? waited.minutes : -1);
        expected = moved.kind === 'moment' ? moved.at : moved.rejection.because;
      }
      const due = clockDueDate(calendar, fold(...events));
      if (due.kind === 'refused') throw new Error(due.rejection.because);
      expect(due.dueAt).toBe(expected);
      expect(Date.parse(due.dueAt) - Date.parse(at('11-20T15:30'))).toBe(due.derivation.reduce((sum, line) => sum + line.movesMinutes, 0) * 60_000);
    }
  });
});
