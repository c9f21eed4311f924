/** A sequence that can be repeated from its seed. */
export type Dice = (below: number) => number;
export function diceOf(seed: number): Dice {
  let state = (seed ^ 0x9e37_79b9) >>> 0;
  return (below) => {
    // xorshift32: small, and good enough to choose with
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

type Drawing = { roll: Dice; count: number; budget: number; depth: number; parts: string[]; signals: number };

/** Names that the driver knows, so that what it does meets something. */
export const MESSAGES = ['m1', 'm2'];
export const SIGNALS = ['s1', 's2'];
export const ERRORS = ['E1', 'E2'];

/**
 * A drawing in which every element of the engine may occur, nested at random. Built from blocks that a token passes from one
 * end to the other, so that it compiles; what happens inside (errors, signals, interruptions) is not structured at all.
 */
export function randomModel(seed: number, budget = 14): string {
  const drawing: Drawing = { roll: diceOf(seed), count: 0, budget, depth: 0, parts: [], signals: 0 };
  const body = scope(drawing, 'p');
  const called = scope({ ...drawing, budget: 3, depth: 2 }, 'q');
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:random">
${MESSAGES.map((name) => `<bpmn:message id="${name}" name="${name}"><bpmn:extensionElements><zeebe:subscription correlationKey="=key" /></bpmn:extensionElements></bpmn:message>`).join('')}
${SIGNALS.map((name) => `<bpmn:signal id="${name}" name="${name}" />`).join('')}
${ERRORS.map((code) => `<bpmn:error id="${code}" errorCode="${code}" />`).join('')}
<bpmn:escalation id="X1" escalationCode="X1" />
<bpmn:process id="main" isExecutable="true">${body}</bpmn:process>
<bpmn:process id="called" isExecutable="true">${called}</bpmn:process>
</bpmn:definitions>`;
}

const id = (drawing: Drawing, kind: string): string => {
  drawing.count += 1;
  return `${kind}${drawing.count}`;
};
const pick = <Item>({ roll }: Drawing, items: readonly Item[]): Item => items[roll(items.length)] as Item;
const flow = (drawing: Drawing, from: string, to: string, condition = ''): string => {
  const body = condition === '' ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow id="${id(drawing, 'f')}" sourceRef="${from}" targetRef="${to}">${body}</bpmn:sequenceFlow>`;
};

/** The contents of a process or sub-process: start, blocks, end; at times an event sub-process beside them. */
function scope(drawing: Drawing, name: string): string {
  const [start, end] = [id(drawing, `${name}s`), id(drawing, `${name}e`)];
  const block = sequence(drawing);
  const handlers = drawing.roll(4) === 0 && drawing.depth < 3 ? eventSubProcess(drawing) : '';
  const ends = drawing.roll(12) === 0 ? '<bpmn:terminateEventDefinition />' : '';
  return `<bpmn:startEvent id="${start}" />${block.xml}<bpmn:endEvent id="${end}">${ends}</bpmn:endEvent>${flow(drawing, start, block.first)}${flow(drawing, block.last, end)}${handlers}`;
}

type Block = Readonly<{ first: string; last: string; xml: string }>;

function sequence(drawing: Drawing): Block {
  let whole = block(drawing);
  while (drawing.budget > 0 && drawing.roll(3) > 0) {
    const next = block(drawing);
    whole = { first: whole.first, last: next.last, xml: `${whole.xml}${next.xml}${flow(drawing, whole.last, next.first)}` };
  }
  return whole;
}

function block(drawing: Drawing): Block {
  drawing.budget -= 1;
  if (drawing.budget <= 0 || drawing.depth > 4) return task(drawing);
  drawing.depth += 1;
  const built = pick(drawing, [task, task, task, script, catching, throwing, split, split, cycle, around, around, looped, eventChoice, compensated, called, adHoc, transaction, complex])(drawing);
  drawing.depth -= 1;
  return built;
}

const single = (name: string, xml: string): Block => ({ first: name, last: name, xml });

function task(drawing: Drawing): Block {
  const name = id(drawing, 't');
  const kind = pick(drawing, ['serviceTask', 'userTask', 'task', 'receiveTask']);
  const message = kind === 'receiveTask' ? ` messageRef="${pick(drawing, MESSAGES)}"` : '';
  const mapping = drawing.roll(3) === 0 ? `<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=x" target="y" /><zeebe:output source="=y" target="x" /></zeebe:ioMapping></bpmn:extensionElements>` : '';
  return single(name, `<bpmn:${kind} id="${name}"${message}>${mapping}</bpmn:${kind}>`);
}

function script(drawing: Drawing): Block {
  const name = id(drawing, 'sc');
  const expression = pick(drawing, ['=append(log, &#34;a&#34;)', '=x + 1', '=count(log)', '=1']);
  const target = expression.includes('append') ? 'log' : 'x';
  return single(name, `<bpmn:scriptTask id="${name}"><bpmn:extensionElements><zeebe:script expression="${expression}" resultVariable="${target}" /></bpmn:extensionElements></bpmn:scriptTask>`);
}

const trigger = (drawing: Drawing): string =>
  pick(drawing, [
    `<bpmn:messageEventDefinition messageRef="${pick(drawing, MESSAGES)}" />`,
    `<bpmn:signalEventDefinition signalRef="${pick(drawing, SIGNALS)}" />`,
    '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
    '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=x &gt; 2</bpmn:condition></bpmn:conditionalEventDefinition>',
  ]);

function catching(drawing: Drawing): Block {
  const name = id(drawing, 'c');
  const several = drawing.roll(4) === 0;
  const definitions = several ? trigger(drawing) + trigger(drawing) : trigger(drawing);
  const all = several && drawing.roll(2) === 0 ? ' parallelMultiple="true"' : '';
  return single(name, `<bpmn:intermediateCatchEvent id="${name}"${all}>${definitions}</bpmn:intermediateCatchEvent>`);
}

function throwing(drawing: Drawing): Block {
  const name = id(drawing, 'th');
  const definition = pick(drawing, [
    '<bpmn:messageEventDefinition messageRef="m1" />', '<bpmn:signalEventDefinition signalRef="s1" />', '<bpmn:signalEventDefinition signalRef="s2" />',
    '<bpmn:escalationEventDefinition escalationRef="X1" />', '<bpmn:compensateEventDefinition />', '',
  ]);
  return single(name, `<bpmn:intermediateThrowEvent id="${name}">${definition}</bpmn:intermediateThrowEvent>`);
}

function split(drawing: Drawing): Block {
  const kind = pick(drawing, ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway']);
  const [fork, join] = [id(drawing, 'g'), id(drawing, 'j')];
  const branches = Array.from({ length: 2 + drawing.roll(2) }, () => sequence(drawing));
  const flows = branches.map(({ first }, at) => flow(drawing, fork, first, kind === 'parallelGateway' || at === 0 ? '' : pick(drawing, ['=x &gt; 1', '=count(log) = 0', '=true'])));
  const otherwise = kind === 'parallelGateway' ? '' : ` default="${/id="([^"]+)"/.exec(flows[0] ?? '')?.[1] ?? ''}"`;
  const xml = branches.map((each) => each.xml + flow(drawing, each.last, join)).join('');
  return { first: fork, last: join, xml: `<bpmn:${kind} id="${fork}"${otherwise} /><bpmn:${kind} id="${join}" />${flows.join('')}${xml}` };
}

/** Goes round three times at most: circles without an end have a spec of their own, and would take most of the time here. */
function cycle(drawing: Drawing): Block {
  const [merge, choice] = [id(drawing, 'm'), id(drawing, 'ch')];
  const body = sequence(drawing);
  const [counter, rounds] = [id(drawing, 'sc'), id(drawing, 'r')];
  const counting = `=if is defined(${rounds}) then ${rounds} + 1 else 1`;
  const count = single(counter, `<bpmn:scriptTask id="${counter}"><bpmn:extensionElements><zeebe:script expression="${counting}" resultVariable="${rounds}" /></bpmn:extensionElements></bpmn:scriptTask>`);
  const on = id(drawing, 'on');
  const out = flow(drawing, choice, on);
  const back = flow(drawing, choice, merge, `=${rounds} &lt; 3`);
  const xml = `<bpmn:exclusiveGateway id="${merge}" /><bpmn:exclusiveGateway id="${choice}" default="${/id="([^"]+)"/.exec(out)?.[1] ?? ''}" /><bpmn:task id="${on}" />`;
  return { first: merge, last: on, xml: `${xml}${body.xml}${count.xml}${flow(drawing, merge, body.first)}${flow(drawing, body.last, count.first)}${flow(drawing, count.last, choice)}${out}${back}` };
}

/** An activity with boundary events, whose ways meet again. */
function around(drawing: Drawing): Block {
  const inner = drawing.roll(2) === 0 ? subProcess(drawing) : task(drawing);
  const [merge] = [id(drawing, 'm')];
  const events = Array.from({ length: 1 + drawing.roll(2) }, () => {
    const name = id(drawing, 'b');
    const isError = drawing.roll(3) === 0;
    const definition = isError ? pick(drawing, ['<bpmn:errorEventDefinition errorRef="E1" />', '<bpmn:errorEventDefinition />', '<bpmn:escalationEventDefinition />']) : trigger(drawing);
    const interrupts = definition.includes('errorEvent') || drawing.roll(2) === 0;
    return `<bpmn:boundaryEvent id="${name}" attachedToRef="${inner.first}"${interrupts ? '' : ' cancelActivity="false"'}>${definition}</bpmn:boundaryEvent>${flow(drawing, name, merge)}`;
  });
  return { first: inner.first, last: merge, xml: `${inner.xml}${events.join('')}<bpmn:exclusiveGateway id="${merge}" />${flow(drawing, inner.last, merge)}` };
}

function subProcess(drawing: Drawing, loop = ''): Block {
  const name = id(drawing, 'sub');
  return single(name, `<bpmn:subProcess id="${name}">${scope(drawing, name)}${loop}</bpmn:subProcess>`);
}

const MULTI = (drawing: Drawing): string => {
  const sequential = drawing.roll(2) === 0;
  const completion = drawing.roll(3) === 0 ? '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=numberOfCompletedInstances &gt;= 2</bpmn:completionCondition>' : '';
  return `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=item" /></bpmn:extensionElements>${completion}</bpmn:multiInstanceLoopCharacteristics>`;
};

function looped(drawing: Drawing): Block {
  const standard = `<bpmn:standardLoopCharacteristics testBefore="${drawing.roll(2) === 0}" loopMaximum="3"><bpmn:loopCondition xsi:type="bpmn:tFormalExpression">=x &lt; 5</bpmn:loopCondition></bpmn:standardLoopCharacteristics>`;
  const loop = drawing.roll(3) === 0 ? standard : MULTI(drawing);
  if (drawing.roll(2) === 0) return subProcess(drawing, loop);
  const name = id(drawing, 't');
  return single(name, `<bpmn:serviceTask id="${name}">${loop}</bpmn:serviceTask>`);
}

function eventChoice(drawing: Drawing): Block {
  const [gateway, merge] = [id(drawing, 'eg'), id(drawing, 'm')];
  const ways = [0, 1].map(() => {
    const name = id(drawing, 'c');
    return `<bpmn:intermediateCatchEvent id="${name}">${trigger(drawing)}</bpmn:intermediateCatchEvent>${flow(drawing, gateway, name)}${flow(drawing, name, merge)}`;
  });
  return { first: gateway, last: merge, xml: `<bpmn:eventBasedGateway id="${gateway}" />${ways.join('')}<bpmn:exclusiveGateway id="${merge}" />` };
}

function compensated(drawing: Drawing): Block {
  const [name, event, handler, association] = ['t', 'cb', 'h', 'a'].map((kind) => id(drawing, kind));
  const kind = pick(drawing, ['serviceTask', 'scriptTask']);
  const inside = kind === 'scriptTask' ? '<bpmn:extensionElements><zeebe:script expression="=append(log, &#34;done&#34;)" resultVariable="log" /></bpmn:extensionElements>' : '';
  return single(
    name ?? '',
    `<bpmn:${kind} id="${name}">${inside}</bpmn:${kind}><bpmn:boundaryEvent id="${event}" attachedToRef="${name}"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent><bpmn:serviceTask id="${handler}" isForCompensation="true" /><bpmn:association id="${association}" associationDirection="One" sourceRef="${event}" targetRef="${handler}" />`,
  );
}

function called(drawing: Drawing): Block {
  const name = id(drawing, 'ca');
  return single(name, `<bpmn:callActivity id="${name}"><bpmn:extensionElements><zeebe:calledElement processId="called" propagateAllChildVariables="${drawing.roll(2) === 0}" /></bpmn:extensionElements></bpmn:callActivity>`);
}

function adHoc(drawing: Drawing): Block {
  const name = id(drawing, 'ah');
  const parts = [task(drawing), task(drawing), script(drawing)].map(({ xml }) => xml).join('');
  const condition = drawing.roll(2) === 0 ? '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=count(log) &gt; 0</bpmn:completionCondition>' : '';
  return single(name, `<bpmn:adHocSubProcess id="${name}" ordering="${pick(drawing, ['Parallel', 'Sequential'])}" cancelRemainingInstances="${drawing.roll(2) === 0}">${parts}${condition}</bpmn:adHocSubProcess>`);
}

function transaction(drawing: Drawing): Block {
  const [name, boundary, merge, choice, cancel, done, start] = ['tx', 'b', 'm', 'ch', 'ce', 'e', 's'].map((kind) => id(drawing, kind));
  const work = compensated(drawing);
  const decide = task(drawing);
  const out = flow(drawing, choice ?? '', done ?? '');
  const inside = `<bpmn:startEvent id="${start}" />${work.xml}${decide.xml}<bpmn:exclusiveGateway id="${choice}" default="${/id="([^"]+)"/.exec(out)?.[1] ?? ''}" /><bpmn:endEvent id="${done}" /><bpmn:endEvent id="${cancel}"><bpmn:cancelEventDefinition /></bpmn:endEvent>${flow(drawing, start ?? '', work.first)}${flow(drawing, work.last, decide.first)}${flow(drawing, decide.last, choice ?? '')}${out}${flow(drawing, choice ?? '', cancel ?? '', '=x &gt; 1')}`;
  return {
    first: name ?? '', last: merge ?? '',
    xml: `<bpmn:transaction id="${name}">${inside}</bpmn:transaction><bpmn:boundaryEvent id="${boundary}" attachedToRef="${name}"><bpmn:cancelEventDefinition /></bpmn:boundaryEvent><bpmn:exclusiveGateway id="${merge}" />${flow(drawing, name ?? '', merge ?? '')}${flow(drawing, boundary ?? '', merge ?? '')}`,
  };
}

function complex(drawing: Drawing): Block {
  const [fork, join] = [id(drawing, 'g'), id(drawing, 'cx')];
  const branches = [0, 1, 2].map(() => task(drawing));
  const xml = branches.map((each) => each.xml + flow(drawing, fork, each.first) + flow(drawing, each.last, join)).join('');
  return { first: fork, last: join, xml: `<bpmn:parallelGateway id="${fork}" /><bpmn:complexGateway id="${join}"><bpmn:activationCondition xsi:type="bpmn:tFormalExpression">=activationCount &gt;= 2</bpmn:activationCondition></bpmn:complexGateway>${xml}` };
}

function eventSubProcess(drawing: Drawing): string {
  const [name, start, end] = ['es', 'ess', 'ese'].map((kind) => id(drawing, kind));
  const isError = drawing.roll(3) === 0;
  const definition = isError ? '<bpmn:errorEventDefinition errorRef="E2" />' : trigger(drawing);
  const interrupts = isError || drawing.roll(2) === 0 ? '' : ' isInterrupting="false"';
  const body = task(drawing);
  return `<bpmn:subProcess id="${name}" triggeredByEvent="true"><bpmn:startEvent id="${start}"${interrupts}>${definition}</bpmn:startEvent>${body.xml}<bpmn:endEvent id="${end}" />${flow(drawing, start ?? '', body.first)}${flow(drawing, body.last, end ?? '')}</bpmn:subProcess>`;
}
