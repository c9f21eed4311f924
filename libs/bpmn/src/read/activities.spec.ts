import { definitionOf, drawn, extended, idsOf, mapped, modelOf, nodeOf, processOf, rulesOf, flowsOf, written } from './spec-drawing.js';

const MESSAGE = '<message id="m" name="paid">' + extended('<zeebe:subscription correlationKey="=order.id"/>') + '</message>';

describe('a task of a drawing', () => {
  it.each(['task', 'manualTask', 'scriptTask'])('%s without anything to do passes', async (tag) => {
    expect(nodeOf(await definitionOf(drawn(`<${tag} id="x"/>`)), 'x', 'plainTask')).toMatchObject({ name: 'x', parent: -1, loop: null, startQuantity: 1, completionQuantity: 1 });
  });

  it.each(['serviceTask', 'businessRuleTask', 'sendTask'])('%s without a type is a job of its own id', async (tag) => {
    expect(nodeOf(await definitionOf(drawn(`<${tag} id="x" name="Việc"/>`)), 'x', 'serviceTask').job).toMatchObject({ kind: 'service', type: 'x', agency: '', retries: null, headers: {} });
  });

  it('takes type, retries, headers and mappings from Camunda', async () => {
    const { job, inputs, outputs } = nodeOf(
      await definitionOf(
        drawn(
          `<serviceTask id="x">${extended(
            '<zeebe:taskDefinition type="=&quot;pay-&quot; + region" retries="=tries"/>',
            '<zeebe:taskHeaders><zeebe:header key="a" value="1"/><zeebe:header key="b" value=" two "/></zeebe:taskHeaders>',
            '<zeebe:ioMapping><zeebe:input source="=a" target="order.total"/><zeebe:input source="plain" target="b"/><zeebe:output source="=c" target="d"/></zeebe:ioMapping>',
          )}</serviceTask>`,
        ),
      ),
      'x',
      'serviceTask',
    );
    expect([written(job.type), written(job.retries), job.headers]).toEqual(['="pay-" + region', '=tries', { a: '1', b: ' two ' }]);
    expect([mapped(inputs), mapped(outputs)]).toEqual([[['order.total', '=a'], ['b', 'plain']], [['d', '=c']]]);
  });

  it('asks for a decision, or a worker where no model is at hand', async () => {
    const rule = `<businessRuleTask id="x">${extended('<zeebe:calledDecision decisionId="fee" resultVariable="amount"/>')}</businessRuleTask>`;
    const { decision, job, resultVariable } = nodeOf(await definitionOf(drawn(rule)), 'x', 'businessRuleTask');
    expect([decision, job.type, resultVariable]).toEqual(['fee', 'decision.fee', 'amount']);
    const computed = await definitionOf(drawn(rule.replace('"fee"', '"=kind"')));
    const asked = nodeOf(computed, 'x', 'businessRuleTask');
    expect([written(asked.decision), written(asked.job.type)]).toEqual(['=kind', '="decision." + (kind)']);
    expect(await rulesOf(drawn(rule.replace('"fee"', '"=1 +"')))).toEqual([['x', 'expression-invalid']]);
    expect(await rulesOf(drawn(rule.replace('/>', ' bindingType="versionTag" versionTag="v1"/>')))).toEqual([['x', 'attribute-not-executed']]);
  });

  it.each([
    ['Camunda', `<scriptTask id="x">${extended('<zeebe:script expression="=a + 1" resultVariable="b"/>')}</scriptTask>`],
    ['plain BPMN', `<scriptTask id="x" scriptFormat="application/feel">${extended('<lienthong:result variable="b"/>')}<script>a + 1</script></scriptTask>`],
  ])('runs a script of %s', async (_who, task) => {
    const { script, resultVariable } = nodeOf(await definitionOf(drawn(task)), 'x', 'scriptTask');
    expect([script.source, resultVariable]).toEqual(['a + 1', 'b']);
  });

  it('takes no other language', async () => {
    expect(await rulesOf(drawn('<scriptTask id="x" scriptFormat="groovy"><script>a + 1</script></scriptTask>'))).toEqual([['x', 'expression-language']]);
    expect(await rulesOf(drawn('<scriptTask id="x" scriptFormat="feel"><script>a +</script></scriptTask>'))).toEqual([['x', 'expression-invalid']]);
  });

  it('sends and receives a message', async () => {
    const sent = await definitionOf(MESSAGE, drawn(`<sendTask id="x" messageRef="m">${extended('<zeebe:publishMessage correlationKey="=key" timeToLive="PT1H"/>')}</sendTask>`));
    const { kind, name, timeToLive, correlationKey, job } = nodeOf(sent, 'x', 'sendTask').throws as Extract<ReturnType<typeof nodeOf<'sendTask'>>['throws'], { kind: 'message' }>;
    expect([kind, name, timeToLive, written(correlationKey), job]).toEqual(['message', 'paid', 'PT1H', '=key', null]);
    const { triggers, job: facts, instantiates } = nodeOf(await definitionOf(MESSAGE, drawn('<receiveTask id="x" messageRef="m"/>')), 'x', 'receiveTask');
    expect([triggers.map((trigger) => trigger.kind === 'message' && [trigger.name, written(trigger.correlationKey)]), facts, instantiates]).toEqual([[['paid', '=order.id']], null, false]);
  });

  it('says who may do it', async () => {
    const task = `<userTask id="x">${extended(
      '<zeebe:userTask/><zeebe:assignmentDefinition assignee="=clerk" candidateGroups="a,b" candidateUsers="=people"/>',
      '<zeebe:taskSchedule dueDate="=due" followUpDate="2026-12-01T08:00:00Z"/><zeebe:priorityDefinition priority="70"/><zeebe:formDefinition formId="permit"/>',
      '<lienthong:fourEyes element="y"/><lienthong:escalation after="P2D" toRole="leader"/>',
    )}</userTask>`;
    const { task: human } = nodeOf(await definitionOf(drawn(task, '<userTask id="y"/>', flowsOf('y -> end, start -> y'))), 'x', 'userTask').job;
    expect(Object.fromEntries(Object.entries(human ?? {}).map(([name, value]) => [name, written(value)]))).toEqual({
      assignee: '=clerk', candidateGroups: 'a,b', candidateUsers: '=people', dueDate: '=due', followUpDate: '2026-12-01T08:00:00Z', priority: '70', form: 'permit',
      fourEyes: ['y'], escalations: [{ after: 'P2D', toRole: 'leader' }],
    });
  });

  it('knows only other people of the process for four eyes', async () => {
    const task = (element: string): string => drawn(`<userTask id="x">${extended(`<lienthong:fourEyes element="${element}"/>`)}</userTask>`);
    expect(await rulesOf(task('x'))).toEqual([['x', 'reference-missing']]);
    expect(await rulesOf(task('start'))).toEqual([['x', 'reference-missing']]);
  });

  it('takes the message of its operation, and otherwise lets operations be words', async () => {
    const service = '<interface id="i" name="Service"><operation id="op" name="pay"><inMessageRef>m</inMessageRef></operation></interface>';
    expect(nodeOf(await definitionOf(MESSAGE, service, drawn('<receiveTask id="x" operationRef="op"/>')), 'x', 'receiveTask').triggers).toMatchObject([{ name: 'paid' }]);
    expect(nodeOf(await definitionOf(MESSAGE, service, drawn('<serviceTask id="x" operationRef="op" implementation="##WebService"/>')), 'x', 'serviceTask').job.type).toBe('x');
  });

  it.each([
    ['no tokens at all', '<task id="x" startQuantity="0"/>', '<task id="x" startQuantity="2"/>'],
    ['a flood of tokens', '<task id="x" completionQuantity="1001"/>', '<task id="x" completionQuantity="1000"/>'],
  ])('refuses %s', async (_what, breaking, twin) => {
    expect(await rulesOf(drawn(breaking))).toEqual([['x', 'attribute-invalid']]);
    expect(await rulesOf(drawn(twin))).toEqual([]);
  });

  it('refuses what would change its meaning and is not executed', async () => {
    const task = (extension: string): string => drawn(`<serviceTask id="x">${extended(extension)}</serviceTask>`);
    expect(await rulesOf(task('<zeebe:executionListeners><zeebe:executionListener eventType="start" type="a"/></zeebe:executionListeners>'))).toEqual([['x', 'element-not-executed']]);
    expect(await rulesOf(task('<zeebe:jobPriorityDefinition priority="1"/>'))).toEqual([['x', 'element-not-executed']]);
    expect(await rulesOf(task('<zeebe:properties><zeebe:property name="a" value="b"/></zeebe:properties>'))).toEqual([]);
    expect(await rulesOf(drawn('<serviceTask id="x" zeebe:modelerTemplate="http"/>'))).toEqual([]);
  });
});

describe('a call', () => {
  const child = processOf('child', '<startEvent id="in"/>', '<endEvent id="out"/>', flowsOf('in -> out'));
  it.each([
    ['everything, without mappings', '<callActivity id="x" calledElement="child"/>', { process: 'child', binding: { kind: 'latest' }, propagateAllParent: true, propagateAllChild: true }],
    [
      'what Camunda says',
      `<callActivity id="x">${extended('<zeebe:calledElement processId="child" propagateAllChildVariables="false" propagateAllParentVariables="false" bindingType="versionTag" versionTag="v1"/>')}</callActivity>`,
      { process: 'child', binding: { kind: 'versionTag', tag: 'v1' }, propagateAllParent: false, propagateAllChild: false },
    ],
    ['by deployment', `<callActivity id="x">${extended('<zeebe:calledElement processId="child" bindingType="deployment"/>')}</callActivity>`, { binding: { kind: 'deployment' } }],
    ['by a qualified name', '<callActivity id="x" calledElement="tns:child"/>', { process: 'child' }],
  ])('hands over %s', async (_what, call, expected) => {
    const model = await modelOf(drawn(call), child);
    expect(Object.keys(model.processes)).toEqual(['p', 'child']);
    expect(nodeOf(model.processes['p']!, 'x', 'callActivity')).toMatchObject(expected);
  });
  it('has to name a process, or compute its name', async () => {
    expect(await rulesOf(drawn('<callActivity id="x"/>'))).toEqual([['x', 'reference-missing']]);
    const computed = await definitionOf(drawn(`<callActivity id="x">${extended('<zeebe:calledElement processId="=kind"/>')}</callActivity>`));
    expect(written(nodeOf(computed, 'x', 'callActivity').process)).toBe('=kind');
  });
});

describe('a sub-process', () => {
  const inner = '<startEvent id="in"/><task id="a"/><endEvent id="out"/>' + flowsOf('in -> a, a -> out');
  it('contains its elements', async () => {
    const definition = await definitionOf(drawn(`<subProcess id="x">${inner}</subProcess>`));
    const { variant, contents, index } = nodeOf(definition, 'x', 'subProcess');
    expect([variant, idsOf(definition, contents.starts), nodeOf(definition, 'a', 'plainTask').parent]).toEqual(['embedded', ['in'], index]);
    expect([idsOf(definition, definition.contents.starts), definition.flows.map(({ id }) => id).sort()]).toEqual([['start'], ['a-out', 'in-a', 'start-x', 'x-end']]);
  });

  it('begins without start events where no flow leads to, bar what others bring to life', async () => {
    const parts = [
      '<task id="a"/><task id="b"/><task id="c" isForCompensation="true"/><boundaryEvent id="d" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>',
      '<association id="e" sourceRef="d" targetRef="c"/><subProcess id="f" triggeredByEvent="true"><startEvent id="g"><signalEventDefinition signalRef="s"/></startEvent><endEvent id="h"/><sequenceFlow id="i" sourceRef="g" targetRef="h"/></subProcess>',
    ];
    const definition = await definitionOf('<signal id="s" name="stop"/>', drawn(`<subProcess id="x">${parts.join('')}${flowsOf('a -> b')}</subProcess>`));
    const { contents } = nodeOf(definition, 'x', 'subProcess');
    expect([idsOf(definition, contents.starts), idsOf(definition, contents.eventSubProcesses)]).toEqual([['a'], ['f']]);
    expect(idsOf(definition, [nodeOf(definition, 'a', 'plainTask').compensation ?? -1])).toEqual(['c']);
    expect(nodeOf(definition, 'd', 'boundaryEvent').triggers).toEqual([{ kind: 'compensation' }]);
    expect(nodeOf(definition, 'f', 'subProcess').variant).toBe('event');
  });

  it('may be a transaction, or ad hoc', async () => {
    expect(nodeOf(await definitionOf(drawn(`<transaction id="x">${inner}</transaction>`)), 'x', 'subProcess').variant).toBe('transaction');
    expect(await rulesOf(drawn(`<transaction id="x" method="##Store">${inner}</transaction>`))).toEqual([['x', 'attribute-not-executed']]);
    expect(await rulesOf(drawn(`<transaction id="x" method="##Compensate">${inner}</transaction>`))).toEqual([]);
    const adHoc = `<adHocSubProcess id="x" ordering="Sequential" cancelRemainingInstances="false">${extended('<zeebe:adHoc activeElementsCollection="=chosen"/>')}<task id="a"/><task id="b"/><task id="c"/><sequenceFlow id="a-b" sourceRef="a" targetRef="b"/><completionCondition>done</completionCondition></adHocSubProcess>`;
    const definition = await definitionOf(drawn(adHoc));
    const { variant, contents, adHoc: rules } = nodeOf(definition, 'x', 'subProcess');
    expect([variant, contents.starts, rules && { ...rules, completion: written(rules.completion), activeElements: written(rules.activeElements), startable: idsOf(definition, rules.startable) }]).toEqual([
      'adHoc', [], { isSequential: true, completion: '=done', cancelRemaining: false, activeElements: '=chosen', startable: ['a', 'c'] },
    ]);
  });
});
