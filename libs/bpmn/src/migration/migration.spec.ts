import assert from 'node:assert/strict';
import { instanceDecider, resolverOf, type InstanceEvent, type InstanceState, type Json, type Model } from '../index.js';
import { migrated } from '../instance-migration.js';
import { assessInstance } from './assess-instance.js';
import { planMigration, type MigrationMapping } from './migration-plan.js';
import {
  adHoc, AT, boundary, call, caught, compiled, complete, COMPENSATION, condition, decideWith, drawing, end, eventGateway, exclusive, flow, line, many, manual, message, onSignal, parallel, path, process,
  service, signal, start, started, sub, thrown, timer, toTheEnd, user, worker,
} from './spec-versions.js';

const withForm = (id: string): string =>
  line(user('ask', `<bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formKey="camunda-forms:bpmn:${id}"/></bpmn:extensionElements>`), 'ask')
    .replace('isExecutable="true">', `isExecutable="true"><bpmn:extensionElements><zeebe:userTaskForm id="${id}">{"type":"default","components":[]}</zeebe:userTaskForm></bpmn:extensionElements>`);
const by = { subject: 'sample-analyst', name: 'Chuyên Viên Mẫu' };

type Waiting = Readonly<{ xml: string; at?: readonly string[]; hears?: readonly string[]; variables?: Record<string, Json> }>;

const both = (one: string, other: string, joined = parallel('join')): string =>
  process(`${start('begin')}${parallel('fork')}${one}${other}${joined}${end('done')}${path('begin > fork > one > join > done')}${path('fork > two > join')}`);
const UNDO = `${worker('pay')}${boundary('undo', 'pay', COMPENSATION)}${service('refund', '', 'isForCompensation="true"')}<bpmn:association id="undo-refund" sourceRef="undo" targetRef="refund" associationDirection="One"/>`;

/** Every way in which an instance can wait, each with the jobs that are done before it gets there. */
const WAITS: Readonly<Record<string, Waiting>> = {
  'a worker': { xml: drawing(line(worker('work'), 'work')) },
  'a person': { xml: drawing(line(user('ask'), 'ask')) },
  'the second pair of eyes': {
    xml: drawing(line(`${user('ask')}${user('check', '<bpmn:extensionElements><lienthong:fourEyes element="ask"/></bpmn:extensionElements>')}`, 'ask > check')), at: ['ask'],
  },
  'a timer': { xml: drawing(line(caught('pause', timer('P1D')), 'pause')) },
  'a message': { xml: drawing(line(caught('hear', message()), 'hear')) },
  'a signal': { xml: drawing(line(caught('hear', signal), 'hear')) },
  'a condition': { xml: drawing(line(caught('hear', condition('ready = true')), 'hear')) },
  'events at a boundary': {
    xml: drawing(line(`${worker('work')}${boundary('late', 'work', timer('P3D'))}${boundary('rung', 'work', message(), false)}${end('end-late')}${end('end-rung')}`, 'work', path('late > end-late') + path('rung > end-rung'))),
  },
  'the first of several events': {
    xml: drawing(process(`${start('begin')}${eventGateway('which')}${caught('hear', message())}${caught('pause', timer('P1D'))}${exclusive('merge')}${end('done')}${path('begin > which > hear > merge > done')}${path('which > pause > merge')}`)),
  },
  'the other branch': { xml: drawing(both(worker('one'), worker('two'))), at: ['one'] },
  'rounds side by side': { xml: drawing(line(worker('work', many('3')), 'work')) },
  'rounds one after another': { xml: drawing(line(worker('work', many('3', true)), 'work')), at: ['work'] },
  'rounds of a sub-process': { xml: drawing(line(sub('group', `${start('in')}${worker('work')}${end('out')}${path('in > work > out')}${many('2')}`), 'group')) },
  'a sub-process, watched': { xml: drawing(line(sub('group', `${start('in')}${worker('work')}${end('out')}${path('in > work > out')}${onSignal('watch')}`), 'group')) },
  'a whole that is watched': { xml: drawing(line(`${worker('work')}${onSignal('watch', message())}`, 'work')) },
  'a called process': { xml: drawing(line(call('call', 'other'), 'call'), process(`${start('in')}${worker('inside')}${end('out')}${path('in > inside > out')}`, 'other')) },
  'a step after one that can be undone': { xml: drawing(line(`${UNDO}${worker('work')}${thrown('undo-all', COMPENSATION)}`, 'pay > work > undo-all')), at: ['pay'] },
  'a compensation': { xml: drawing(line(`${UNDO}${thrown('undo-all', COMPENSATION)}`, 'pay > undo-all')), at: ['pay'] },
  'an incident to be dealt with': { xml: drawing(line(service('work', '<bpmn:extensionElements><zeebe:taskDefinition type="work"/><zeebe:ioMapping><zeebe:input source="=if ready then 1 else 1 / 0" target="x"/></zeebe:ioMapping></bpmn:extensionElements>'), 'work')), variables: { ready: false } },
  'the rest at a complex gateway': {
    xml: drawing(both(worker('one'), worker('two'), `<bpmn:complexGateway id="join"><bpmn:activationCondition xsi:type="bpmn:tFormalExpression">=activationCount &gt;= 1</bpmn:activationCondition></bpmn:complexGateway>${worker('after')}`).replace(path('join > done'), path('join > after > done'))), at: ['one'],
  },
  'the second of two events that must both happen': {
    xml: drawing(line(caught('hear', message() + message('other-message'), 'parallelMultiple="true"'), 'hear')), hears: ['hello'],
  },
  'steps at will': { xml: drawing(line(adHoc('free', `${worker('one')}${worker('two')}`, 'ordering="Sequential"'), 'free')) },
};
const EVERY_ID = / (id|element|name|sourceRef|targetRef|attachedToRef|default)="([^"]+)"/g;
const KEPT = new Set(['file', 'main', 'other', 'hello-message', 'stop-signal', 'other-message', 'hello', 'stop']);
const renaming = (xml: string): string => xml.replace(EVERY_ID, (all, attribute: string, id: string) => (KEPT.has(id) || attribute === 'name' ? all : ` ${attribute}="${id}-new"`));

async function waiting({ xml, at = [], hears = [], variables = {} }: Waiting): Promise<Readonly<{ model: Model; state: InstanceState }>> {
  const model = await compiled(xml);
  const worked = at.reduce((state, element) => complete(model, state, element), started(model, variables));
  return { model, state: hears.reduce((state, name) => decideWith(model, state, { type: 'CorrelateMessage', at: AT, data: { name, correlationKey: '', variables: {} } }).state, worked) };
}

function migrate(from: Model, to: Model, state: InstanceState, mapping: MigrationMapping = {}): Readonly<{ state: InstanceState; events: readonly InstanceEvent[] }> {
  const definition = to.processes[to.main] ?? assert.fail();
  const decider = instanceDecider(definition, resolverOf(to));
  const decision = decider.decide({ type: 'MigrateInstance', at: AT, data: { from: '1', to: '2', source: from, target: to, elements: mapping.elements ?? {}, flows: mapping.flows ?? {}, by, reason: 'luật mới' } }, state);
  return decision.kind === 'rejected' ? assert.fail(decision.rejection.because) : { state: decision.events.reduce(decider.evolve, state), events: decision.events };
}

/** Everything is mapped to its new name. */
function mappingBetween(from: Model): MigrationMapping {
  const all = Object.values(from.processes);
  const renamed = (rows: readonly Readonly<{ id: string }>[]) => Object.fromEntries(rows.map(({ id }) => [id, `${id}-new`]));
  return { elements: renamed(all.flatMap(({ nodes }) => nodes)), flows: renamed(all.flatMap(({ flows }) => flows)) };
}

/** Where two states differ: the path of each leaf, with what it was and is. */
const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value) ?? 'undefined');

function differences(before: Json, after: Json, at = ''): readonly string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return [`${at}: ${plain(before)} → ${plain(after)}`];
  const [old, now] = [Object.entries(before), Object.entries(after)];
  if (old.length !== now.length) return [`${at}: ${old.length} members → ${now.length}`];
  return old.flatMap(([name, value], index) => {
    const [newName, newValue] = now[index] ?? ['', null];
    return [...(name === newName ? [] : [`${at} key: ${name} → ${newName}`]), ...differences(value as Json, newValue as Json, `${at}.${name}`)];
  });
}

/** Where an old name has been left standing. */
function oldNames(json: Json, names: ReadonlySet<string>, at = ''): readonly string[] {
  // The type of a person's task is the id that it had when it was offered.
  if (typeof json === 'string') return names.has(json) && !at.endsWith('.type') ? [`${at}: ${json}`] : [];
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => [...(names.has(name) ? [`${at} key: ${name}`] : []), ...oldNames(value as Json, names, `${at}.${name}`)]);
}

describe.each(Object.entries(WAITS))('an instance that waits for %s', (_name, wait) => {
  it('moves to an equal version without any change to it', async () => {
    const { model, state } = await waiting(wait);
    const { state: after, events } = migrate(model, await compiled(wait.xml), state);
    expect(events.map(({ type }) => type)).toEqual(['InstanceMigrated']);
    expect(JSON.stringify(after)).toBe(JSON.stringify(state));
  });

  it('moves to a version in which everything has another name: nothing but the names changes, and keys stay', async () => {
    const { model, state } = await waiting(wait);
    const target = await compiled(renaming(wait.xml));
    const mapping = mappingBetween(model);
    expect(planMigration(model, target, mapping).problems).toEqual([]);
    if (Object.values(state.elements).some(({ element }) => element === 'free')) return expect(assessInstance(planMigration(model, target, mapping), state).kind).toBe('blocked');
    const { state: after } = migrate(model, target, state, mapping);
    const changes = differences(state as unknown as Json, after as unknown as Json);
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.filter((change) => !/: ([\w-]+) → \1-new$/.test(change))).toEqual([]);
    // How many keys each element has used is told by the keys, which stay.
    expect(oldNames({ ...after, counts: {} } as unknown as Json, new Set([...Object.keys(mapping.elements ?? {}), ...Object.keys(mapping.flows ?? {})]))).toEqual([]);
    expect(JSON.stringify(migrated(after, { ...event(mapping), elements: inverse(mapping.elements), flows: inverse(mapping.flows) }))).toBe(JSON.stringify(state));
  });

  it('goes on by the new version to the same end', async () => {
    const { model, state } = await waiting(wait);
    const usual = toTheEnd(model, state);
    const isAdHoc = Object.values(state.elements).some(({ element }) => element === 'free');
    const target = await compiled(isAdHoc ? wait.xml : renaming(wait.xml));
    const { state: after } = migrate(model, target, state, isAdHoc ? {} : mappingBetween(model));
    const moved = toTheEnd(target, after);
    expect([usual.status, moved.status]).toEqual(['completed', 'completed']);
    expect(moved.reachedEnd).toBe(isAdHoc ? usual.reachedEnd : `${usual.reachedEnd}-new`);
  });
});

const inverse = (names: Readonly<Record<string, string>> = {}) => Object.fromEntries(Object.entries(names).map(([id, target]) => [target, id]));
const event = (mapping: MigrationMapping) => ({ from: '1', to: '2', elements: mapping.elements ?? {}, flows: mapping.flows ?? {}, by, reason: 'luật mới', at: AT });

async function blockedBy(before: Waiting, after: string, mapping: MigrationMapping = {}): Promise<readonly string[]> {
  const { model, state } = await waiting(before);
  const plan = planMigration(model, await compiled(after), mapping);
  expect(plan.problems).toEqual([]);
  const assessment = assessInstance(plan, state);
  return assessment.kind === 'moves' ? [] : assessment.because.map(({ code, element }) => `${code} ${element}`);
}

describe('an instance is blocked', () => {
  const work = { xml: drawing(line(worker('work'), 'work')) };
  const scoped = (id: string) => drawing(line(sub(id, `${start('in')}${worker('work')}${end('out')}${path('in > work > out')}`), id));
  it.each<readonly [string, Waiting, string, readonly string[]]>([
    ['where its step is gone', work, drawing(line(worker('another'), 'another')), ['ELEMENT_REMOVED work']],
    ['where its step is of another kind', work, drawing(line(user('work'), 'work')), ['KIND_DIFFERS work']],
    ['where its step loops now', work, drawing(line(worker('work', many('2')), 'work')), ['LOOP_DIFFERS work']],
    ['where side by side becomes one after another', { xml: drawing(line(worker('work', many('2')), 'work')) }, drawing(line(worker('work', many('2', true)), 'work')), ['LOOP_DIFFERS work']],
    ['where its step stands in another scope', work, scoped('group'), ['SCOPE_DIFFERS work']],
    ['where the scope around it is gone', { xml: scoped('group') }, drawing(line(worker('work'), 'work')), ['ELEMENT_REMOVED group', 'SCOPE_DIFFERS work']],
    ['where it waits for another event', { xml: drawing(line(caught('hear', message()), 'hear')) }, drawing(line(caught('hear', signal), 'hear')), ['EVENT_DIFFERS hear']],
    ['where the flow that it waits on is gone', { xml: drawing(both(worker('one'), worker('two'))), at: ['one'] }, drawing(both(worker('one'), worker('two')).replaceAll('"one-join"', '"one-to-join"')), ['FLOW_REMOVED one-join', 'JOIN_DIFFERS join']],
    ['where the flow that it waits on leads elsewhere', { xml: drawing(both(worker('one'), worker('two'))), at: ['one'] },
      drawing(process(`${start('begin')}${parallel('fork')}${worker('one')}${worker('two')}${parallel('join')}${worker('more')}${end('done')}${path('begin > fork > one')}${flow('one-join', 'one', 'more')}${path('more > join > done')}${path('fork > two > join')}`)), ['FLOW_LEADS_ELSEWHERE one-join', 'JOIN_DIFFERS join']],
    ['where the join waits for one branch more', { xml: drawing(both(worker('one'), worker('two'))), at: ['one'] },
      drawing(process(`${start('begin')}${parallel('fork')}${worker('one')}${worker('two')}${worker('three')}${parallel('join')}${end('done')}${path('begin > fork > one > join > done')}${path('fork > two > join')}${path('fork > three > join')}`)), ['JOIN_DIFFERS join']],
    ['where the called process is gone', { xml: drawing(line(call('call', 'other'), 'call'), process(`${start('in')}${worker('inside')}${end('out')}${path('in > inside > out')}`, 'other')) }, drawing(line(call('call', 'other'), 'call')), ['PROCESS_REMOVED other', 'ELEMENT_REMOVED inside']],
    ['where what is done can no longer be undone', { xml: drawing(line(`${UNDO}${worker('work')}`, 'pay > work')), at: ['pay'] }, drawing(line(`${worker('pay')}${worker('work')}`, 'pay > work')), ['COMPENSATION_REMOVED pay']],
    ['where the form of its open task is gone', { xml: drawing(withForm('f1')) }, drawing(withForm('f2')), ['FORM_REMOVED ask']],
    ['where a step that it will start at will is gone', { xml: drawing(line(adHoc('free', `${worker('one')}${worker('two')}`, 'ordering="Sequential"'), 'free')) }, drawing(line(adHoc('free', worker('one'), 'ordering="Sequential"'), 'free')), ['AD_HOC_DIFFERS free']],
  ])('%s', async (_where, before, after, because) => expect(await blockedBy(before, after)).toEqual(because));

  it('and the engine refuses it with the same reasons, in words', async () => {
    const { model, state } = await waiting(work);
    const target = await compiled(drawing(line(worker('another'), 'another')));
    const decider = instanceDecider(target.processes['main'] ?? assert.fail(), resolverOf(target));
    const decision = decider.decide({ type: 'MigrateInstance', at: AT, data: { from: '1', to: '2', source: model, target, elements: {}, flows: {}, by, reason: 'luật mới' } }, state);
    expect(decision).toEqual({ kind: 'rejected', rejection: { code: 'NOT_MIGRATABLE', because: 'Expected to migrate the instance from version 1 to 2, but "work" is not in the new version' } });
  });

  it('when it has ended', async () => {
    const { model, state } = await waiting({ ...work, at: ['work'] });
    expect(assessInstance(planMigration(model, model), state)).toMatchObject({ kind: 'blocked', because: [{ code: 'ENDED' }] });
  });
});

describe('waits come and go with the version', () => {
  const plain = drawing(line(worker('work'), 'work'));
  const timed = (id: string, duration = 'P3D') => drawing(line(`${worker('work')}${boundary(id, 'work', timer(duration))}${end('end-late')}`, 'work', path(`${id} > end-late`)));
  const gist = (events: readonly InstanceEvent[]) => events.map(({ type, data }) => [type, 'elementKey' in data ? data.elementKey : '', 'element' in data ? data.element : ''].join(' ').trim());

  it.each<readonly [string, Waiting, string, MigrationMapping, readonly string[]]>([
    ['a new boundary event opens', { xml: plain }, timed('late'), {}, ['InstanceMigrated', 'TimerScheduled work#1 late']],
    ['one that is gone closes', { xml: timed('late') }, plain, {}, ['InstanceMigrated', 'TimerCancelled work#1 late']],
    ['one that is replaced closes, and the other opens', { xml: timed('late') }, timed('overdue'), {}, ['InstanceMigrated', 'TimerCancelled work#1 late', 'TimerScheduled work#1 overdue']],
    ['one that is mapped stays, its time running', { xml: timed('late') }, timed('overdue', 'P9D'), { elements: { late: 'overdue' }, flows: {} }, ['InstanceMigrated']],
    ['one of another kind closes, and the new one opens', { xml: timed('late') }, drawing(line(`${worker('work')}${boundary('late', 'work', message())}${end('end-late')}`, 'work', path('late > end-late'))), {},
      ['InstanceMigrated', 'TimerCancelled work#1 late', 'SubscriptionOpened work#1 late']],
    ['a new event sub-process of the whole opens', { xml: plain }, drawing(line(`${worker('work')}${onSignal('watch')}`, 'work')), {}, ['InstanceMigrated', 'SubscriptionOpened  watch-start']],
    ['and one of a sub-process, inside it', { xml: drawing(line(sub('group', `${start('in')}${worker('work')}${end('out')}${path('in > work > out')}`), 'group')) },
      drawing(line(sub('group', `${start('in')}${worker('work')}${end('out')}${path('in > work > out')}${onSignal('watch')}`), 'group')), {}, ['InstanceMigrated', 'SubscriptionOpened group#1 watch-start']],
    ['one more event behind an event-based gateway opens', WAITS['the first of several events'] as Waiting,
      drawing(process(`${start('begin')}${eventGateway('which')}${caught('hear', message())}${caught('pause', timer('P1D'))}${caught('heard', signal)}${exclusive('merge')}${end('done')}${path('begin > which > hear > merge > done')}${path('which > pause > merge')}${path('which > heard > merge')}`)), {},
      ['InstanceMigrated', 'SubscriptionOpened which#1 heard']],
    ['rounds have no boundary of their own: the body has', { xml: drawing(line(worker('work', many('2')), 'work')) }, drawing(line(`${worker('work', many('2'))}${boundary('late', 'work', timer('P3D'))}${end('end-late')}`, 'work', path('late > end-late'))), {},
      ['InstanceMigrated', 'TimerScheduled work#1 late']],
  ])('%s', async (_what, before, after, mapping, expected) => {
    const { model, state } = await waiting(before);
    const target = await compiled(after);
    const { state: moved, events } = migrate(model, target, state, mapping);
    expect(gist(events)).toEqual(expected);
    expect(toTheEnd(target, moved).status).toBe('completed');
  });

  it('a claimed task stays with whoever has it', async () => {
    const model = await compiled(drawing(line(user('ask'), 'ask')));
    const officer = { ...by, agency: '', roles: [] };
    const decider = instanceDecider(model.processes['main'] ?? assert.fail());
    const claimed = decider.decide({ type: 'ClaimTask', at: AT, data: { jobKey: 'ask#1', by: officer } }, started(model));
    const state = claimed.kind === 'accepted' ? claimed.events.reduce(decider.evolve, started(model)) : assert.fail();
    const { state: moved } = migrate(model, await compiled(drawing(line(user('answer'), 'answer'))), state, { elements: { ask: 'answer' }, flows: {} });
    expect(moved.jobs['ask#1']).toMatchObject({ element: 'answer', claimed: { by, at: AT } });
  });

  it('what stands in a called process of another file keeps its names, though ours has the same ones', async () => {
    const called = await compiled(drawing(line(worker('work'), 'work')));
    const caller = async (work: string) => compiled(drawing(line(`${worker(work)}${call('call', 'elsewhere')}`, `${work} > call`)));
    const [model, target] = [await caller('work'), await caller('job')];
    const resolve = () => ({ definition: called.processes['main'] ?? assert.fail(), version: '7' });
    const decider = instanceDecider(model.processes['main'] ?? assert.fail(), resolve);
    const done = decider.decide({ type: 'CompleteJob', at: AT, data: { jobKey: 'work#1', variables: {} } }, started(model));
    const state = done.kind === 'accepted' ? done.events.reduce(decider.evolve, started(model)) : assert.fail();
    const command = { type: 'MigrateInstance', at: AT, data: { from: '1', to: '2', source: model, target, elements: { work: 'job', call: 'call' }, flows: {}, by, reason: 'luật mới' } } as const;
    const decision = instanceDecider(target.processes['main'] ?? assert.fail(), resolve).decide(command, state);
    const moved = decision.kind === 'accepted' ? decision.events.reduce(decider.evolve, state) : assert.fail(decision.rejection.because);
    expect(Object.values(moved.jobs).map(({ jobKey, element }) => [jobKey, element])).toEqual([['work#2', 'work']]);
    expect(JSON.stringify(moved)).toBe(JSON.stringify(state));
  });

  it('two steps may become one, and each of their tokens goes on there', async () => {
    const before = { xml: drawing(process(`${start('begin')}${parallel('fork')}${worker('one')}${worker('two')}${end('done')}${path('begin > fork > one > done')}${path('fork > two > done')}`)) };
    const { model, state } = await waiting(before);
    const target = await compiled(drawing(process(`${start('begin')}${parallel('fork')}${worker('one')}${manual('rest')}${end('done')}${path('begin > fork > one > done')}${path('fork > rest > done')}`)));
    const { state: moved } = migrate(model, target, state, { elements: { two: 'one' }, flows: {} });
    expect(Object.values(moved.elements).map(({ elementKey, element }) => [elementKey, element])).toEqual([['one#1', 'one'], ['two#1', 'one']]);
    expect(toTheEnd(target, moved).status).toBe('completed');
  });
});

describe('a plan is wrong', () => {
  const before = drawing(line(`${worker('work')}${user('ask')}${exclusive('x')}${exclusive('y')}`, 'work > ask > x > y'));
  it.each<readonly [string, MigrationMapping, readonly string[]]>([
    ['where it names what is not there', { elements: { nothing: 'work', work: 'nowhere' }, flows: { f: 'begin-work' } }, ['ELEMENT_UNKNOWN nothing', 'ELEMENT_UNKNOWN nowhere', 'FLOW_UNKNOWN f']],
    ['where it maps to another kind', { elements: { work: 'ask' } }, ['KIND_DIFFERS work']],
    ['where it merges what counts tokens', { elements: { x: 'y' } }, ['MAPPED_TWICE y']],
    ['where it merges flows', { flows: { 'work-ask': 'ask-x' } }, ['FLOW_MAPPED_TWICE ask-x']],
  ])('%s', async (_where, mapping, problems) => {
    const model = await compiled(before);
    expect(planMigration(model, model, mapping).problems.map(({ code, element }) => `${code} ${element}`)).toEqual(problems);
    expect(assessInstance(planMigration(model, model, mapping), started(model)).kind).toBe('blocked');
  });

  it('where it moves something out of its sub-process', async () => {
    const model = await compiled(drawing(line(`${worker('work')}${sub('group', `${start('in')}${worker('inner')}${end('out')}${path('in > inner > out')}`)}`, 'work > group')));
    expect(planMigration(model, model, { elements: { inner: 'work' } }).problems.map(({ code }) => code)).toEqual(['SCOPE_DIFFERS']);
  });
});
