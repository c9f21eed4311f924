import assert from 'node:assert/strict';
import { dueDate, RELEASED_CALENDARS, type TimeLimit, type WarningPoint, type WorkingCalendar } from '@lienthong/calendar';
import type { ClockSuspension } from '@lienthong/bpmn';
import type { Amendment } from './clock-amendment.js';
import { deadlinesOf } from './deadlines.js';
import { evolve, noInstance, type Instance, type InstanceEvent, type JobOpened } from './instance.js';
import { noClock, type LegalClock, type LegalClockEvent } from './legal-clock.js';
import { legalClockDecider, type LegalClockCommand } from './legal-clock.decider.js';
import { deriveStepDate, movedSteps, openSteps } from './step-dates.js';

const calendar = RELEASED_CALENDARS.find('vn-h56-2026') as WorkingCalendar;
const on = (text: string): string => `2026-${text}:00+07:00`;
const PAY: ClockSuspension = { ground: 'financial-obligation', legalBasis: 'mẫu' };
const LIMITS: Readonly<Record<string, TimeLimit>> = { PT4H: { unit: 'working-minutes', amount: 240 }, P2D: { unit: 'working-days', amount: 2 }, P1M: { unit: 'months', amount: 1 }, P0D: { unit: 'same-day', amount: 0 } };

type Step = Readonly<{ jobKey: string; at: string; limit: string; suspendsClock?: ClockSuspension | null; warnings?: readonly WarningPoint[] }>;
function opened({ jobKey, at, limit, suspendsClock = null, warnings }: Step): JobOpened {
  const due = dueDate(calendar, at, LIMITS[limit] ?? assert.fail(limit));
  return {
    type: 'JobOpened',
    data: {
      jobKey, elementKey: jobKey, element: jobKey.split('#')[0] ?? '', name: 'Việc mẫu', nameEn: 'Sample', kind: 'user', type: 'x', agency: 'land-registry', role: null, reason: { vi: 'a', en: 'b' }, inputs: {}, stepNumber: '1',
      limit, counts: true, dossierState: null, suspendsClock, completedBy: [], openedAt: at, unit: 'H56.23', dueAt: due.kind === 'due' ? due.dueAt : assert.fail(due.rejection.because), ...(warnings && { warnings }),
    },
  };
}
const RECEIPT = { receivedAt: on('03-02T08:00'), limit: { unit: 'working-days', amount: 30 }, calendar: 'vn-h56-2026' } as const;
const begun = (): LegalClockEvent => {
  const due = dueDate(calendar, RECEIPT.receivedAt, RECEIPT.limit);
  return { type: 'ClockStarted', data: { ...RECEIPT, dueAt: due.kind === 'due' ? due.dueAt : '' } };
};
const startedClock = (): LegalClock => legalClockDecider.evolve(noClock, begun());

/** A dossier whose two streams follow each other as in the service. */
class Dossier {
  instance: Instance = noInstance;
  clock: LegalClock = startedClock();
  open = (...steps: readonly Step[]): void => this.fold(...steps.map(opened));
  fold = (...events: readonly InstanceEvent[]): void => void (this.instance = events.reduce(evolve, this.instance));
  /** False where the clock says no. */
  command(command: LegalClockCommand): boolean {
    const decision = legalClockDecider.decide(command, this.clock);
    if (decision.kind === 'rejected') return false;
    this.clock = decision.events.reduce(legalClockDecider.evolve, this.clock);
    this.fold(...movedSteps(this.instance, this.clock, RELEASED_CALENDARS, command.at));
    return true;
  }
  follow = (at: string, suspendedBy: ClockSuspension | null): boolean => this.command({ type: 'FollowProcedure', at, data: { suspendedBy, ended: false } });
  amend = (at: string, amendment: Amendment): boolean => this.command({ type: 'AmendClock', at, data: { code: 'H56.17-20260302-000001', amendment, reason: 'mẫu', by: { subject: 's', name: 'S' } } });
  explained(): Readonly<Record<string, string>> {
    const { running } = this.clock;
    return Object.fromEntries(openSteps(this.instance).map((step) => {
      const due = running === null ? undefined : deriveStepDate(RELEASED_CALENDARS, running, step);
      return [step.jobKey, due?.kind === 'due' ? due.dueAt : assert.fail(step.jobKey)];
    }));
  }
}

describe('the dates of open steps', () => {
  it('move with what the clock moves by, and not with what is the whole dossier’s alone', () => {
    const dossier = new Dossier();
    dossier.open({ jobKey: 'pay#1', at: on('03-02T08:00'), limit: 'P2D', suspendsClock: PAY }, { jobKey: 'check#1', at: on('03-02T08:00'), limit: 'P2D' });
    dossier.follow(on('03-02T09:00'), PAY);
    expect(dossier.instance.dueDates).toEqual({ 'pay#1': on('03-04T08:00'), 'check#1': on('03-04T08:00') });
    dossier.follow(on('03-03T09:00'), null);
    expect(dossier.instance.dueDates).toEqual({ 'pay#1': on('03-04T08:00'), 'check#1': on('03-05T08:00') });
    dossier.amend(on('03-03T10:00'), { kind: 'extension', by: { unit: 'working-days', amount: 1 } });
    expect(dossier.instance.dueDates['check#1']).toBe(on('03-06T08:00'));
    dossier.amend(on('03-03T10:00'), { kind: 'apology', to: on('06-01T08:00') });
    expect(dossier.instance.dueDates['check#1']).toBe(on('03-06T08:00'));
    dossier.amend(on('03-03T11:00'), { kind: 'correction', correction: { what: 'suspension-void', suspension: 1 } });
    expect(dossier.instance.dueDates['check#1']).toBe(on('03-05T08:00'));
  });
  it('are told of when they are near, by the time that counts', () => {
    const dossier = new Dossier();
    dossier.open({ jobKey: 'check#1', at: on('03-02T08:00'), limit: 'P2D' });
    dossier.follow(on('03-02T09:00'), PAY);
    expect(movedSteps(dossier.instance, dossier.clock, RELEASED_CALENDARS, on('03-03T09:00'))).toEqual([]);
    const resumed = legalClockDecider.decide({ type: 'FollowProcedure', at: on('03-03T09:00'), data: { suspendedBy: null, ended: false } }, dossier.clock);
    const clock = resumed.kind === 'accepted' ? resumed.events.reduce(legalClockDecider.evolve, dossier.clock) : assert.fail();
    expect(movedSteps(dossier.instance, clock, RELEASED_CALENDARS, on('03-03T09:00'))).toEqual([
      { type: 'StepDateMoved', data: { jobKey: 'check#1', element: 'check', from: on('03-04T08:00'), to: on('03-05T08:00'), nearAt: on('03-04T14:00'), at: on('03-03T09:00') } },
    ]);
  });

  it('are those of the explanation after any history', () => {
    let state = 11;
    const draw = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let moves = 0;
    for (let round = 0; round < 300; round += 1) {
      const dossier = new Dossier();
      let now = Date.parse(on('03-02T08:00'));
      const later = (): string => new Date((now += draw(4_000) * 60_000) + 7 * 3_600_000).toISOString().replace('.000Z', '+07:00');
      for (let turn = 0; turn < 12; turn += 1) {
        const before = JSON.stringify(dossier.instance.dueDates);
        const at = later();
        const past = new Date(Date.parse(at) - draw(2_000) * 60_000 + 7 * 3_600_000).toISOString().replace('.000Z', '+07:00');
        const suspension = 1 + draw(3);
        const kind = draw(9);
        if (kind < 3) dossier.open({ jobKey: `step#${turn + 1}`, at, limit: Object.keys(LIMITS)[draw(4)] ?? '', suspendsClock: draw(5) === 0 ? PAY : null });
        else if (kind < 5) dossier.follow(at, draw(2) === 0 ? PAY : null);
        else if (kind === 5) dossier.amend(at, { kind: 'extension', by: { unit: 'working-days', amount: 1 + draw(5) } });
        else if (kind === 6) dossier.amend(at, { kind: 'correction', correction: { what: 'suspension-end', suspension, to: past } });
        else if (kind === 7) dossier.amend(at, { kind: 'correction', correction: { what: 'suspension-begin', suspension, from: past } });
        else dossier.amend(at, { kind: 'correction', correction: draw(2) === 0 ? { what: 'suspension-void', suspension } : { what: 'receipt', receivedAt: past } });
        expect(dossier.instance.dueDates).toEqual(dossier.explained());
        if (kind >= 3 && before !== JSON.stringify(dossier.instance.dueDates)) moves += 1;
      }
    }
    expect(moves).toBeGreaterThan(300);
  });
});

describe('warnings of steps', () => {
  const codesOf = (dossier: Dossier): readonly string[] =>
    deadlinesOf(dossier.clock, RELEASED_CALENDARS, openSteps(dossier.instance)).flatMap((deadline) => (deadline.kind === 'warning' && deadline.step !== null ? [`${deadline.step.jobKey} ${deadline.code} ${deadline.at.slice(5, 16)}`] : []));
  it('are their own, or the usual; nobody is hurried for what the citizen is waited for, unless the model says so', () => {
    const dossier = new Dossier();
    const own: readonly WarningPoint[] = [{ code: 'due', when: { kind: 'at-due' }, to: ['centre'] }];
    dossier.open(
      { jobKey: 'a#1', at: on('03-02T08:00'), limit: 'P2D' }, { jobKey: 'b#1', at: on('03-02T08:00'), limit: 'P2D', warnings: own }, { jobKey: 'c#1', at: on('03-02T08:00'), limit: 'P2D', warnings: [] },
      { jobKey: 'd#1', at: on('03-02T08:00'), limit: 'PT4H', suspendsClock: PAY }, { jobKey: 'e#1', at: on('03-02T08:00'), limit: 'PT4H', suspendsClock: PAY, warnings: own },
    );
    expect(codesOf(dossier)).toEqual(['e#1 due 03-02T14:00', 'a#1 near-due 03-03T14:00', 'a#1 due 03-04T08:00', 'b#1 due 03-04T08:00', 'a#1 overdue 03-05T08:00']);
    dossier.follow(on('03-02T09:00'), PAY);
    expect(codesOf(dossier)).toEqual(['e#1 due 03-02T14:00']);
  });
  it('are given once each, to who has the step then, and those of the procedure hold for steps that say nothing', () => {
    const dossier = new Dossier();
    dossier.clock = legalClockDecider.evolve(noClock, { ...begun(), data: { ...begun().data, warnings: [{ code: 'P1D', when: { kind: 'after-due', by: { unit: 'working-days', amount: 1 } }, to: ['officer'] }] } } as LegalClockEvent);
    dossier.open({ jobKey: 'a#1', at: on('03-02T08:00'), limit: 'P2D' });
    dossier.fold({ type: 'TaskClaimed', data: { jobKey: 'a#1', by: { subject: 'x', name: 'Cán bộ' }, at: on('03-02T09:00') } } as InstanceEvent);
    const meet = { type: 'MeetDeadlines', at: on('03-10T09:00'), data: { recordedAt: on('03-10T09:00'), decidedAt: null, steps: openSteps(dossier.instance) } } as const;
    const met = legalClockDecider.decide(meet, dossier.clock);
    expect(met).toEqual({ kind: 'accepted', events: [{
      type: 'WarningGiven',
      data: { at: on('03-05T08:00'), recordedAt: on('03-10T09:00'), code: 'P1D', to: ['officer'], dueAt: on('03-04T08:00'), when: { kind: 'after-due', by: { unit: 'working-days', amount: 1 } }, step: { jobKey: 'a#1', element: 'a', name: 'Việc mẫu', nameEn: 'Sample' }, held: [{ agency: 'land-registry', unit: '', officer: { subject: 'x', name: 'Cán bộ' } }] },
    }] });
    dossier.command(meet);
    expect(legalClockDecider.decide(meet, dossier.clock)).toEqual({ kind: 'accepted', events: [] });
  });
});
