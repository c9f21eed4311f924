import { DEFAULT_WARNING_POINTS, RELEASED_CALENDARS, type WarningTime } from '@lienthong/calendar';
import { specFor } from '@lienthong/testing';
import { deadlinesOf } from './deadlines.js';
import { evolveLegalClock, noClock, type LegalClockEvent } from './legal-clock.js';
import { legalClockDecider, type MeetDeadlines } from './legal-clock.decider.js';

const { given } = specFor(legalClockDecider);
const on = (text: string): string => `2026-${text}:00+07:00`;
const LATER = on('12-31T09:00');
const started: LegalClockEvent = { type: 'ClockStarted', data: { receivedAt: on('11-20T15:30'), limit: { unit: 'working-days', amount: 10 }, calendar: 'vn-h56-2026', dueAt: on('12-04T15:30'), tacit: 'approval' } };
const suspended: LegalClockEvent = { type: 'ClockSuspended', data: { at: on('11-27T15:30'), ground: 'supplement', legalBasis: 'sample' } };
const meet = (at: string, { decidedAt = null, steps = [] }: Partial<Pick<MeetDeadlines['data'], 'decidedAt' | 'steps'>> = {}): MeetDeadlines => ({ type: 'MeetDeadlines', at: on(at), data: { recordedAt: LATER, decidedAt, steps } });
const warned = (code: string, at: string, to: readonly ('officer' | 'unit-head' | 'agency-head' | 'centre')[], dueAt = '12-04T15:30'): LegalClockEvent =>
  ({ type: 'WarningGiven', data: { at: on(at), recordedAt: LATER, code, to, dueAt: on(dueAt), when: DEFAULT_WARNING_POINTS.find((point) => point.code === code)?.when as WarningTime, held: [] } });
const near = warned('near-due', '12-02T09:30', ['officer']);
const due = warned('due', '12-04T15:30', ['unit-head']);
const tacit: LegalClockEvent = { type: 'TacitOutcomeReached', data: { at: on('12-04T15:30'), recordedAt: LATER, outcome: 'approval' } };
const comingOf = (...events: readonly LegalClockEvent[]) => deadlinesOf(events.reduce(evolveLegalClock, noClock), RELEASED_CALENDARS, []).map(({ at, ...rest }) => [rest.kind === 'warning' ? rest.code : rest.kind, at]);

describe('what follows from a due date of itself', () => {
  it('is met at its own moment, whenever it is written down', () => {
    given(started).when(meet('12-02T09:29')).thenNothing();
    given(started).when(meet('12-02T09:30')).then(near);
    given(started).when(meet('12-05T09:00')).then(near, due, tacit);
  });
  it('is told once', () => given(started, near, due, tacit).when(meet('12-05T09:00')).thenNothing());
  it('is no decision where there was a result by then, and is one where the result came after', () => {
    given(started).when(meet('12-05T09:00', { decidedAt: on('12-04T15:30') })).then(near, due);
    given(started).when(meet('12-05T09:00', { decidedAt: on('12-04T15:31') })).then(near, due, tacit);
  });
  it('waits while the citizen has the dossier, and moves with the date', () => {
    given(started, suspended).when(meet('12-30T09:00')).thenNothing();
    const resumed: readonly LegalClockEvent[] = [
      { type: 'ClockResumed', data: { at: on('11-30T15:30'), ground: 'supplement', waitedWorkingMinutes: 480 } },
      { type: 'DueDateMoved', data: { at: on('11-30T15:30'), from: on('12-04T15:30'), to: on('12-07T15:30'), reason: { vi: 'chờ', en: 'wait' } } },
    ];
    expect(comingOf(started, suspended, ...resumed).at(-2)).toEqual(['tacit', on('12-07T15:30')]);
    given(started, suspended, ...resumed).when(meet('12-03T09:29')).thenNothing();
    given(started, suspended, ...resumed).when(meet('12-03T09:30')).then(warned('near-due', '12-03T09:30', ['officer'], '12-07T15:30'));
  });
  it('is not moved by an apology, which is a promise beside the limit of the law', () => {
    const sorry: readonly LegalClockEvent[] = [
      { type: 'ClockPostponed', data: { at: on('12-01T09:00'), to: on('12-18T15:30'), reason: { vi: 'x', en: 'x' }, isInTime: true, decidedBy: { subject: 's', name: 'S' } } },
      { type: 'DueDateMoved', data: { at: on('12-01T09:00'), from: on('12-04T15:30'), to: on('12-18T15:30'), reason: { vi: 'x', en: 'x' } } },
    ];
    expect(comingOf(started, ...sorry)[0]).toEqual(['tacit', on('12-04T15:30')]);
  });
  it('still comes of what happened before the end, and of nothing after it', () => {
    expect(comingOf(started, { type: 'ClockStopped', data: { at: on('12-04T16:00') } }).map(([code]) => code)).toEqual(['near-due', 'due', 'tacit']);
    // A dossier that ends at its very date was in time: nobody is told, and nothing was silence.
    expect(comingOf(started, { type: 'ClockStopped', data: { at: on('12-04T15:30') } }).map(([code]) => code)).toEqual(['near-due']);
    expect(comingOf(started, { type: 'ClockStopped', data: { at: on('12-01T16:00') } })).toEqual([]);
  });
});
