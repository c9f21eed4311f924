import { publishModel, type Definition } from '@lienthong/bpmn';
import { specFor } from '@lienthong/testing';
import { instanceDecider, type AdvanceInstance, type Step, type TakeOverDossier, type UnitOfficer } from './instance.decider.js';
import { evolve, findSuspendingJob, hasEnded, noInstance, readTaskId, taskIdOf, type InstanceEvent, type Pin } from './instance.js';
import { sampleModel, SAMPLE_PROCEDURE } from './spec-procedure.js';

const { given } = specFor(instanceDecider);
const CODE = 'H56.17-20261120-000001';
const on = (text: string): string => `2026-${text}:00+07:00`;
const pin: Pin = { procedure: SAMPLE_PROCEDURE, procedureVersion: 1, calendar: 'vn-h56-2026', dueAt: on('12-04T15:30'), units: { 'land-registry': 'H56.23', 'one-stop': 'H56.17' } };
const leader: UnitOfficer = { subject: 'sample-leader', name: 'Lãnh Đạo Mẫu', agency: 'land-registry', unit: 'H56.23', roles: ['leader'] };

let definition: Definition;
beforeAll(async () => {
  const compilation = await publishModel(sampleModel());
  if (compilation.kind === 'refused') throw new Error(JSON.stringify(compilation.findings));
  definition = compilation.definition;
});

const takeOver = (change: Partial<Pin> = {}): TakeOverDossier => ({ type: 'TakeOverDossier', at: on('11-20T15:30'), data: { definition, pin: { ...pin, ...change }, variables: { contractPrice: 2_000_000_000 } } });
const advance = (step: Step): AdvanceInstance => ({ type: 'AdvanceInstance', at: step.at, data: { code: CODE, definition, step } });
const happened = (fact: string, at: string): AdvanceInstance => advance({ type: 'CorrelateFact', at: on(at), data: { fact, variables: {} } });
const verified = (at: string): AdvanceInstance => happened('lienthong.land_registry.v1.ParcelVerified', at);
const settled = (at: string): AdvanceInstance => happened('lienthong.tax.v1.ObligationSettled', at);
const sign = (type: 'ClaimTask' | 'CompleteTask', by: UnitOfficer, at = '11-26T10:00'): AdvanceInstance =>
  advance(type === 'ClaimTask' ? { type, at: on(at), data: { jobKey: 'sign#1', by } } : { type, at: on(at), data: { jobKey: 'sign#1', by, variables: {} } });

type Told = TakeOverDossier | AdvanceInstance;

/** The events of a story told in commands, so that a spec begins where its sentence does. */
function eventsOf(...commands: readonly Told[]): readonly InstanceEvent[] {
  let instance = noInstance;
  return commands.flatMap((command) => {
    const decision = instanceDecider.decide(command, instance);
    if (decision.kind === 'rejected') throw new Error(decision.rejection.because);
    instance = decision.events.reduce(evolve, instance);
    return decision.events;
  });
}
const stateAfter = (...commands: readonly Told[]) => eventsOf(...commands).reduce(evolve, noInstance);
const typesOf = (events: readonly InstanceEvent[]): readonly string[] => events.map(({ type }) => type);
const opened = (events: readonly InstanceEvent[], element: string) => events.find((event) => event.type === 'JobOpened' && event.data.element === element)?.data;

describe('taking a dossier over', () => {
  it('pins it to the version of its receipt and opens the first step with unit and due date', () => {
    const events = eventsOf(takeOver());
    expect(events[0]).toEqual({ type: 'InstanceStarted', data: { processId: 'sample-process', variables: { contractPrice: 2_000_000_000 }, at: on('11-20T15:30'), ...pin } });
    expect(opened(events, 'verify')).toMatchObject({ jobKey: 'verify#1', agency: 'land-registry', unit: 'H56.23', dueAt: on('11-24T15:30'), inputs: { contractPrice: 2_000_000_000 } });
    expect(events.reduce(evolve, noInstance)).toMatchObject({ pin, dueDates: { 'verify#1': on('11-24T15:30') } });
  });
  it('stays quiet the second time', () => given(...eventsOf(takeOver())).when(takeOver()).thenNothing());
  it('refuses a calendar that it does not know', () => given().when(takeOver({ calendar: 'vn-h56-1999' })).thenRejected('CALENDAR_UNKNOWN'));
  it('refuses a step whose due date lies outside the calendar', () => given().when({ ...takeOver(), at: '2028-01-03T09:00:00+07:00' }).thenRejected('OUTSIDE_CALENDAR'));
});

describe('a fact of an agency', () => {
  it('completes the step that awaits it, and the next one opens in the same run', () => {
    const events = eventsOf(takeOver(), verified('11-23T09:00'));
    expect(typesOf(events)).toEqual(expect.arrayContaining(['JobCompleted', 'JobOpened', 'TimerScheduled']));
    expect(events.find((event) => event.type === 'JobCompleted')?.data).toMatchObject({ element: 'verify', agency: 'land-registry', outcome: 'verified', fact: 'lienthong.land_registry.v1.ParcelVerified' });
    expect(opened(events, 'await-payment')).toMatchObject({ agency: 'tax', unit: '', dueAt: on('11-30T09:00'), suspendsClock: { ground: 'financial-obligation', legalBasis: 'Mẫu' } });
  });
  it('leaves no due date of a step that is done', () => expect(stateAfter(takeOver(), verified('11-23T09:00')).dueDates).toEqual({ 'await-payment#1': on('11-30T09:00') }));
  it('stays quiet when nothing waits for it, and when it comes again', () => {
    given(...eventsOf(takeOver())).when(settled('11-23T09:00')).thenNothing();
    given(...eventsOf(takeOver(), verified('11-23T09:00'))).when(verified('11-23T09:00')).thenNothing();
  });
  it('tells the clock when the turn is the citizen’s', () => {
    expect(findSuspendingJob(stateAfter(takeOver()))).toBeUndefined();
    expect(findSuspendingJob(stateAfter(takeOver(), verified('11-23T09:00')))).toEqual({ ground: 'financial-obligation', legalBasis: 'Mẫu' });
  });
});

describe('a withdrawal', () => {
  const withdrawn = happened.bind(null, 'lienthong.intake.v1.DossierWithdrawn');
  it('ends the procedure wherever it stands, and closes what was open', () => {
    const events = eventsOf(takeOver(), verified('11-23T09:00'), withdrawn('11-24T09:00'));
    expect(events.at(-1)).toMatchObject({ type: 'InstanceTerminated', data: { reason: 'withdrawn' } });
    expect(typesOf(events)).toEqual(expect.arrayContaining(['JobCancelled', 'TimerCancelled']));
    expect(hasEnded(events.reduce(evolve, noInstance))).toBe(true);
  });
  it('stays quiet after the end', () => given(...eventsOf(takeOver(), withdrawn('11-24T09:00'))).when(withdrawn('11-25T09:00')).thenNothing());
});

describe('a withdrawal that crosses the decision', () => {
  const register = '<lienthong:completedBy fact="lienthong.tax.v1.ObligationSettled" outcome="settled" />';
  const withdrawn = (at: string): AdvanceInstance => happened('lienthong.intake.v1.DossierWithdrawn', at);
  const abandoned = (at: string): AdvanceInstance => happened('lienthong.land_registry.v1.TransferAbandoned', at);
  const registered = (at: string): AdvanceInstance => happened('lienthong.land_registry.v1.CertificateIssued', at);
  /** The sample procedure, but its second step is the registration; then the leader signs. */
  beforeAll(async () => {
    const compilation = await publishModel(sampleModel().replace(register, register.replace('lienthong.tax.v1.ObligationSettled', 'lienthong.land_registry.v1.CertificateIssued')));
    if (compilation.kind === 'refused') throw new Error(JSON.stringify(compilation.findings));
    [original, definition] = [definition, compilation.definition];
  });
  afterAll(() => { definition = original; });
  let original: Definition;

  it('waits for the agency that may be deciding, and ends when that says that it will not', () => {
    const deciding = eventsOf(takeOver(), verified('11-23T09:00'));
    given(...deciding).when(withdrawn('11-24T09:00')).thenNothing();
    expect(eventsOf(takeOver(), verified('11-23T09:00'), withdrawn('11-24T09:00'), abandoned('11-24T10:00')).at(-1)).toMatchObject({ type: 'InstanceTerminated', data: { reason: 'withdrawn' } });
  });
  it('goes on to the result when the decision was first, in whatever order the two are heard', () => {
    for (const [first, second] of [[withdrawn, registered], [registered, withdrawn]] as const) {
      const instance = stateAfter(takeOver(), verified('11-23T09:00'), first('11-24T09:00'), second('11-24T09:01'));
      expect(instance).toMatchObject({ decidedAt: expect.any(String), run: { status: 'open' } });
      expect(Object.keys(instance.run.jobs)).toEqual(['sign#1']);
    }
  });
  it('ends at once before the decision is asked for, and the agency’s answer then adds nothing', () => {
    expect(eventsOf(takeOver(), withdrawn('11-21T09:00')).at(-1)).toMatchObject({ type: 'InstanceTerminated' });
    given(...eventsOf(takeOver(), withdrawn('11-21T09:00'))).when(abandoned('11-21T09:01')).thenNothing();
    given(...eventsOf(takeOver(), abandoned('11-21T09:00'))).when(withdrawn('11-21T09:01')).thenNothing();
  });
});

describe('a person’s task', () => {
  const waiting = () => eventsOf(takeOver(), verified('11-23T09:00'), settled('11-25T09:00'));
  it('is claimed and completed by those it is for', () => {
    const events = [...waiting(), { type: 'TaskClaimed', data: { jobKey: 'sign#1', by: { subject: leader.subject, name: leader.name }, at: on('11-26T10:00') } } as const];
    given(...waiting()).when(sign('ClaimTask', leader)).then(...events.slice(waiting().length));
    expect(eventsOf(takeOver(), verified('11-23T09:00'), settled('11-25T09:00'), sign('ClaimTask', leader), sign('CompleteTask', leader)).at(-1)).toMatchObject({ type: 'InstanceCompleted', data: { outcome: 'returned' } });
  });
  it('refuses another unit of the same agency', () => given(...waiting()).when(sign('ClaimTask', { ...leader, unit: 'H56.24' })).thenRejected('NOT_A_CANDIDATE'));
  it('refuses another agency and another role', () => {
    given(...waiting()).when(sign('ClaimTask', { ...leader, agency: 'tax' })).thenRejected('NOT_A_CANDIDATE');
    given(...waiting()).when(sign('ClaimTask', { ...leader, roles: ['officer'] })).thenRejected('NOT_A_CANDIDATE');
  });
  it('refuses a second officer, naming the first and the time', () => {
    const claimed = stateAfter(takeOver(), verified('11-23T09:00'), settled('11-25T09:00'), sign('ClaimTask', leader));
    const decision = instanceDecider.decide(sign('ClaimTask', { ...leader, subject: 'sample-second', name: 'Người Thứ Hai' }, '11-26T11:00'), claimed);
    expect(decision).toMatchObject({ kind: 'rejected', rejection: { code: 'ALREADY_CLAIMED' } });
    expect(decision.kind === 'rejected' && decision.rejection.because).toContain(`${leader.name} claimed it at ${on('11-26T10:00')}`);
  });
  it('stays quiet when claimed again by the same person', () => {
    given(...waiting(), ...eventsOf(takeOver(), verified('11-23T09:00'), settled('11-25T09:00'), sign('ClaimTask', leader)).slice(waiting().length)).when(sign('ClaimTask', leader, '11-26T11:00')).thenNothing();
  });
});

describe('a timer', () => {
  const fire = (timerKey: string, at: string): AdvanceInstance => advance({ type: 'FireTimer', at: on(at), data: { timerKey } });
  it('ends the citizen’s time', () => {
    const events = eventsOf(takeOver(), verified('11-23T09:00'), fire('unpaid#1', '12-23T09:00'));
    expect(events.at(-1)).toMatchObject({ type: 'InstanceCompleted', data: { outcome: 'stopped' } });
  });
  it('refuses to fire early', () => given(...eventsOf(takeOver(), verified('11-23T09:00'))).when(fire('unpaid#1', '11-30T09:00')).thenRejected('TIMER_NOT_DUE'));
  it('stays quiet when the step is done', () => given(...eventsOf(takeOver(), verified('11-23T09:00'), settled('11-25T09:00'))).when(fire('unpaid#1', '12-23T09:00')).thenNothing());
});

describe('the id of a task', () => {
  it('stands in an address without being escaped, and is read back', () => {
    expect(taskIdOf(CODE, 'sign#1')).toBe(`${CODE}~sign~1`);
    expect(encodeURIComponent(taskIdOf(CODE, 'sign#1'))).toBe(taskIdOf(CODE, 'sign#1'));
    expect(readTaskId(`${CODE}~sign~1`)).toEqual({ code: CODE, key: 'sign#1' });
    expect(readTaskId(`${CODE}~sign#1`)).toEqual({ code: CODE, key: 'sign#1' });
  });
  it('is nothing else', () => {
    for (const id of ['', CODE, `${CODE}~sign`, `~sign~1`, `${CODE}~sign~x`, `a/b~sign~1`, `${'x'.repeat(61)}~sign~1`]) expect(readTaskId(id)).toBeUndefined();
  });
});
