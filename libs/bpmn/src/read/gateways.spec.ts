import { definitionOf, drawn, flowsOf, idsOf, nodeOf, processOf, rulesOf } from './spec-drawing.js';

describe('a gateway', () => {
  it('knows its flows in the order of its outgoing elements, and its default', async () => {
    const gateway = '<exclusiveGateway id="x" default="x-b"><outgoing>x-c</outgoing><outgoing>x-a</outgoing></exclusiveGateway>';
    const flow = (target: string): string => `<sequenceFlow id="x-${target}" name="to ${target}" sourceRef="x" targetRef="${target}"><conditionExpression xsi:type="tFormalExpression">=n = "${target}"</conditionExpression></sequenceFlow>`;
    const ends = ['a', 'b', 'c'].map((id) => `<endEvent id="${id}"/>${flow(id)}`).join('');
    const definition = await definitionOf(processOf('p', '<startEvent id="start"/>', gateway, ends, flowsOf('start -> x')));
    const { outgoing, otherwise, incoming } = nodeOf(definition, 'x', 'exclusiveGateway');
    const { flows, flowIndex } = definition;
    expect([outgoing.map((place) => flows[place]?.id), otherwise, incoming]).toEqual([['x-c', 'x-a', 'x-b'], flowIndex['x-b'], [flowIndex['start-x']]]);
    expect(['x-a', 'x-b', 'x-c'].map((id) => [flows[flowIndex[id] ?? -1]?.name, flows[flowIndex[id] ?? -1]?.condition?.source])).toEqual([['to a', 'n = "a"'], ['to b', undefined], ['to c', 'n = "c"']]);
  });

  it('takes no condition in another language', async () => {
    const conditional = '<endEvent id="y"/><sequenceFlow id="f" sourceRef="x" targetRef="y"><conditionExpression xsi:type="tFormalExpression" language="javascript">a</conditionExpression></sequenceFlow>';
    expect(await rulesOf(drawn(`<exclusiveGateway id="x" default="x-end"/>`, conditional))).toEqual([['f', 'expression-language']]);
  });

  it('that joins knows what can still come, boundary events and links included, but not through itself', async () => {
    const elements = [
      '<startEvent id="start"/><inclusiveGateway id="fork" default="fork-a"/><task id="a"/><task id="b"/><boundaryEvent id="late" attachedToRef="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>',
      '<intermediateThrowEvent id="leave"><linkEventDefinition name="l"/></intermediateThrowEvent><intermediateCatchEvent id="arrive"><linkEventDefinition name="l"/></intermediateCatchEvent>',
      '<inclusiveGateway id="x" default="x-again"/><exclusiveGateway id="again" default="again-end"/><endEvent id="end"/>',
      flowsOf('start -> fork, fork -> a, a -> x, late -> x, b -> leave, arrive -> x, x -> again, again -> end'),
      '<sequenceFlow id="fork-b" sourceRef="fork" targetRef="b"><conditionExpression>true</conditionExpression></sequenceFlow>',
      '<sequenceFlow id="again-a" sourceRef="again" targetRef="a"><conditionExpression>more</conditionExpression></sequenceFlow>',
    ];
    const definition = await definitionOf(processOf('p', elements.join('').replace('default="x-again"', '')));
    const { upstream, incoming } = nodeOf(definition, 'x', 'inclusiveGateway');
    const before = Object.fromEntries(incoming.map((flow, index) => [definition.flows[flow]?.id, idsOf(definition, upstream[index] ?? []).toSorted()]));
    expect(before).toEqual({
      'a-x': ['a', 'again', 'fork', 'start'],
      'late-x': ['b', 'fork', 'late', 'start'],
      'arrive-x': ['arrive', 'b', 'fork', 'leave', 'start'],
    });
  });

  it('of events may make instances, and complex ones count', async () => {
    const events = '<intermediateCatchEvent id="one"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><intermediateCatchEvent id="two"><messageEventDefinition messageRef="n"/></intermediateCatchEvent>';
    const definition = await definitionOf(
      '<message id="m" name="m"/><message id="n" name="n"/>',
      processOf('p', '<eventBasedGateway id="x" instantiate="true" eventGatewayType="Parallel"/>', events, '<complexGateway id="join"><activationCondition>activationCount >= 1</activationCondition></complexGateway>', '<endEvent id="end"/>', flowsOf('x -> one, x -> two, one -> join, two -> join, join -> end')),
    );
    expect(nodeOf(definition, 'x', 'eventGateway')).toMatchObject({ instantiates: true, isParallel: true });
    expect(idsOf(definition, definition.contents.starts)).toEqual(['x']);
    const { activation, upstream } = nodeOf(definition, 'join', 'complexGateway');
    expect([activation?.source, upstream.map((places) => idsOf(definition, places))]).toEqual(['activationCount >= 1', [['x', 'one'], ['x', 'two']]]);
  });
});
