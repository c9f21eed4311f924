import {
  apologyDeadline, checkApology, clockNotStarted, dueDateHistory, evolveClock, explainDueDate, findPetitionLimit, PETITION_LIMITS, petitionDueDate, RELEASED_CALENDARS, tacitMoment, warningMoments, clockWarnings, describeWarningTime, parseWarningTime,
  type Clock, type ClockEvent, type PetitionCase, type StartedClock, type WorkingCalendar,
} from './index.js';

const calendar = RELEASED_CALENDARS.find('vn-h56-2026') as WorkingCalendar;
const at = (text: string): string => `2026-${text}:00+07:00`;
const limit = { unit: 'working-days', amount: 10 } as const;
const reason = { vi: 'mẫu', en: 'sample' };
const started: ClockEvent = { type: 'ClockStarted', data: { receivedAt: at('11-20T15:30'), limit, calendar: 'vn-h56-2026' } };
const suspended: ClockEvent = { type: 'ClockSuspended', data: { at: at('11-27T15:30'), ground: 'supplement' } };
const resumed: ClockEvent = { type: 'ClockResumed', data: { at: '2026-11-30T08:30:00Z' } };
const stopped: ClockEvent = { type: 'ClockStopped', data: { at: at('12-01T09:00') } };
const postponed: ClockEvent = { type: 'ClockPostponed', data: { at: at('12-01T09:00'), to: at('12-10T15:30'), reason } };
const fold = (...events: readonly ClockEvent[]): StartedClock => events.reduce<Clock>(evolveClock, clockNotStarted) as StartedClock;

describe('silence as a decision', () => {
  it('comes at the due date, moved by what was waited, and not by a promise', () => {
    expect(tacitMoment(RELEASED_CALENDARS, fold(started))).toEqual({ kind: 'at', at: at('12-04T15:30') });
    expect(tacitMoment(RELEASED_CALENDARS, fold(started, suspended, resumed, postponed))).toEqual({ kind: 'at', at: at('12-07T15:30') });
  });
  it('comes not while the clock stands, after the end, or by a calendar that nobody knows', () => {
    const unknown: ClockEvent = { type: 'ClockStarted', data: { receivedAt: at('11-20T15:30'), limit, calendar: 'h99' } };
    const late: ClockEvent = { type: 'ClockStarted', data: { receivedAt: '2027-12-31T09:00:00+07:00', limit, calendar: 'vn-h56-2026' } };
    expect([[started, suspended], [started, stopped], [unknown], [late]].map((events) => tacitMoment(RELEASED_CALENDARS, fold(...events)))).toEqual(
      ['suspended', 'stopped', 'calendar-unknown', 'no-due-date'].map((because) => ({ kind: 'none', because })),
    );
  });
});

describe('warnings', () => {
  it('go to the officer at 75 % of the working time, to the unit head when due and to the leader and the centre a working day later', () => {
    expect(warningMoments(calendar, { from: at('11-23T07:30'), dueAt: at('11-24T17:30') })).toEqual({
      kind: 'warnings',
      warnings: [
        { code: 'near-due', at: at('11-24T13:30').replace('13:30', '11:30'), to: ['officer'], when: { kind: 'share', percent: 75 } },
        { code: 'due', at: at('11-24T17:30'), to: ['unit-head'], when: { kind: 'at-due' } },
        { code: 'overdue', at: at('11-25T17:30'), to: ['agency-head', 'centre'], when: { kind: 'after-due', by: { unit: 'working-days', amount: 1 } } },
      ],
    });
  });
  it('are measured back from the date, so that a wait moves them with it', () => {
    const moved = warningMoments(calendar, { from: at('11-23T07:30'), dueAt: at('11-26T17:30'), counted: 960 });
    expect(moved.kind === 'warnings' && moved.warnings[0]?.at).toBe(at('11-26T11:30'));
  });
  it('may come at any working time before, never before the begin, and any after', () => {
    const points = [{ code: 'a', when: { kind: 'before-due', workingMinutes: 60 }, to: [] }, { code: 'b', when: { kind: 'before-due', workingMinutes: 99_999 }, to: [] }, { code: 'c', when: { kind: 'after-due', by: { unit: 'working-minutes', amount: 60 } }, to: [] }] as const;
    const found = warningMoments(calendar, { from: at('11-23T09:00'), dueAt: at('11-23T17:00') }, points);
    expect(found.kind === 'warnings' && found.warnings.map((warning) => warning.at)).toEqual([at('11-23T16:00'), at('11-23T09:00'), at('11-24T08:00')]);
  });
  it('of a clock come after its waits, with the share of the time that counted', () => {
    const warned = (...events: readonly ClockEvent[]) => {
      const found = clockWarnings(calendar, fold(started, ...events));
      return found.kind === 'warnings' && [found.dueAt, ...found.warnings.map((warning) => warning.at)];
    };
    // 10 days, of which 2.5 are left at 75 %; a day waited moves all by a day.
    expect(warned()).toEqual([at('12-04T15:30'), at('12-02T09:30'), at('12-04T15:30'), at('12-07T15:30')]);
    expect(warned(suspended, resumed)).toEqual([at('12-07T15:30'), at('12-03T09:30'), at('12-07T15:30'), at('12-08T15:30')]);
  });
  it('that would come after the last year of the calendar keep none of the others back', () => {
    const late = { calendar: 'vn-h56-2026', receivedAt: '2027-12-20T09:00:00+07:00', limit: { unit: 'working-days', amount: 9 }, moves: [] } as const;
    const found = clockWarnings(calendar, late);
    expect(found.kind === 'warnings' && found.warnings.map(({ code }) => code)).toEqual(['near-due', 'due']);
  });
  it('are written in a model as people say them', () => {
    expect(['75%', 'due', 'P1D', 'PT4H', '-P2D', '-PT90M'].map((text) => parseWarningTime(text)).map((when) => when && describeWarningTime(when).vi)).toEqual(
      ['Đã dùng 75% thời hạn', 'Đến hạn', 'Quá hạn 1 ngày làm việc', 'Quá hạn 4 giờ làm việc', 'Còn 2 ngày làm việc là đến hạn', 'Còn 1 giờ 30 phút làm việc là đến hạn'],
    );
    expect(['', '0%', '100%', '5', 'P1M', 'P0D', '-due', 'soon'].map(parseWarningTime)).toEqual(Array.from({ length: 8 }, () => undefined));
  });
  it('are refused where the calendar ends', () => {
    expect(warningMoments(calendar, { from: '2027-12-30T09:00:00+07:00', dueAt: '2027-12-31T17:30:00+07:00' })).toMatchObject({ kind: 'refused', rejection: { code: 'OUTSIDE_CALENDAR' } });
    expect(warningMoments(calendar, { from: 'soon', dueAt: at('11-23T09:00') })).toMatchObject({ kind: 'refused', rejection: { code: 'NOT_A_TIME' } });
  });
});

describe('an apology', () => {
  it('is due a day before, in office hours', () => {
    expect(apologyDeadline(calendar, at('12-04T15:30'))).toEqual({ kind: 'moment', at: at('12-03T15:30') });
    expect(apologyDeadline(calendar, at('12-07T15:30'))).toEqual({ kind: 'moment', at: at('12-04T17:30') }); // Sunday would be the day before
    expect(apologyDeadline(calendar, '2026-01-01T09:00:00+07:00')).toMatchObject({ kind: 'refused', rejection: { code: 'OUTSIDE_CALENDAR' } });
  });
  const check = (clock: StartedClock, when = '12-02T09:00', to = '12-10T15:30') => {
    const result = checkApology(calendar, clock, { at: at(when), dueAt: at('12-04T15:30'), to: at(to) });
    return result.kind === 'allowed' ? [result.isInTime, result.deadline] : result.rejection.code;
  };
  it('is allowed once, with a later date, while the clock runs', () => {
    expect(check(fold(started))).toEqual([true, at('12-03T15:30')]);
    expect(check(fold(started), '12-04T09:00')).toEqual([false, at('12-03T15:30')]);
    expect([check(fold(started, postponed)), check(fold(started), '12-02T09:00', '12-04T15:30'), check(fold(started), '12-11T09:00', '12-10T15:30'), check(fold(started, suspended)), check(fold(started, stopped))]).toEqual(
      ['ALREADY_POSTPONED', 'NOT_LATER', 'NOT_LATER', 'CLOCK_SUSPENDED', 'CLOCK_STOPPED'],
    );
  });
  it('names a moment when the office is open, which its last minute is', () => {
    const on = (to: string) => check(fold(started), '12-02T09:00', to);
    expect(['12-12T09:00', '12-13T09:00', '12-10T12:00', '12-10T17:31', '12-10T07:29'].map(on)).toEqual(Array(5).fill('OUTSIDE_OFFICE_HOURS'));
    expect(['12-10T07:30', '12-10T11:30', '12-10T13:30', '12-10T17:30'].map((to) => typeof on(to))).toEqual(Array(4).fill('object'));
  });
});

describe('the explanation of a due date', () => {
  it('tells the limit, the earlier dates with their reason and the derivation, and ends at the date', () => {
    const history = dueDateHistory(RELEASED_CALENDARS, fold(started, suspended, resumed));
    const explained = explainDueDate({ about: 'H56-1', limit, dates: history.kind === 'history' ? history.dates : [], legalBasis: { vi: 'QĐ 2304', en: 'Decision 2304' } });
    expect(explained).toMatchObject({ of: 'due-date', about: 'H56-1', value: at('12-07T15:30'), answer: { vi: 'Hạn trả kết quả: 15:30 thứ Hai 07/12/2026', en: 'Due: 15:30 Mon 07/12/2026' } });
    expect(explained.lines.map(({ step, result }) => [step, result])).toEqual([
      ['limit', null], ['superseded', at('12-04T15:30')], ['calendar', null], ['received', at('11-20T15:30')], ['skipped', at('11-22T15:30')], ['counted', at('11-27T15:30')],
      ['skipped', at('11-29T15:30')], ['counted', at('12-04T15:30')], ['suspended', at('12-07T15:30')],
    ]);
    expect(explained.lines[1]?.text.vi).toBe('Hạn trước đây 15:30 thứ Sáu 04/12/2026 được thay từ 15:30 thứ Hai 30/11/2026. Không tính thời gian chờ người dân bổ sung hồ sơ');
    expect(explained.lines[2]?.text.vi).toBe('Tính theo lịch làm việc vn-h56-2026, phiên bản 1');
    expect(explained.lines[5]).toMatchObject({ arithmetic: '0 + 5 = 5', rule: null, source: { vi: 'Cách tính của hệ thống một cửa đang vận hành' } });
    expect(explained.lines[8]).toMatchObject({ arithmetic: '04/12/2026 15:30 + 480 min = 07/12/2026 15:30' });
  });
});

describe('the limits of petitions (domain §7)', () => {
  const of = (petition: PetitionCase): string => {
    const found = findPetitionLimit(petition);
    return found === undefined ? 'none' : `${found.limit.amount} ${found.limit.unit} ${found.confidence}`;
  };
  it.each([
    [{ matter: 'complaint', stage: 'resolution' }, '30 calendar-days sure'],
    [{ matter: 'complaint', stage: 'resolution', complexity: 'complex' }, '45 calendar-days sure'],
    [{ matter: 'complaint', stage: 'resolution', isRemote: true }, '45 calendar-days sure'],
    [{ matter: 'complaint', stage: 'resolution', complexity: 'complex', isRemote: true }, '60 calendar-days sure'],
    [{ matter: 'complaint', stage: 'resolution', round: 2 }, '45 calendar-days open'],
    [{ matter: 'complaint', stage: 'resolution', round: 2, complexity: 'complex' }, '60 calendar-days open'],
    [{ matter: 'complaint', stage: 'resolution', round: 2, isRemote: true }, '60 calendar-days open'],
    [{ matter: 'complaint', stage: 'resolution', round: 2, complexity: 'complex', isRemote: true }, '70 calendar-days open'],
    [{ matter: 'complaint', stage: 'acceptance' }, '10 calendar-days open'],
    [{ matter: 'complaint', stage: 'time-bar' }, '90 calendar-days open'],
    [{ matter: 'denunciation', stage: 'processing' }, '7 working-days likely'],
    [{ matter: 'denunciation', stage: 'resolution', complexity: 'complex' }, '30 calendar-days sure'],
    [{ matter: 'reflection', stage: 'resolution' }, '10 working-days open'],
    [{ matter: 'regulation-feedback', stage: 'processing' }, '2 working-days sure'],
    [{ matter: 'regulation-feedback', stage: 'more-information' }, '5 working-days likely'],
    [{ matter: 'regulation-feedback', stage: 'resolution' }, '15 working-days likely'],
    [{ matter: 'regulation-feedback', stage: 'publication' }, '2 working-days likely'],
    [{ matter: 'reflection', stage: 'time-bar' }, 'none'],
  ] as const)('%j: %s', (petition, expected) => expect(of(petition)).toBe(expected));

  it('are extended as often as the law says and no more', () => {
    const due = (complexity: 'ordinary' | 'complex' | 'very-complex', granted: number): string => {
      const row = findPetitionLimit({ matter: 'denunciation', stage: 'resolution', complexity });
      const found = row && petitionDueDate(calendar, row, at('03-02T09:00'), granted);
      return found?.kind === 'due' ? found.dueAt.slice(5, 10) : 'none';
    };
    expect([due('ordinary', 5), due('complex', 0), due('complex', 1), due('complex', 2), due('very-complex', 2), due('very-complex', 3)]).toEqual(['04-01', '04-01', '05-04', '05-04', '06-01', '06-01']);
  });
  it('have each their own code, and a source', () => {
    expect(new Set(PETITION_LIMITS.map(({ code }) => code)).size).toBe(PETITION_LIMITS.length);
    expect(PETITION_LIMITS.every(({ source }) => source.vi !== '' && source.en !== '')).toBe(true);
  });
});
