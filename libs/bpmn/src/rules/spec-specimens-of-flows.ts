import { fileOf, flowsOf, processOf } from '../read/spec-drawing.js';
import type { RULES_OF_FLOWS } from './rules-of-flows.js';
import { around, beside, boundary, caught, conditional, drawing, MESSAGE, ROOTS, SIGNAL, SIGNAL_2, sub, TIMER, type Specimen } from './spec-specimen.js';

/** start → x, which chooses between a and b; both end. */
const choosing = (x: string, ...flows: readonly string[]): string =>
  drawing('<startEvent id="start"/>', x, '<task id="a"/><task id="b"/><endEvent id="end"/>', flowsOf('start -> x, a -> end, b -> end'), ...flows);
const TO_BOTH = [conditional('x', 'a', 'n > 1'), flowsOf('x -> b')];

/** start → a → g, an event-based gateway before c and d. */
const events = (c: string, d: string, gateway = '<eventBasedGateway id="g" eventGatewayType="Exclusive"/>', ...more: readonly string[]): string =>
  drawing('<startEvent id="start"/><task id="a"/>', gateway, c, d, '<task id="j"/><receiveTask id="later" messageRef="m"/><endEvent id="end"/>', flowsOf('start -> a, a -> g, g -> c, g -> d, c -> j, d -> j, j -> later, later -> end'), '<sequenceFlow id="more" sourceRef="a" targetRef="j"/>', ...more);
const TWO_CATCHES = events(caught('c', MESSAGE), caught('d', SIGNAL));
const TWO_RECEIVERS = events('<receiveTask id="c" messageRef="m"/>', '<receiveTask id="d" messageRef="n"/>', undefined, boundary('late', 'later', TIMER), flowsOf('late -> end'));

/** Begins at the receive task r, with a loop behind it. */
const RECEIVED = drawing(
  '<receiveTask id="r" messageRef="m" instantiate="true"/><exclusiveGateway id="g" default="g-end"/><task id="b"/><endEvent id="end"/>',
  flowsOf('r -> g, g -> end, b -> g'),
  conditional('g', 'b', 'n > 1'),
);
const EVENT_STARTED = drawing('<eventBasedGateway id="g" instantiate="true"/>', caught('c', MESSAGE), caught('d', SIGNAL), '<task id="j"/><endEvent id="end"/>', flowsOf('g -> c, g -> d, c -> j, d -> j, j -> end'), '<sequenceFlow id="more" sourceRef="j" targetRef="end"/>');
const OTHER_POOL = processOf('q', '<startEvent id="q-start"/><task id="q-a"/><endEvent id="q-end"/>', flowsOf('q-start -> q-a, q-a -> q-end'));
const COMPLEX = drawing('<startEvent id="start"/><complexGateway id="x"><activationCondition>activationCount >= 1</activationCondition></complexGateway><task id="a"/><endEvent id="end"/>', flowsOf('start -> a, a -> x, x -> end'), '<sequenceFlow id="more" sourceRef="start" targetRef="x"/>');

export const FLOWS: Readonly<Record<keyof typeof RULES_OF_FLOWS, readonly Specimen[]>> = {
  'flow-crosses-scope': [
    { twin: around(sub('x', { more: '<sequenceFlow id="f" sourceRef="x-t" targetRef="x-e"/>' })), change: ['id="f" sourceRef="x-t" targetRef="x-e"', 'id="f" sourceRef="x-t" targetRef="end"'], element: 'f' },
    { twin: beside(handler()), change: ['id="more" sourceRef="a" targetRef="b"', 'id="more" sourceRef="a" targetRef="h-t"'], element: 'more' },
  ],
  'flow-crosses-pool': [{ twin: beside().replace('</definitions>', `${OTHER_POOL}</definitions>`), change: ['id="more" sourceRef="a" targetRef="b"', 'id="more" sourceRef="a" targetRef="q-a"'], element: 'more' }],
  'flow-not-immediate': [{ twin: beside().replace('id="more"', 'id="more" isImmediate="true"'), change: ['isImmediate="true"', 'isImmediate="false"'], element: 'more' }],
  'condition-forbidden': [
    { twin: choosing('<inclusiveGateway id="x" default="x-b"/>', ...TO_BOTH), change: ['<inclusiveGateway id="x" default="x-b"/>', '<parallelGateway id="x"/>'], element: 'x-a' },
    { twin: choosing('<task id="x" default="x-b"/>', ...TO_BOTH), change: ['<task id="x" default="x-b"/>', '<intermediateThrowEvent id="x"/>'], element: 'x-a' },
    { twin: TWO_CATCHES, change: ['<sequenceFlow id="g-c" sourceRef="g" targetRef="c"/>', conditional('g', 'c', 'n > 1')], element: 'g-c' },
    { twin: beside(), change: ['<sequenceFlow id="start-a" sourceRef="start" targetRef="a"/>', conditional('start', 'a', 'n > 1')], element: 'start-a' },
  ],
  'condition-alone': [
    { twin: beside().replace(flowsOf('a -> b'), conditional('a', 'b', 'n > 1')).replace('targetRef="b"/>', 'targetRef="b"><conditionExpression>n > 2</conditionExpression></sequenceFlow>'), change: ['<sequenceFlow id="more" sourceRef="a" targetRef="b"><conditionExpression>n > 2</conditionExpression></sequenceFlow>', ''], element: 'a-b' },
    { twin: beside().replace(flowsOf('a -> b'), conditional('a', 'b', 'n > 1')), change: ['<sequenceFlow id="more" sourceRef="a" targetRef="b"/>', ''], element: 'a-b' },
  ],
  'condition-missing': [{ twin: choosing('<exclusiveGateway id="x" default="x-b"/>', ...TO_BOTH), change: [' default="x-b"', ''], element: 'x-b' }],
  'default-missing': [
    { twin: choosing('<exclusiveGateway id="x"/>', conditional('x', 'a', 'n > 1'), conditional('x', 'b', 'n <= 1')), change: ['n &lt;= 1', 'n &lt; 1'], element: 'x' },
    { twin: choosing('<inclusiveGateway id="x" default="x-b"/>', conditional('x', 'a', 'n > 1'), conditional('x', 'b', 'n > 2')), change: [' default="x-b"', ''], element: 'x' },
    { twin: choosing('<complexGateway id="x"/>', conditional('x', 'a', 'isLate'), conditional('x', 'b', 'not(isLate)')), change: ['not(isLate)', 'isDue'], element: 'x' },
    { twin: choosing('<exclusiveGateway id="x"/>', conditional('x', 'a', 'n > 1'), conditional('x', 'b', 'true')), change: ['=true', '=n = 1'], element: 'x' },
    { twin: choosing('<exclusiveGateway id="x"/>', conditional('x', 'a', 'n < 10'), conditional('x', 'b', 'n >= 10 and n < 20'), conditional('x', 'end', 'n >= 20')), change: ['n >= 20', 'n > 20'], element: 'x' },
    { twin: choosing('<exclusiveGateway id="x"/>', conditional('x', 'a', 'n < 10'), conditional('x', 'b', 'n >= 10 and n < 20'), conditional('x', 'end', 'n >= 20')), change: ['n &lt; 10', 'm &lt; 10'], element: 'x' },
    { twin: choosing('<exclusiveGateway id="x"/>', conditional('x', 'a', 'n < 5'), conditional('x', 'b', 'n = 5'), conditional('x', 'end', 'n > 5')), change: ['n = 5', 'n = 6'], element: 'x' },
    { twin: choosing('<exclusiveGateway id="x"/>', conditional('x', 'a', 'n != 0.5'), conditional('x', 'b', 'n = 0.5')), change: ['!= 0.5', '> 0.5'], element: 'x' },
    { twin: COMPLEX.replace('id="x-end" sourceRef="x" targetRef="end"/>', 'id="x-end" sourceRef="x" targetRef="end"><conditionExpression>waitingForStart</conditionExpression></sequenceFlow>'), change: ['<conditionExpression>waitingForStart', '<conditionExpression>isFirst'], element: 'x' },
    { twin: choosing('<exclusiveGateway id="x"/>', conditional('x', 'a', 'isLate = true'), conditional('x', 'b', 'isLate = false')), change: ['=isLate = true', '=isLate = null'], element: 'x' },
    { twin: choosing('<exclusiveGateway id="x"/>', conditional('x', 'a', 'n > 1'), conditional('x', 'b', 'n <= 1')), change: ['n > 1', 'isLate and n > 1'], element: 'x' },
    { twin: choosing('<exclusiveGateway id="x"/>', conditional('x', 'a', 'n > 1'), conditional('x', 'b', 'n <= 1')), change: ['=n ', '=isLate and n '], element: 'x' },
  ],
  'default-foreign': [{ twin: choosing('<exclusiveGateway id="x" default="x-b"/>', conditional('x', 'a', 'n > 1'), conditional('x', 'b', 'n > 2')), change: ['default="x-b"', 'default="a-end"'], element: 'x' }],
  'gateway-direction': [
    { twin: choosing('<parallelGateway id="x" gatewayDirection="Diverging"/>', flowsOf('x -> a, x -> b')), change: ['Diverging', 'Converging'], element: 'x' },
    { twin: choosing('<parallelGateway id="x" gatewayDirection="Diverging"/>', flowsOf('x -> a, x -> b')), change: ['Diverging', 'Mixed'], element: 'x' },
    { twin: COMPLEX.replace('<complexGateway id="x">', '<complexGateway id="x" gatewayDirection="Converging">'), change: ['Converging', 'Mixed'], element: 'x' },
    { twin: beside('<parallelGateway id="x" gatewayDirection="Mixed"/>', flowsOf('a -> x, b -> x, x -> end'), '<sequenceFlow id="last" sourceRef="x" targetRef="end"/>'), change: ['Mixed', 'Diverging'], element: 'x' },
  ],
  'activation-missing': [{ twin: COMPLEX, change: ['<activationCondition>activationCount >= 1</activationCondition>', ''], element: 'x' }],
  'event-gateway-ways': [{ twin: TWO_CATCHES, change: ['sourceRef="g" targetRef="d"', 'sourceRef="a" targetRef="d"'], element: 'g' }],
  'event-gateway-target': [
    { twin: TWO_CATCHES, change: [caught('d', SIGNAL), '<task id="d"/>'], element: 'g' },
    { twin: TWO_CATCHES, change: [caught('d', SIGNAL), '<intermediateThrowEvent id="d"/>'], element: 'g' },
  ],
  'event-gateway-mixed': [{ twin: TWO_CATCHES, change: [caught('d', SIGNAL), '<receiveTask id="d" messageRef="n"/>'], element: 'g' }],
  'event-gateway-shared': [{ twin: TWO_CATCHES, change: ['id="more" sourceRef="a" targetRef="j"', 'id="more" sourceRef="a" targetRef="d"'], element: 'd' }],
  'event-gateway-boundary': [{ twin: TWO_RECEIVERS, change: ['attachedToRef="later"', 'attachedToRef="d"'], element: 'd' }],
  'event-gateway-type': [
    { twin: TWO_CATCHES, change: ['"Exclusive"', '"Parallel"'], element: 'g' },
    { twin: EVENT_STARTED.replace('instantiate="true"', 'eventGatewayType="Parallel" instantiate="true"'), change: [' instantiate="true"', ''], element: 'g' },
  ],
  'instantiation-forbidden': [
    { twin: RECEIVED, change: ['sourceRef="b" targetRef="g"', 'sourceRef="b" targetRef="r"'], element: 'r' },
    { twin: EVENT_STARTED, change: ['sourceRef="j" targetRef="end"', 'sourceRef="j" targetRef="g"'].map((text) => `id="more" ${text}`) as [string, string], element: 'g' },
    { twin: drawing('<startEvent id="start"/><receiveTask id="x" messageRef="m" instantiate="true"/><endEvent id="end"/>', flowsOf('start -> x, x -> end')), change: ['<startEvent id="start"/>', `<startEvent id="start">${MESSAGE}</startEvent>`], element: 'x' },
    { twin: around(sub('x')), change: ['<task id="x-t"/>', '<receiveTask id="x-t" messageRef="m" instantiate="true"/>'], element: 'x-t' },
  ],
  unreachable: [
    { twin: beside('<task id="lost"/>', flowsOf('a -> lost, lost -> end')), change: ['sourceRef="a" targetRef="lost"', 'sourceRef="a" targetRef="end"'], element: 'lost' },
    { twin: beside('<task id="lost"/>', flowsOf('a -> lost, lost -> end')), change: ['sourceRef="a" targetRef="lost"', 'sourceRef="lost" targetRef="lost"'], element: 'lost' },
    { twin: beside(sub('lost'), flowsOf('a -> lost, lost -> end')), change: ['sourceRef="a" targetRef="lost"', 'sourceRef="a" targetRef="end"'], element: 'lost' },
    { twin: fileOf(ROOTS, processOf('p', '<task id="a"/><exclusiveGateway id="x" default="x-end"/><endEvent id="end"/><task id="lost"/>', flowsOf('a -> x, x -> end'), conditional('x', 'lost', 'n > 1'), flowsOf('lost -> a').replace('lost-a" sourceRef="lost" targetRef="a', 'back" sourceRef="lost" targetRef="x'))), change: ['sourceRef="x" targetRef="lost"', 'sourceRef="lost" targetRef="lost"'], element: 'lost' },
  ],
};

function handler(): string {
  return sub('h', { attributes: ' triggeredByEvent="true"', definition: SIGNAL_2 });
}
