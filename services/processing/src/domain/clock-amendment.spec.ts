import { specFor } from '@lienthong/testing';
import type { Amendment, AmendClock } from './clock-amendment.js';
import { legalClockDecider } from './legal-clock.decider.js';
import type { LegalClockEvent } from './legal-clock.js';

const { given } = specFor(legalClockDecider);
const on = (text: string): string => `2026-${text}:00+07:00`;
const by = { subject: 'sample-leader', name: 'Lãnh Đạo Mẫu' };
const REASON = 'Sổ bưu điện ghi ngày khác';
const amend = (amendment: Amendment, at = on('12-02T09:00')): AmendClock => ({ type: 'AmendClock', at, data: { code: 'H56.17-20261120-000001', amendment, reason: REASON, by } });
const why = { reason: { vi: REASON, en: REASON }, decidedBy: by };
const at = on('12-02T09:00');

const started: LegalClockEvent = { type: 'ClockStarted', data: { receivedAt: on('11-20T15:30'), limit: { unit: 'working-days', amount: 10 }, calendar: 'vn-h56-2026', dueAt: on('12-04T15:30') } };
const suspended: LegalClockEvent = { type: 'ClockSuspended', data: { at: on('11-27T15:30'), ground: 'supplement', legalBasis: 'mẫu' } };
const resumed: LegalClockEvent = { type: 'ClockResumed', data: { at: on('11-30T15:30'), ground: 'supplement', waitedWorkingMinutes: 480 } };
const moved: LegalClockEvent = { type: 'DueDateMoved', data: { at: on('11-30T15:30'), from: on('12-04T15:30'), to: on('12-07T15:30'), reason: { vi: 'chờ', en: 'wait' } } };
const stopped: LegalClockEvent = { type: 'ClockStopped', data: { at: on('12-01T09:00') } };
const receipt = { what: 'receipt', receivedAt: on('11-19T15:30') } as const;

describe('a correction', () => {
  it('counts anew and moves the date', () =>
    given(started).when(amend({ kind: 'correction', correction: receipt })).then(
      { type: 'ClockCorrected', data: { at, correction: receipt, ...why } },
      { type: 'DueDateMoved', data: { at, from: on('12-04T15:30'), to: on('12-03T15:30'), reason: why.reason, ground: 'correction', nearAt: on('12-01T09:30') } },
    ));
  it('takes back what a suspension without a ground gave, also after the end', () =>
    given(started, suspended, resumed, moved, stopped).when(amend({ kind: 'correction', correction: { what: 'suspension-void', suspension: 1 } })).then(
      { type: 'ClockCorrected', data: { at, correction: { what: 'suspension-void', suspension: 1 }, ...why } },
      { type: 'DueDateMoved', data: { at, from: on('12-07T15:30'), to: on('12-04T15:30'), reason: why.reason, ground: 'correction', nearAt: on('12-02T09:30') } },
    ));
  it('moves nothing where the date stays', () =>
    given(started, suspended, resumed, moved).when(amend({ kind: 'correction', correction: { what: 'suspension-ground', suspension: 1, ground: 'financial-obligation' } })).then(
      { type: 'ClockCorrected', data: { at, correction: { what: 'suspension-ground', suspension: 1, ground: 'financial-obligation' }, ...why } },
    ));
  it.each([
    ['a suspension that never was', { what: 'suspension-void', suspension: 2 }],
    ['what is so already', { what: 'receipt', receivedAt: on('11-20T15:30') }],
    ['a time to come', { what: 'receipt', receivedAt: on('12-03T09:00') }],
    ['a wait that would end in time to come', { what: 'suspension-end', suspension: 1, to: on('12-03T09:00') }],
    ['an end before the begin', { what: 'suspension-end', suspension: 1, to: on('11-26T09:00') }],
  ] as const)('is refused for %s', (_what, correction) => given(started, suspended, resumed, moved).when(amend({ kind: 'correction', correction })).thenRejected('CORRECTION_IMPOSSIBLE'));
  it('is refused for a receipt before the dossier was handed in', () => {
    const told: LegalClockEvent = { ...started, data: { ...started.data, submittedAt: on('11-20T09:00') } } as LegalClockEvent;
    given(told).when(amend({ kind: 'correction', correction: { ...receipt, receivedAt: on('11-20T08:59') } })).thenRejected('CORRECTION_IMPOSSIBLE');
    given(told).when(amend({ kind: 'correction', correction: { ...receipt, receivedAt: on('11-20T09:00') } })).then(
      { type: 'ClockCorrected', data: { at, correction: { ...receipt, receivedAt: on('11-20T09:00') }, ...why } },
      { type: 'DueDateMoved', data: { at, from: on('12-04T15:30'), to: on('12-04T09:00'), reason: why.reason, ground: 'correction', nearAt: on('12-01T15:00') } },
    );
  });
  it('is refused by a calendar that nobody knows, outside its years, and before the receipt', () => {
    given(started).when(amend({ kind: 'correction', correction: { what: 'calendar', calendar: 'vn-h56-1999' } })).thenRejected('CALENDAR_UNKNOWN');
    given(started).when(amend({ kind: 'correction', correction: { what: 'receipt', receivedAt: '2025-12-31T09:00:00+07:00' } })).thenRejected('OUTSIDE_CALENDAR');
    given().when(amend({ kind: 'correction', correction: receipt })).thenRejected('NOT_STARTED');
  });
});

describe('an extension', () => {
  const extension = { kind: 'extension', by: { unit: 'working-days', amount: 2 } } as const;
  it('gives more time', () =>
    given(started).when(amend(extension)).then(
      { type: 'ClockExtended', data: { at, by: extension.by, ...why } },
      { type: 'DueDateMoved', data: { at, from: on('12-04T15:30'), to: on('12-08T15:30'), reason: why.reason, ground: 'extension', nearAt: on('12-03T15:30') } },
    ));
  it('names the rule that allows it, and is the one that was previewed', () => {
    const command = amend({ ...extension, legalBasis: 'Điều mẫu' });
    const events = [
      { type: 'ClockExtended', data: { at, by: extension.by, legalBasis: 'Điều mẫu', ...why } },
      { type: 'DueDateMoved', data: { at, from: on('12-04T15:30'), to: on('12-08T15:30'), reason: why.reason, ground: 'extension', nearAt: on('12-03T15:30') } },
    ] as const;
    const previewed = (previewedDueAt: string): AmendClock => ({ ...command, data: { ...command.data, previewedDueAt } });
    given(started).when(command).then(...events);
    given(started).when(previewed('2026-12-08T08:30:00Z')).then(...events);
    given(started).when(previewed(on('12-04T15:30'))).thenRejected('PREVIEW_OUTDATED');
  });
  it('is refused after the end', () => given(started, stopped).when(amend(extension)).thenRejected('CLOCK_STOPPED'));
});

describe('an apology', () => {
  const apology = { kind: 'apology', to: on('12-10T15:30') } as const;
  const postponed: LegalClockEvent = { type: 'ClockPostponed', data: { at, to: apology.to, isInTime: true, ...why } };
  it('gives one new date', () =>
    given(started).when(amend(apology)).then(postponed, { type: 'DueDateMoved', data: { at, from: on('12-04T15:30'), to: apology.to, reason: why.reason, ground: 'apology', nearAt: on('12-07T09:30') } }));
  it('is refused the second time, for an earlier date, while the clock stands and after the end', () => {
    given(started, postponed).when(amend(apology)).thenRejected('ALREADY_POSTPONED');
    given(started).when(amend({ ...apology, to: on('12-03T15:30') })).thenRejected('NOT_LATER');
    given(started).when(amend({ ...apology, to: on('12-12T09:00') })).thenRejected('OUTSIDE_OFFICE_HOURS');
    given(started, suspended).when(amend(apology)).thenRejected('CLOCK_SUSPENDED');
    given(started, stopped).when(amend(apology)).thenRejected('CLOCK_STOPPED');
  });
});
