import { flowsOf } from '../read/spec-drawing.js';
import type { RULES_OF_EVENTS } from './rules-of-events.js';
import { around, beside, boundary, caught, COMPENSATION, drawing, ERROR, handler, MESSAGE, SIGNAL, SIGNAL_2, sub, TIMER, type Specimen } from './spec-specimen.js';

const TWO_STARTS = drawing('<startEvent id="start"/>', `<startEvent id="other">${MESSAGE}</startEvent>`, '<task id="a"/><endEvent id="end"/>', flowsOf('start -> a, other -> a, a -> end'));
const link = (tag: string, id: string, name: string): string => `<intermediate${tag}Event id="${id}"><linkEventDefinition name="${name}"/></intermediate${tag}Event>`;
/** From a by two links and from b by one; k only where asked. */
const LINKS = drawing(
  '<startEvent id="start"/><task id="a"/><task id="b"/><endEvent id="end"/>',
  link('Throw', 't1', 'l'), link('Throw', 't2', 'l'), link('Throw', 't3', 'k'), link('Catch', 'c1', 'l'), link('Catch', 'c2', 'k'),
  flowsOf('start -> a, start -> b, a -> t1, b -> t2, b -> t3, c1 -> end, c2 -> end'),
  '<sequenceFlow id="more" sourceRef="a" targetRef="b"/>',
);
const quiet = (id: string, definition: string): string => handler(id, definition).replace('<startEvent', '<startEvent isInterrupting="false"');
const ON_TASK = around('<task id="x"/>', boundary('late', 'x', TIMER), flowsOf('late -> end'));
const LINK_T2 = link('Throw', 't2', 'l');

export const EVENTS: Readonly<Record<keyof typeof RULES_OF_EVENTS, readonly Specimen[]>> = {
  'event-forbidden': [
    { twin: around(caught('x', SIGNAL)), change: [SIGNAL, '<escalationEventDefinition escalationRef="up"/>'], element: 'x' },
    { twin: around(caught('x', MESSAGE + SIGNAL)), change: [SIGNAL, '<errorEventDefinition errorRef="err"/>'], element: 'x' },
    { twin: beside().replace('<endEvent id="end"/>', `<endEvent id="end">${ERROR}</endEvent>`), change: [ERROR, TIMER], element: 'end' },
    { twin: TWO_STARTS, change: [MESSAGE, ERROR], element: 'other' },
    { twin: around('<intermediateThrowEvent id="x"/>'), change: ['<intermediateThrowEvent id="x"/>', `<intermediateThrowEvent id="x">${ERROR}</intermediateThrowEvent>`], element: 'x' },
    { twin: ON_TASK, change: [TIMER, '<terminateEventDefinition/>'], element: 'late' },
    {
      twin: around(caught('x', '<eventDefinitionRef>one</eventDefinitionRef>')).replace('<process', '<signalEventDefinition id="one" signalRef="s"/><errorEventDefinition id="other" errorRef="err"/><process'),
      change: ['<eventDefinitionRef>one', '<eventDefinitionRef>other'],
      element: 'x',
    },
    { twin: beside(handler('h', SIGNAL)), change: [SIGNAL, '<cancelEventDefinition/>'], element: 'h-s' },
  ],
  'event-definition-count': [
    { twin: around(caught('x', SIGNAL)), change: [SIGNAL, ''], element: 'x' },
    { twin: ON_TASK, change: [TIMER, ''], element: 'late' },
    { twin: LINKS, change: ['<intermediateThrowEvent id="t2">', `<intermediateThrowEvent id="t2">${SIGNAL}`], element: 't2' },
  ],
  'start-incoming': [{ twin: beside(), change: ['id="more" sourceRef="a" targetRef="b"', 'id="more" sourceRef="a" targetRef="start"'], element: 'start' }],
  'start-outgoing': [{ twin: TWO_STARTS, change: ['sourceRef="other" targetRef="a"', 'sourceRef="start" targetRef="a"'], element: 'other' }],
  'start-several': [
    { twin: TWO_STARTS, change: [MESSAGE, ''], element: 'other' },
    { twin: TWO_STARTS.replace('<startEvent id="start"/>', `<startEvent id="start">${SIGNAL}</startEvent><startEvent id="third"/><sequenceFlow id="third-a" sourceRef="third" targetRef="a"/>`), change: [MESSAGE, ''], element: 'other' },
    { twin: around(sub('x', { tag: 'transaction', more: `<task id="x-u"/>${flowsOf('x-s -> x-u')}` })), change: ['<task id="x-u"/><sequenceFlow id="x-s-x-u" sourceRef="x-s" targetRef="x-u"/>', '<startEvent id="x-u"/><sequenceFlow id="x-s-x-u" sourceRef="x-u" targetRef="x-t"/>'], element: 'x-u' },
    { twin: around(sub('x', { more: `<task id="x-u"/>${flowsOf('x-s -> x-u')}` })), change: ['<task id="x-u"/><sequenceFlow id="x-s-x-u" sourceRef="x-s" targetRef="x-u"/>', '<startEvent id="x-u"/><sequenceFlow id="x-s-x-u" sourceRef="x-u" targetRef="x-t"/>'], element: 'x-u' },
  ],
  'sub-process-start': [{ twin: around(sub('x')), change: ['<startEvent id="x-s"></startEvent>', `<startEvent id="x-s">${MESSAGE}</startEvent>`], element: 'x-s' }],
  'end-outgoing': [{ twin: around('<intermediateThrowEvent id="x"/>'), change: ['<intermediateThrowEvent id="x"/>', '<endEvent id="x"/>'], element: 'x' }],
  'boundary-host': [{ twin: ON_TASK, change: [' attachedToRef="x"', ''], element: 'late' }],
  'boundary-elsewhere': [{ twin: around(sub('x'), boundary('late', 'x', TIMER), flowsOf('late -> end')), change: ['attachedToRef="x"', 'attachedToRef="x-t"'], element: 'late' }],
  'boundary-incoming': [{ twin: beside(boundary('late', 'a', TIMER), flowsOf('late -> end')), change: ['id="more" sourceRef="a" targetRef="b"', 'id="more" sourceRef="a" targetRef="late"'], element: 'late' }],
  'boundary-outgoing': [{ twin: ON_TASK, change: ['sourceRef="late" targetRef="end"', 'sourceRef="x" targetRef="end"'], element: 'late' }],
  'interrupting-required': [
    { twin: ON_TASK.replace('attachedToRef', 'cancelActivity="false" attachedToRef'), change: [TIMER, ERROR], element: 'late' },
    { twin: beside(handler('h', SIGNAL).replace('<startEvent', '<startEvent isInterrupting="false"')), change: [SIGNAL, ERROR], element: 'h-s' },
  ],
  'handler-repeated': [
    { twin: beside(handler('h', MESSAGE), quiet('i', MESSAGE)).replace('<startEvent id="h-s"', '<startEvent isInterrupting="false" id="h-s"'), change: ['<startEvent isInterrupting="false" id="h-s"', '<startEvent id="h-s"'], element: 'i-s' },
    { twin: beside(quiet('h', SIGNAL), quiet('i', SIGNAL)), change: ['<startEvent isInterrupting="false" id="i-s"', '<startEvent id="i-s"'], element: 'i-s' },
    { twin: beside(handler('h', SIGNAL), handler('i', SIGNAL_2)), change: ['signalRef="s2"', 'signalRef="s"'], element: 'i-s' },
    { twin: beside(handler('h', ERROR), handler('i', '<errorEventDefinition/>')), change: ['<errorEventDefinition/>', ERROR], element: 'i-s' },
    {
      twin: beside(boundary('ca', 'a', COMPENSATION), boundary('cb', 'b', COMPENSATION), '<task id="undo" isForCompensation="true"/><association id="one" sourceRef="ca" targetRef="undo"/><association id="two" sourceRef="cb" targetRef="undo"/>'),
      change: ['attachedToRef="b"', 'attachedToRef="a"'],
      element: 'cb',
    },
  ],
  'link-nameless': [{ twin: LINKS, change: [LINK_T2, LINK_T2.replace(' name="l"', '')], element: 't2' }],
  'link-target-missing': [
    { twin: LINKS, change: [LINK_T2, link('Throw', 't2', 'j')], element: 't2' },
    { twin: LINKS.replace(link('Catch', 'c1', 'l'), link('Catch', 'c1', 'l').replace('name', 'id="there" name')).replace(LINK_T2, LINK_T2.replace('name="l"/>', 'name="j"><target>there</target></linkEventDefinition>')), change: ['<target>there</target>', ''], element: 't2' },
    { twin: around(`<subProcess id="x"><task id="in"/>${link('Throw', 't', 'l')}${link('Catch', 'c', 'l')}<endEvent id="e"/>${flowsOf('in -> t, c -> e')}</subProcess>`, '<task id="b"/>', flowsOf('start -> b')), change: ['<task id="b"/>', link('Throw', 'b', 'l')], element: 'b' },
  ],
  'link-target-repeated': [{ twin: LINKS, change: ['name="k"', 'name="l"'], element: 'c2' }],
  'link-source-missing': [{ twin: LINKS, change: [link('Throw', 't3', 'k'), link('Throw', 't3', 'l')], element: 'c2' }],
  'link-flow': [
    { twin: LINKS, change: ['id="more" sourceRef="a" targetRef="b"', 'id="more" sourceRef="t1" targetRef="b"'], element: 't1' },
    { twin: LINKS, change: ['id="more" sourceRef="a" targetRef="b"', 'id="more" sourceRef="a" targetRef="c1"'], element: 'c1' },
  ],
  'event-sub-process-flow': [
    { twin: beside(handler('h', SIGNAL)), change: ['id="more" sourceRef="a" targetRef="b"', 'id="more" sourceRef="a" targetRef="h"'], element: 'h' },
    { twin: beside(handler('h', SIGNAL)), change: ['id="more" sourceRef="a" targetRef="b"', 'id="more" sourceRef="h" targetRef="b"'], element: 'h' },
  ],
  'event-sub-process-start': [
    { twin: beside(handler('h', SIGNAL)), change: ['<endEvent id="h-e"/>', `<endEvent id="h-e"/><startEvent id="h-u">${TIMER}</startEvent>${flowsOf('h-u -> h-t')}`], element: 'h' },
    { twin: beside(handler('h', SIGNAL)), change: [`<startEvent id="h-s">${SIGNAL}</startEvent>`, '<task id="h-s"/>'], element: 'h' },
  ],
  'event-sub-process-trigger': [{ twin: beside(handler('h', SIGNAL)), change: [SIGNAL, ''], element: 'h-s' }],
  'event-sub-process-kind': [{ twin: around(sub('x', { tag: 'transaction' })), change: ['<transaction id="x">', '<transaction id="x" triggeredByEvent="true">'], element: 'x' }],
};
