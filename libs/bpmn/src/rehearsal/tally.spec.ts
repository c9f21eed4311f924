import { RELEASED_CALENDARS } from '@lienthong/calendar';
import { follow, loadsOf, newTally, spreadOf, type Seen } from '../index.js';
import type { OpenedJob } from '../instance-events.js';

const JOB: OpenedJob = {
  jobKey: 'work#1', elementKey: 'work#1', element: 'work', name: 'Việc', nameEn: '', kind: 'user', type: 'work', agency: 'tax', role: null, reason: { vi: '', en: '' }, inputs: {},
  stepNumber: '', limit: 'P1D', counts: true, dossierState: null, suspendsClock: null, completedBy: [], openedAt: '2026-01-05T08:00:00+07:00',
};
const at = (hour: string): string => `2026-01-05T${hour}:00+07:00`;
const opened = (job: Partial<OpenedJob>): Seen => ({ at: job.openedAt ?? '', process: 'p', instance: 1, event: { type: 'JobOpened', data: { ...JOB, ...job } } });
const closed = (jobKey: string, when: string): Seen =>
  ({ at: when, process: 'p', instance: 1, event: { type: 'JobCompleted', data: { jobKey, elementKey: jobKey, element: 'work', fact: null, outcome: null, variables: {}, by: null, at: when } } });
const completed = (when: string): Seen => ({ at: when, process: 'p', instance: 1, event: { type: 'InstanceCompleted', data: { outcome: 'end', name: '', dossierState: null, at: when } } });

describe('a spread', () => {
  it('is by nearest rank', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ count: 5, p50: 3, p90: 5, max: 5 });
    expect(spreadOf(Array.from({ length: 100 }, (_, index) => index + 1))).toEqual({ count: 100, p50: 50, p90: 90, max: 100 });
    expect(spreadOf([])).toBeNull();
  });
});

describe('a tally', () => {
  it('counts the legal time without what suspends the clock, once where two do', () => {
    const tally = newTally();
    const { seen, end } = follow(tally, at('08:00'), RELEASED_CALENDARS.latest('vn-h56-2026') ?? null);
    const suspends = { suspendsClock: { ground: 'supplement' as const, legalBasis: '' } };
    seen(opened({ jobKey: 'a#1', openedAt: at('09:00'), ...suspends }));
    seen(opened({ jobKey: 'b#1', openedAt: at('09:30'), ...suspends }));
    seen(closed('a#1', at('10:00')));
    seen(closed('b#1', at('10:30')));
    seen(completed(at('11:00')));
    end({ outcome: 'completed', variables: {}, events: 5, at: at('11:00'), others: [] });
    expect([tally.durations, tally.legal, tally.cases]).toEqual([[180], [90], 1]);
  });

  it.each([
    [{ unit: 'calendar-days', amount: 30 }, '2026-02-04T08:00', '2026-02-04T08:01'],
    [{ unit: 'months', amount: 1 }, '2026-02-05T08:00', '2026-02-05T08:01'],
    [{ unit: 'working-minutes', amount: 240 }, '2026-01-05T14:00', '2026-01-05T14:01'],
    [{ unit: 'same-day', amount: 0 }, '2026-01-05T17:30', '2026-01-05T17:31'],
  ] as const)('finds late what ends after its date, in the unit of its limit: %j', (limit, inTime, late) => {
    const tally = newTally();
    for (const end of [inTime, late]) {
      const follower = follow(tally, at('08:00'), RELEASED_CALENDARS.latest('vn-h56-2026') ?? null, { limit });
      follower.seen(completed(`${end}:00+07:00`));
      follower.end({ outcome: 'completed', variables: {}, events: 1, at: `${end}:00+07:00`, others: [] });
    }
    expect([tally.cases, tally.late]).toEqual([2, 1]);
  });

  it('moves the date by what suspended the clock, and holds each step against its own', () => {
    const tally = newTally();
    const { seen, end } = follow(tally, at('08:00'), RELEASED_CALENDARS.latest('vn-h56-2026') ?? null, { limit: { unit: 'working-minutes', amount: 120 } });
    seen(opened({ jobKey: 'a#1', openedAt: at('09:00'), suspendsClock: { ground: 'supplement', legalBasis: '' }, limit: 'PT1H' }));
    seen(closed('a#1', at('10:30')));
    seen(completed(at('11:15')));
    end({ outcome: 'completed', variables: {}, events: 3, at: at('11:15'), others: [] });
    expect([tally.late, tally.steps.get('work')?.late]).toEqual([0, 1]);
  });

  it('adds up what each agency has open', () => {
    const tally = newTally();
    const { seen, end } = follow(tally, at('08:00'), null);
    seen(opened({ jobKey: 'a#1', openedAt: at('08:00') }));
    seen(opened({ jobKey: 'b#1', openedAt: at('09:00') }));
    seen(closed('a#1', at('10:00')));
    end({ outcome: 'waiting', waiting: ['work'], variables: {}, events: 4, at: at('12:00'), others: [] });
    expect(loadsOf(tally.works)).toEqual([{ agency: 'tax', works: 2, mostOpen: 2, mostOpenAt: Date.parse(at('09:00')), meanOpen: 1.25, hours: 5 }]);
    expect([tally.durations, [...tally.waiting]]).toEqual([[], [['work', 1]]]);
  });
});
