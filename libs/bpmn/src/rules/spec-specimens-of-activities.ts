import { fileOf, flowsOf, processOf } from '../read/spec-drawing.js';
import type { RULES_OF_ACTIVITIES } from './rules-of-activities.js';
import { around, beside, boundary, COMPENSATION, handler, ROOTS, SIGNAL, sub, TIMER, type Specimen } from './spec-specimen.js';

const undo = (id: string): string => `<task id="${id}" isForCompensation="true"/>`;
const leads = (id: string, source: string, target: string): string => `<association id="${id}" sourceRef="${source}" targetRef="${target}"/>`;
/** a and b are undone by one handler, and a sub-process, whose task has its own inside, by another. */
const UNDOING = beside(
  boundary('ca', 'a', COMPENSATION), boundary('cb', 'b', COMPENSATION), undo('undo'),
  sub('c', { more: boundary('ci', 'c-t', COMPENSATION) + undo('undo-in') + leads('as4', 'ci', 'undo-in') }), boundary('cc', 'c', COMPENSATION), undo('undo-c'),
  '<intermediateThrowEvent id="throw"><compensateEventDefinition activityRef="a"/></intermediateThrowEvent><textAnnotation id="note"/>',
  flowsOf('b -> c, c -> throw, throw -> end'),
  leads('as1', 'ca', 'undo'), leads('as2', 'cb', 'undo'), leads('as3', 'cc', 'undo-c'), leads('as5', 'cc', 'undo-c'), leads('as6', 'undo-c', 'note'),
);
const CANCELLED = around(sub('x', { tag: 'transaction', more: '<endEvent id="stop"><cancelEventDefinition/></endEvent><sequenceFlow id="x-stop" sourceRef="x-t" targetRef="stop"/>' }), sub('y'), boundary('cancelled', 'x', '<cancelEventDefinition/>'), flowsOf('cancelled -> end, start -> y'));
const adHoc = (...inside: readonly string[]): string => around(`<adHocSubProcess id="x">${inside.join('')}</adHocSubProcess>`);

const POOLS = fileOf(
  ROOTS,
  '<collaboration id="c"><participant id="one" processRef="p"><participantMultiplicity minimum="1" maximum="2"/></participant><participant id="two" processRef="q"/><messageFlow id="f" sourceRef="a" targetRef="q-start"/><messageFlow id="g" sourceRef="one" targetRef="two"/><textAnnotation id="note"/><association id="as" sourceRef="one" targetRef="note"/></collaboration>',
  processOf('p', '<laneSet id="set"><lane id="upper"><flowNodeRef>a</flowNodeRef></lane><lane id="lower"><flowNodeRef>end</flowNodeRef></lane></laneSet><startEvent id="start"/><task id="a"/><intermediateThrowEvent id="tell"/><endEvent id="end"/>', flowsOf('start -> a, a -> tell, tell -> end')),
  processOf('q', '<startEvent id="q-start"><messageEventDefinition messageRef="m"/></startEvent><task id="q-a"/><endEvent id="q-end"/>', flowsOf('q-start -> q-a, q-a -> q-end')),
);
const DATA = around(
  sub('x', { more: '<dataObject id="inner"/>' }),
  '<dataStoreReference id="store"/><dataObject id="o"/><dataObjectReference id="r" dataObjectRef="o"/>',
  '<task id="y"><ioSpecification><dataInput id="in"/><inputSet/><outputSet/></ioSpecification><dataInputAssociation><sourceRef>r</sourceRef><targetRef>in</targetRef></dataInputAssociation></task>',
  `<subProcess id="z"><dataInputAssociation><sourceRef>r</sourceRef><targetRef>own</targetRef></dataInputAssociation><task id="z-t"/><dataObject id="own"/></subProcess>`,
  flowsOf('start -> y, start -> z'),
);

export const ACTIVITIES: Readonly<Record<keyof typeof RULES_OF_ACTIVITIES, readonly Specimen[]>> = {
  'cancel-place': [
    { twin: CANCELLED, change: ['<endEvent id="y-e"/>', '<endEvent id="y-e"><cancelEventDefinition/></endEvent>'], element: 'y-e' },
    { twin: CANCELLED, change: ['<endEvent id="end"/>', '<endEvent id="end"><cancelEventDefinition/></endEvent>'], element: 'end' },
    { twin: CANCELLED, change: ['attachedToRef="x"', 'attachedToRef="y"'], element: 'cancelled' },
  ],
  'compensation-start-place': [{ twin: beside(handler('h', SIGNAL)), change: [SIGNAL, COMPENSATION], element: 'h-s' }],
  'compensation-handler-missing': [{ twin: UNDOING, change: ['id="as2" sourceRef="cb" targetRef="undo"', 'id="as2" sourceRef="cb" targetRef="note"'], element: 'cb' }],
  'compensation-handler-several': [{ twin: UNDOING, change: ['id="as5" sourceRef="cc" targetRef="undo-c"', 'id="as5" sourceRef="cc" targetRef="undo"'], element: 'cc' }],
  'compensation-handler-unmarked': [{ twin: UNDOING, change: ['id="as2" sourceRef="cb" targetRef="undo"', 'id="as2" sourceRef="cb" targetRef="c"'], element: 'c' }],
  'compensation-handler-elsewhere': [{ twin: UNDOING, change: ['id="as2" sourceRef="cb" targetRef="undo"', 'id="as2" sourceRef="cb" targetRef="undo-in"'], element: 'undo-in' }],
  'compensation-handler-flow': [{ twin: UNDOING, change: ['id="more" sourceRef="a" targetRef="b"', 'id="more" sourceRef="a" targetRef="undo"'], element: 'undo' }],
  'compensation-handler-orphan': [{ twin: UNDOING, change: ['sourceRef="cc" targetRef="undo-c"', 'sourceRef="cc" targetRef="undo"'], element: 'undo-c' }],
  'compensation-boundary-flow': [{ twin: UNDOING, change: ['id="more" sourceRef="a" targetRef="b"', 'id="more" sourceRef="ca" targetRef="b"'], element: 'ca' }],
  'compensation-activity': [
    { twin: UNDOING, change: ['activityRef="a"', 'activityRef="c-t"'], element: 'throw' },
    { twin: UNDOING.replace('<textAnnotation', `${handler('h', SIGNAL).replace('<task id="h-t"/>', '<intermediateThrowEvent id="h-t"><compensateEventDefinition activityRef="b"/></intermediateThrowEvent>')}<textAnnotation`), change: ['activityRef="b"', 'activityRef="c-t"'], element: 'h-t' },
    { twin: UNDOING.replace('<task id="c-t"/>', '<task id="c-t"/><intermediateThrowEvent id="c-u"><compensateEventDefinition activityRef="c-t"/></intermediateThrowEvent><sequenceFlow id="c-f" sourceRef="c-t" targetRef="c-u"/>'), change: ['activityRef="c-t"', 'activityRef="a"'], element: 'c-u' },
  ],
  'loop-endless': [{ twin: around('<task id="x"><standardLoopCharacteristics loopMaximum="3"/></task>'), change: [' loopMaximum="3"', ''], element: 'x' }],
  'loop-event-forbidden': [
    {
      twin: around('<task id="x"><multiInstanceLoopCharacteristics behavior="None" noneBehaviorEventRef="each"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></task>').replace('<process', '<signalEventDefinition id="each" signalRef="s"/><timerEventDefinition id="tick"><timeDuration>PT1H</timeDuration></timerEventDefinition><process'),
      change: ['noneBehaviorEventRef="each"', 'noneBehaviorEventRef="tick"'],
      element: 'x',
    },
    {
      twin: around(`<task id="x"><multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality>3</loopCardinality><complexBehaviorDefinition><condition xsi:type="tFormalExpression">numberOfCompletedInstances = 2</condition><event id="thrown">${SIGNAL}</event></complexBehaviorDefinition></multiInstanceLoopCharacteristics></task>`),
      change: [SIGNAL, TIMER],
      element: 'x',
    },
  ],
  'loop-count-invalid': [
    { twin: around('<task id="x"><standardLoopCharacteristics loopMaximum="1"/></task>'), change: ['loopMaximum="1"', 'loopMaximum="0"'], element: 'x' },
    { twin: around('<task id="x"><multiInstanceLoopCharacteristics><loopCardinality>=0</loopCardinality></multiInstanceLoopCharacteristics></task>'), change: ['=0', '=-1'], element: 'x' },
    { twin: around('<task id="x"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>'), change: ['>2<', '>2.5<'], element: 'x' },
  ],
  'ad-hoc-event': [
    { twin: adHoc('<task id="in"/><intermediateThrowEvent id="e"/>', flowsOf('in -> e')), change: ['<intermediateThrowEvent id="e"/>', '<endEvent id="e"/>'], element: 'x' },
    { twin: adHoc('<task id="in"/><intermediateThrowEvent id="e"/>'), change: ['<intermediateThrowEvent id="e"/>', '<startEvent id="e"/>'], element: 'x' },
  ],
  'ad-hoc-empty': [{ twin: adHoc('<task id="in"/>'), change: ['<task id="in"/>', '<intermediateThrowEvent id="in"/>'], element: 'x' }],
  'connection-incomplete': [
    { twin: POOLS, change: [' targetRef="two"', ''], element: 'g' },
    { twin: POOLS, change: [' targetRef="note"', ''], element: 'as' },
  ],
  'message-flow-within': [
    { twin: POOLS, change: ['sourceRef="a" targetRef="q-start"', 'sourceRef="q-a" targetRef="q-start"'], element: 'f' },
    { twin: POOLS, change: ['sourceRef="a" targetRef="q-start"', 'sourceRef="a" targetRef="one"'], element: 'f' },
  ],
  'message-flow-end': [
    { twin: POOLS, change: ['sourceRef="a" targetRef="q-start"', 'sourceRef="a" targetRef="q-end"'], element: 'f' },
    { twin: POOLS.replace('sourceRef="a" targetRef="q-start"', 'sourceRef="end" targetRef="q-start"'), change: ['sourceRef="end" targetRef="q-start"', 'sourceRef="end" targetRef="q-end"'], element: 'f' },
    { twin: POOLS.replace('<task id="q-a"/>', '<intermediateCatchEvent id="q-a"><messageEventDefinition messageRef="n"/></intermediateCatchEvent>').replace('targetRef="q-start"', 'targetRef="q-a"'), change: ['<messageEventDefinition messageRef="n"/>', SIGNAL], element: 'f' },
    { twin: POOLS.replace('<endEvent id="q-end"/>', `<endEvent id="q-end"/>${boundary('q-b', 'q-a', '<messageEventDefinition messageRef="n"/>')}${flowsOf('q-b -> q-end')}`).replace('targetRef="q-start"', 'targetRef="q-b"'), change: ['<messageEventDefinition messageRef="n"/>', SIGNAL], element: 'f' },
    { twin: POOLS.replace('<endEvent id="q-end"/>', `<endEvent id="q-end"/>${handler('h', SIGNAL)}`).replace('targetRef="q-start"', 'targetRef="q-a"'), change: ['sourceRef="a" targetRef="q-a"', 'sourceRef="a" targetRef="h"'], element: 'f' },
    { twin: POOLS, change: ['sourceRef="a" targetRef="q-start"', 'sourceRef="start" targetRef="q-start"'], element: 'f' },
    { twin: POOLS.replace('sourceRef="a" targetRef="q-start"', 'sourceRef="tell" targetRef="q-start"'), change: ['<intermediateThrowEvent id="tell"/>', `<intermediateThrowEvent id="tell">${SIGNAL}</intermediateThrowEvent>`], element: 'f' },
  ],
  'participant-multiplicity': [
    { twin: POOLS, change: ['maximum="2"', 'maximum="0"'], element: 'one' },
    { twin: POOLS, change: ['minimum="1"', 'minimum="3"'], element: 'one' },
    { twin: POOLS.replace('minimum="1" maximum="2"', 'minimum="0" maximum="1"'), change: ['minimum="0"', 'minimum="-1"'], element: 'one' },
    { twin: POOLS.replace('minimum="1" maximum="2"', 'minimum="0" maximum="1"'), change: ['maximum="1"', 'maximum="0"'], element: 'one' },
  ],
  'lane-foreign': [{ twin: POOLS, change: ['<flowNodeRef>end</flowNodeRef>', '<flowNodeRef>q-a</flowNodeRef>'], element: 'lower' }],
  'lane-shared': [{ twin: POOLS, change: ['<flowNodeRef>end</flowNodeRef>', '<flowNodeRef>a</flowNodeRef>'], element: 'lower' }],
  'data-reference-empty': [{ twin: DATA, change: [' dataObjectRef="o"', ''], element: 'r' }],
  'data-out-of-sight': [{ twin: DATA, change: ['<sourceRef>r</sourceRef><targetRef>in</targetRef>', '<sourceRef>inner</sourceRef><targetRef>in</targetRef>'], element: 'y' }],
};
