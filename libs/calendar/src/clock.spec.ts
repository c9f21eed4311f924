import {
  addWorkingTime, clockDueDate, clockNotStarted, dueDateHistory, evolveClock, RELEASED_CALENDARS, stepFacts, VN_H56_2026, workingMinutesBetween,
  type Clock, type ClockCorrection, type ClockEvent, type StartedClock, type WorkingCalendar,
} from './index.js';

const calendar = RELEASED_CALENDARS.find('vn-h56-2026') as WorkingCalendar;
const at = (text: string): string => `2026-${text}:00+07:00`;

const started: ClockEvent = { type: 'ClockStarted', data: { receivedAt: at('11-20T15:30'), limit: { unit: 'working-days', amount: 10 }, calendar: 'vn-h56-2026' } };
const suspended = (when: string): ClockEvent => ({ type: 'ClockSuspended', data: { at: at(when), ground: 'financial-obligation' } });
const resumed = (when: string): ClockEvent => ({ type: 'ClockResumed', data: { at: at(when) } });

const fold = (...events: readonly ClockEvent[]): StartedClock => {
  const clock = events.reduce<Clock>(evolveClock, clockNotStarted);
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
  it('ends an extension by months on a working day, as a limit in months ends', () => {
    const extended: ClockEvent = { type: 'ClockExtended', data: { at: at('12-03T09:00'), by: { unit: 'months', amount: 2 }, reason: { vi: 'mẫu', en: 'sample' } } };
    expect(dueAt(started, extended)).toBe('2027-02-04T15:30:00+07:00');
    // A day more than Friday 4/12 is a Saturday.
    const byOne: ClockEvent = { type: 'ClockExtended', data: { ...extended.data, by: { unit: 'calendar-days', amount: 1 } } };
    expect(dueAt(started, byOne)).toBe(at('12-07T15:30'));
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

describe('facts of the past that were written down wrongly', () => {
  const reason = { vi: 'sổ ghi nhầm', en: 'wrong in the register' };
  const corrected = (correction: ClockCorrection, when = '12-01T09:00'): ClockEvent => ({ type: 'ClockCorrected', data: { at: at(when), correction, reason } });
  const wait = [suspended('11-27T15:30'), resumed('11-30T15:30')];
  it.each([
    ['the receipt', { what: 'receipt', receivedAt: at('11-23T09:00') }, '12-08T09:00'],
    ['the begin of a wait', { what: 'suspension-begin', suspension: 1, from: at('11-27T16:30') }, '12-07T14:30'],
    ['the end of a wait', { what: 'suspension-end', suspension: 1, to: at('12-01T15:30') }, '12-08T15:30'],
    ['a ground that did not hold', { what: 'suspension-void', suspension: 1 }, '12-04T15:30'],
    ['a wait that was over before the receipt', { what: 'receipt', receivedAt: at('11-30T15:30') }, '12-14T15:30'],
    ['a wait of which part came before the receipt', { what: 'receipt', receivedAt: at('11-30T14:30') }, '12-14T15:30'],
  ] as const)('%s: the date is counted anew', (_what, correction, due) => expect(dueAt(started, ...wait, corrected(correction))).toBe(at(due)));

  it('keep every earlier date, since when and why', () => {
    const clock = fold(started, ...wait, corrected({ what: 'suspension-void', suspension: 1 }));
    const history = dueDateHistory(RELEASED_CALENDARS, clock);
    expect(history.kind === 'history' && history.dates.map(({ dueAt: due, since, because }) => [due, since, because.vi])).toEqual([
      [at('12-04T15:30'), at('11-20T15:30'), 'Hẹn khi tiếp nhận hợp lệ'],
      [at('12-07T15:30'), at('11-30T15:30'), 'Không tính thời gian chờ người dân thực hiện nghĩa vụ tài chính'],
      [at('12-04T15:30'), at('12-01T09:00'), 'Đính chính tạm dừng lần 1 không có căn cứ: sổ ghi nhầm'],
    ]);
    expect(history.kind === 'history' && history.dates.at(-1)?.derivation.at(-1)).toMatchObject({ step: 'voided', rule: 'void-suspension', movesMinutes: 0 });
  });
  it('set a clock going that had stood still for no reason', () => {
    const clock = fold(started, suspended('11-27T15:30'), corrected({ what: 'suspension-void', suspension: 1 }));
    expect([clock.status, dueAt(started, suspended('11-27T15:30'), corrected({ what: 'suspension-void', suspension: 1 }), resumed('12-02T09:00'))]).toEqual(['running', at('12-04T15:30')]);
  });
  it('give a wait without ground no part of one that had it', () => {
    const other = [suspended('11-30T15:30'), resumed('12-01T15:30'), corrected({ what: 'suspension-begin', suspension: 2, from: at('11-27T15:30') }, '12-01T16:00')];
    // Both waits cover Friday to Monday, which is given back once; without the first it is the second's.
    expect(dueAt(started, ...wait, ...other)).toBe(at('12-08T15:30'));
    expect(dueAt(started, ...wait, ...other, corrected({ what: 'suspension-void', suspension: 1 }, '12-02T09:00'))).toBe(at('12-08T15:30'));
  });
  it('may be found after the end, and may be the calendar itself', () => {
    const book = RELEASED_CALENDARS.with({ ...VN_H56_2026, version: 2, closedDays: [...VN_H56_2026.closedDays, { date: '2026-11-24', name: reason, confidence: 'decided' }] });
    const clock = fold(started, { type: 'ClockStopped', data: { at: at('12-01T09:00') } }, corrected({ what: 'calendar', calendar: 'vn-h56-2026@2' }, '12-02T09:00'));
    const history = dueDateHistory(book, clock);
    expect(history.kind === 'history' && history.dates.map(({ dueAt: due, calendar: by }) => [due, by])).toEqual([[at('12-04T15:30'), 'vn-h56-2026'], [at('12-07T15:30'), 'vn-h56-2026@2']]);
    expect(dueDateHistory(RELEASED_CALENDARS, clock)).toMatchObject({ kind: 'refused', rejection: { code: 'CALENDAR_UNKNOWN' } });
  });
  it.each([
    ['a suspension that there never was', { what: 'suspension-void', suspension: 2 }],
    ['the end of one that lasts', { what: 'suspension-end', suspension: 1, to: at('11-30T09:00') }],
    ['what is so already', { what: 'receipt', receivedAt: at('11-20T15:30') }],
  ] as const)('change nothing where they name %s', (_what, correction) => {
    const clock = fold(started, suspended('11-27T15:30'));
    expect(evolveClock(clock, corrected(correction))).toBe(clock);
  });
  it('count time once that two suspensions cover', () => {
    const twice = [...wait, suspended('12-01T09:00'), resumed('12-01T11:00'), corrected({ what: 'suspension-begin', suspension: 2, from: at('11-30T09:00') })];
    // Waited from Friday 15:30 to Tuesday 11:00 without a break: 2 + 8 + 3.5 hours.
    expect(dueAt(started, ...twice)).toBe(at('12-08T11:00'));
  });
  it('are kept, the first and the newest, when somebody corrects a thousand times', () => {
    const clock = fold(started, ...Array.from({ length: 1_000 }, (_, index) => corrected({ what: 'receipt', receivedAt: at(`11-2${index % 2 === 0 ? 3 : 4}T09:00`) })));
    expect([clock.revisions.length, clock.revisions[0]?.since]).toEqual([200, at('11-20T15:30')]);
  });
});

describe('an apology', () => {
  const postponed = (to: string, when = '12-02T09:00'): ClockEvent => ({ type: 'ClockPostponed', data: { at: at(when), to: at(to), reason: { vi: 'hồ sơ gốc thất lạc', en: 'the old file is lost' } } });
  it('gives one new date and no other, and never an earlier one', () => {
    expect(dueAt(started, postponed('12-10T15:30'))).toBe(at('12-10T15:30'));
    expect(dueAt(started, postponed('12-10T15:30'), postponed('12-20T15:30'))).toBe(at('12-10T15:30'));
    expect(dueAt(started, postponed('12-03T15:30'))).toBe(at('12-04T15:30'));
  });
  it('is moved by what the citizen is waited for afterwards', () => {
    expect(dueAt(started, postponed('12-10T15:30'), suspended('12-03T15:30'), resumed('12-04T15:30'))).toBe(at('12-11T15:30'));
  });
});

describe('submission and another limit', () => {
  it('keeps when it was handed in, and counts from the valid receipt', () => {
    const clock = fold({ type: 'ClockSubmitted', data: { at: at('11-19T22:00') } }, { type: 'ClockSubmitted', data: { at: at('11-20T08:00') } }, started);
    expect([clock.submittedAt, clock.receivedAt]).toEqual([at('11-19T22:00'), at('11-20T15:30')]);
  });
  it('counts the limit of another version from the receipt', () => {
    const changed: ClockEvent = { type: 'ClockLimitChanged', data: { at: at('11-25T09:00'), limit: { unit: 'working-days', amount: 5 } } };
    expect(dueAt(started, changed)).toBe(at('11-27T15:30'));
  });
});

describe('the clock of a step', () => {
  const limit = { unit: 'working-days', amount: 2 } as const;
  const stepDue = (openedAt: string, events: readonly ClockEvent[], isForCitizen = false): string => {
    const due = clockDueDate(calendar, stepFacts(fold(started, ...events), { calendar: 'vn-h56-2026', openedAt: at(openedAt), limit, isForCitizen }));
    return due.kind === 'due' ? due.dueAt : due.rejection.code;
  };
  it('stands still while the dossier waits for the citizen, from its own opening on', () => {
    expect(stepDue('11-26T15:30', [])).toBe(at('11-30T15:30'));
    expect(stepDue('11-26T15:30', [suspended('11-27T15:30'), resumed('11-30T15:30')])).toBe(at('12-01T15:30'));
    expect(stepDue('11-30T09:00', [suspended('11-27T15:30'), resumed('11-30T10:00')])).toBe(at('12-02T10:00'));
    expect(stepDue('12-01T09:00', [suspended('11-27T15:30'), resumed('11-30T10:00')])).toBe(at('12-03T09:00'));
  });
  it('goes on where the step is what the citizen is waited for', () => {
    const waited = [suspended('11-27T15:30'), resumed('11-30T15:30')];
    expect([stepDue('11-27T15:30', waited, true), stepDue('11-27T15:30', waited)]).toEqual([at('12-01T15:30'), at('12-02T15:30')]);
  });
  it('says that it will move while the wait lasts', () => {
    const due = clockDueDate(calendar, stepFacts(fold(started, suspended('11-27T15:30')), { calendar: 'vn-h56-2026', openedAt: at('11-26T15:30'), limit }));
    expect(due.kind === 'due' && due.derivation.at(-1)?.step).toBe('waiting');
  });
  it('gets the time that was granted while it was open, and none from before; an apology promises the whole dossier', () => {
    const extended = (when: string): ClockEvent => ({ type: 'ClockExtended', data: { at: at(when), by: { unit: 'working-days', amount: 2 }, reason: { vi: 'mẫu', en: 'sample' } } });
    expect([stepDue('11-26T15:30', [extended('11-25T09:00')]), stepDue('11-26T15:30', [extended('11-27T09:00')]), stepDue('11-26T15:30', [extended('11-27T09:00')], true)]).toEqual([at('11-30T15:30'), at('12-02T15:30'), at('11-30T15:30')]);
    const sorry: ClockEvent = { type: 'ClockPostponed', data: { at: at('11-27T09:00'), to: at('12-20T15:30'), reason: { vi: 'mẫu', en: 'sample' } } };
    expect(stepDue('11-26T15:30', [sorry])).toBe(at('11-30T15:30'));
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
