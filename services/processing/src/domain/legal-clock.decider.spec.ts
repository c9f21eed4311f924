import { specFor } from '@lienthong/testing';
import type { LegalClockEvent } from './legal-clock.js';
import { legalClockDecider, type FollowProcedure, type StartClock } from './legal-clock.decider.js';

const { given } = specFor(legalClockDecider);
const on = (text: string): string => `2026-${text}:00+07:00`;
const TAX = { ground: 'financial-obligation', legalBasis: 'sample' } as const;

const receipt = { receivedAt: on('11-20T15:30'), limit: { unit: 'working-days', amount: 10 }, calendar: 'vn-h56-2026', dueAt: on('12-04T15:30') } as const;
const start = (change: Partial<StartClock['data']> = {}): StartClock => ({ type: 'StartClock', at: on('11-20T15:31'), data: { code: 'H56.17-20261120-000001', ...receipt, ...change } });
const follow = (at: string, suspendedBy: FollowProcedure['data']['suspendedBy'], ended = false): FollowProcedure => ({ type: 'FollowProcedure', at: on(at), data: { suspendedBy, ended } });

const NEAR = { nearAt: on('12-02T09:30') };
const started: LegalClockEvent = { type: 'ClockStarted', data: { ...receipt, ...NEAR } };
const suspended: LegalClockEvent = { type: 'ClockSuspended', data: { at: on('11-27T15:30'), ...TAX } };
const resumed: LegalClockEvent = { type: 'ClockResumed', data: { at: on('11-30T15:30'), ground: 'financial-obligation', waitedWorkingMinutes: 480 } };

describe('taking the clock over', () => {
  it('keeps the date that the receipt promises', () => given().when(start()).then(started));
  it('counts by the rules that the procedure says, and keeps the day of submission', () => {
    const said = { rules: { cutOff: '15:00', rollForward: 'next-working-day' }, dueAt: on('12-07T07:30'), submittedAt: on('11-20T08:00') } as const;
    given().when(start(said)).then({ type: 'ClockStarted', data: { ...receipt, ...said, nearAt: on('12-02T11:00') } });
    given().when(start({ ...said, dueAt: on('12-04T15:30') })).thenRejected('DUE_DATE_DISAGREES');
    expect(legalClockDecider.evolve(legalClockDecider.initial, { type: 'ClockStarted', data: { ...receipt, ...said } }).running?.submittedAt).toBe(on('11-20T08:00'));
  });
  it('stays quiet the second time', () => given(started).when(start()).thenNothing());
  it('refuses a receipt with another date than the calendar gives', () => given().when(start({ dueAt: on('12-03T15:30') })).thenRejected('DUE_DATE_DISAGREES'));
  it('refuses a calendar that it does not know', () => given().when(start({ calendar: 'vn-h56-1999' })).thenRejected('CALENDAR_UNKNOWN'));
  it('refuses a date outside the calendar', () => given().when(start({ receivedAt: '2028-01-03T09:00:00+07:00' })).thenRejected('OUTSIDE_CALENDAR'));
});

describe('following the procedure', () => {
  it('suspends while the citizen has to act', () => given(started).when(follow('11-27T15:30', TAX)).then(suspended));
  it('resumes and moves the date by the working time waited', () =>
    given(started, suspended)
      .when(follow('11-30T15:30', null))
      .then(resumed, {
        type: 'DueDateMoved',
        data: {
          at: on('11-30T15:30'), from: on('12-04T15:30'), to: on('12-07T15:30'),
          reason: { vi: 'Không tính thời gian chờ người dân thực hiện nghĩa vụ tài chính', en: 'Not counted: waiting for the citizen to meet the financial obligation' },
          ground: 'financial-obligation', nearAt: on('12-03T09:30'),
        },
      }));
  it('does not move the date for a wait outside working time', () =>
    given(started, { type: 'ClockSuspended', data: { at: on('11-27T18:00'), ...TAX } })
      .when(follow('11-28T20:00', null))
      .then({ type: 'ClockResumed', data: { at: on('11-28T20:00'), ground: 'financial-obligation', waitedWorkingMinutes: 0 } }));
  it('changes the ground when one wait follows another', () =>
    given(started, { type: 'ClockSuspended', data: { at: on('11-28T09:00'), ...TAX } })
      .when(follow('11-28T10:00', { ground: 'supplement', legalBasis: 'sample' }))
      .then(
        { type: 'ClockResumed', data: { at: on('11-28T10:00'), ground: 'financial-obligation', waitedWorkingMinutes: 0 } },
        { type: 'ClockSuspended', data: { at: on('11-28T10:00'), ground: 'supplement', legalBasis: 'sample' } },
      ));
  it('stops with the procedure, also out of a wait', () => {
    given(started).when(follow('11-27T15:30', null, true)).then({ type: 'ClockStopped', data: { at: on('11-27T15:30') } });
    given(started, { type: 'ClockSuspended', data: { at: on('11-28T09:00'), ...TAX } })
      .when(follow('11-28T10:00', null, true))
      .then({ type: 'ClockResumed', data: { at: on('11-28T10:00'), ground: 'financial-obligation', waitedWorkingMinutes: 0 } }, { type: 'ClockStopped', data: { at: on('11-28T10:00') } });
  });
  it('stays quiet while nothing changes for the clock, before it starts and after it stops', () => {
    given(started).when(follow('11-27T15:30', null)).thenNothing();
    given(started, suspended).when(follow('11-28T15:30', TAX)).thenNothing();
    given().when(follow('11-27T15:30', TAX)).thenNothing();
    given(started, { type: 'ClockStopped', data: { at: on('11-27T15:30') } }).when(follow('11-28T15:30', TAX)).thenNothing();
  });
  it('refuses a resumption that the calendar cannot place', () => given(started, suspended).when({ type: 'FollowProcedure', at: '2028-01-03T09:00:00+07:00', data: { suspendedBy: null, ended: false } }).thenRejected('OUTSIDE_CALENDAR'));
});

describe('a migration that says so', () => {
  const reason = { vi: 'Theo phiên bản 2 của thủ tục', en: 'Following version 2 of the procedure' };
  const change = (amount: number) => ({ type: 'ChangeLimit', at: on('11-25T09:00'), data: { limit: { unit: 'working-days', amount }, reason } }) as const;
  const changed: LegalClockEvent = { type: 'ClockLimitChanged', data: { at: on('11-25T09:00'), limit: { unit: 'working-days', amount: 8 } } };

  it('counts the new limit from the receipt and moves the date', () =>
    given(started).when(change(8)).then(changed, { type: 'DueDateMoved', data: { at: on('11-25T09:00'), from: on('12-04T15:30'), to: on('12-02T15:30'), reason, ground: 'migration', nearAt: on('11-30T15:30') } }));
  it('keeps what has been waited', () =>
    given(started, suspended, resumed, { type: 'DueDateMoved', data: { at: on('11-30T15:30'), from: on('12-04T15:30'), to: on('12-07T15:30'), reason } })
      .when(change(8))
      .then(changed, { type: 'DueDateMoved', data: { at: on('11-25T09:00'), from: on('12-07T15:30'), to: on('12-03T15:30'), reason, ground: 'migration', nearAt: on('12-01T15:30') } }));
  it('stays quiet where the limit is the same, before the receipt and after the end', () => {
    given(started).when(change(10)).thenNothing();
    given().when(change(8)).thenNothing();
    given(started, { type: 'ClockStopped', data: { at: on('11-24T09:00') } }).when(change(8)).thenNothing();
  });
  it('refuses a date outside the calendar', () => given(started).when(change(400)).thenRejected('OUTSIDE_CALENDAR'));
});
