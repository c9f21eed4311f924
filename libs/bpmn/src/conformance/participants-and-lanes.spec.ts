import assert from 'node:assert/strict';
import { publishModel, resolverOf } from '../index.js';
import { play } from '../spec-play.js';
import { activity, drawing, end, flows, fresh, script, service, start, started, told } from './spec-conformance.js';

// BPMN 2.0.2 §10.7 (lanes), §9.2 (participants), §13.5.1 (what starts a process), §10.4 (one variable, several branches).

const roots = '<bpmn:message id="m" name="m"/><bpmn:signal id="s" name="s"/>';
const timer = '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>';
const condition = '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=x = 1</bpmn:condition></bpmn:conditionalEventDefinition>';

describe('lanes', () => {
  it('give their steps the agency and role, unless a step has its own', async () => {
    const own = '<bpmn:extensionElements><lienthong:assignment agency="tax"/></bpmn:extensionElements>';
    const lane = '<bpmn:laneSet id="lanes"><bpmn:lane id="land" name="Land"><bpmn:extensionElements><lienthong:assignment agency="land-registry" role="checker"/></bpmn:extensionElements><bpmn:flowNodeRef>a</bpmn:flowNodeRef><bpmn:flowNodeRef>b</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>';
    const instance = await started(drawing(lane + start() + service('a') + service('b', own) + end() + flows('start -> a', 'a -> b', 'b -> end')));
    expect(instance.state().jobs['a#1']).toMatchObject({ agency: 'land-registry', role: 'checker' });
    instance.act('CompleteJob', { jobKey: 'a#1', variables: {} });
    expect(instance.state().jobs['b#1']).toMatchObject({ agency: 'tax', role: null });
  });
});

describe('several participants', () => {
  it('are instances of their own, joined by messages alone', async () => {
    const pool = `<bpmn:process id="bank" isExecutable="true">${activity('startEvent', 'asked', '<bpmn:messageEventDefinition messageRef="m"/>') + service('pay') + end('paid') + flows('asked -> pay', 'pay -> paid')}</bpmn:process>`;
    const map = '<bpmn:collaboration id="c"><bpmn:participant id="one" processRef="p"/><bpmn:participant id="two" processRef="bank"/></bpmn:collaboration>';
    const ask = activity('intermediateThrowEvent', 'ask', '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=due" target="amount"/></zeebe:ioMapping></bpmn:extensionElements><bpmn:messageEventDefinition messageRef="m"/>');
    const compilation = await publishModel(drawing(start() + ask + end() + flows('start -> ask', 'ask -> end'), { roots: roots + map, more: pool }));
    assert.ok(compilation.kind === 'compiled', JSON.stringify(compilation));
    const { model } = compilation;
    const citizen = play(compilation.definition, resolverOf(model));
    const thrown = citizen.act('StartInstance', { variables: { due: 5, secret: 1 } }).find(({ type }) => type === 'MessageThrown');
    expect(thrown?.data).toMatchObject({ name: 'm', variables: { amount: 5 } });
    const bank = play(model.processes['bank'] ?? assert.fail('the bank is not compiled'), resolverOf(model));
    expect(told(bank.act('StartInstance', { startEvent: 'asked', variables: { amount: 5 } }))).toEqual([
      'InstanceStarted {} asked', 'ElementActivated asked#1', 'EventOccurred asked#1 0 message {"amount":5}', 'VariablesSet {"amount":5}', 'ElementCompleted asked#1 to asked-pay',
      'ElementActivated pay#1 via asked-pay', 'JobOpened pay#1',
    ]);
  });
});

describe('timer, signal and conditional start events', () => {
  it.each([['timer', timer], ['signal', '<bpmn:signalEventDefinition signalRef="s"/>'], ['condition', condition]])('a %s starts the process', async (kind, definition) => {
    const instance = await fresh(drawing(activity('startEvent', 's1', definition) + service('a') + end() + flows('s1 -> a', 'a -> end'), { roots }));
    expect(told(instance.act('StartInstance', { startEvent: 's1', variables: {} }))).toEqual([
      'InstanceStarted {} s1', 'ElementActivated s1#1', `EventOccurred s1#1 0 ${kind} {}`, 'ElementCompleted s1#1 to s1-a', 'ElementActivated a#1 via s1-a', 'JobOpened a#1',
    ]);
  });
});

describe('one variable of parallel branches', () => {
  it('accumulates without losing an update', async () => {
    const instance = await started(
      drawing(start() + activity('parallelGateway', 'fork') + script('one', 'log', 'append(log, "1")') + script('two', 'log', 'append(log, "2")') + script('three', 'log', 'append(log, "3")') + activity('parallelGateway', 'join') + end() + flows('start -> fork', 'fork -> one', 'fork -> two', 'fork -> three', 'one -> join', 'two -> join', 'three -> join', 'join -> end')),
      { log: [] },
    );
    expect(told(instance.events()).filter((line) => line.startsWith('VariablesSet'))).toEqual(['VariablesSet {"log":["1"]}', 'VariablesSet {"log":["1","2"]}', 'VariablesSet {"log":["1","2","3"]}']);
    expect(instance.state().status).toBe('completed');
  });
});
