import { definitionOf, drawn, extended, flowsOf, mapped, nodeOf, processOf, rulesOf } from './spec-drawing.js';

const io = (inputs: string, outputs = ''): string => `<ioSpecification>${inputs}${outputs}<inputSet/><outputSet/></ioSpecification>`;

describe('data', () => {
  it('is a variable of the scope that has it, by the name that people see', async () => {
    const definition = await definitionOf(
      '<dataStore id="register" name="Sổ địa chính"/>',
      processOf(
        'p',
        '<property id="prop" name="count"/><startEvent id="start"/>',
        '<subProcess id="x"><dataObject id="inside"/><dataStoreReference id="store" dataStoreRef="register"/><task id="in"/></subProcess>',
        '<dataObject id="d1" isCollection="true"/><dataObjectReference id="r1" name="orders" dataObjectRef="d1"/><dataObject id="d2" name="total"/><endEvent id="end"/>',
        flowsOf('start -> x, x -> end'),
      ),
    );
    expect(definition.contents.data).toEqual([
      { name: 'orders', isCollection: true },
      { name: 'total', isCollection: false },
      { name: 'count', isCollection: false },
      { name: 'Sổ địa chính', isCollection: false },
    ]);
    expect(nodeOf(definition, 'x', 'subProcess').contents.data).toEqual([{ name: 'inside', isCollection: false }]);
  });

  it('goes into and out of activities by associations', async () => {
    const task = [
      io('<dataInput id="in1" name="price"/><dataInput id="in2"/><dataInput id="in3" name="both"/>', '<dataOutput id="out1" name="sum"/>'),
      '<dataInputAssociation><sourceRef>r</sourceRef><targetRef>in1</targetRef></dataInputAssociation>',
      '<dataInputAssociation><sourceRef>r</sourceRef><targetRef>in2</targetRef><transformation>order.total * 2</transformation></dataInputAssociation>',
      '<dataInputAssociation><targetRef>in3</targetRef><assignment><from>1 + 1</from><to>both.count</to></assignment><assignment><from>"x"</from><to>both.name</to></assignment></dataInputAssociation>',
      '<dataOutputAssociation><sourceRef>out1</sourceRef><targetRef>r</targetRef></dataOutputAssociation>',
    ].join('');
    const definition = await definitionOf(drawn(`<serviceTask id="x">${task}</serviceTask>`, '<dataObject id="d" name="order"/><dataObjectReference id="r" dataObjectRef="d"/>'));
    const { inputs, outputs } = nodeOf(definition, 'x', 'serviceTask');
    expect([mapped(inputs), mapped(outputs)]).toEqual([
      [['price', '=order'], ['in2', '=order.total * 2'], ['both.count', '=1 + 1'], ['both.name', '="x"']],
      [['order', '=sum']],
    ]);
  });

  it('takes names with spaces and signs', async () => {
    const definition = await definitionOf(drawn(`<serviceTask id="x">${io('<dataInput id="in" name="tờ-thửa"/>')}<dataInputAssociation><sourceRef>d</sourceRef><targetRef>in</targetRef></dataInputAssociation></serviceTask>`, '<dataObject id="d" name="Số tờ - thửa"/>'));
    const [input] = nodeOf(definition, 'x', 'serviceTask').inputs;
    expect(typeof input?.source === 'object' && input.source.variables).toEqual(['Số tờ - thửa']);
  });

  it.each([
    ['two sources without a transformation', '<dataInputAssociation><sourceRef>d</sourceRef><sourceRef>e</sourceRef><targetRef>in</targetRef></dataInputAssociation>'],
    ['no source', '<dataInputAssociation><targetRef>in</targetRef></dataInputAssociation>'],
    ['an assignment to no name', '<dataInputAssociation><targetRef>in</targetRef><assignment><from>1</from><to>1 + 2</to></assignment></dataInputAssociation>'],
  ])('refuses %s', async (_what, association) => {
    expect(await rulesOf(drawn(`<serviceTask id="x">${io('<dataInput id="in"/>')}${association}</serviceTask>`, '<dataObject id="d"/><dataObject id="e"/>'))).toEqual([['x', 'mapping-invalid']]);
  });

  it('leaves the arrows of tools that draw no more than that', async () => {
    const arrows = [
      '<property id="none" name="__targetRef_placeholder"/><dataInputAssociation><sourceRef>d</sourceRef><targetRef>none</targetRef></dataInputAssociation>',
      '<dataOutputAssociation><targetRef>d</targetRef></dataOutputAssociation>',
    ];
    const node = nodeOf(await definitionOf(drawn(`<callActivity id="x" calledElement="q">${arrows.join('')}</callActivity>`, '<dataObject id="d"/>')), 'x', 'callActivity');
    expect([node.inputs, node.outputs, node.propagateAllParent, node.propagateAllChild]).toEqual([[], [], true, true]);
  });

  it('maps at events too', async () => {
    const event = `<intermediateCatchEvent id="x"><dataOutput id="payload"/><dataOutputAssociation><sourceRef>payload</sourceRef><targetRef>d</targetRef></dataOutputAssociation><signalEventDefinition signalRef="s"/></intermediateCatchEvent>`;
    expect(mapped(nodeOf(await definitionOf('<signal id="s" name="s"/>', drawn(event, '<dataObject id="d"/>')), 'x', 'catchEvent').outputs)).toEqual([['d', '=payload']]);
  });
});

describe('a lane', () => {
  it('gives its tasks a name for boards and, where it says so, the agency', async () => {
    const lanes = `<laneSet id="ls"><lane id="l1" name="Xã">${extended('<lienthong:assignment agency="commune" role="clerk"/>')}<flowNodeRef>start</flowNodeRef><flowNodeRef>x</flowNodeRef><childLaneSet id="cs"><lane id="l2" name="Một cửa"><flowNodeRef>y</flowNodeRef></lane></childLaneSet></lane></laneSet>`;
    const own = `<userTask id="z">${extended('<lienthong:assignment agency="police"/>')}</userTask>`;
    const definition = await definitionOf(drawn(`${lanes}<subProcess id="x"><userTask id="in"/></subProcess>`, '<userTask id="y"/>', own, flowsOf('start -> y, y -> z, z -> end')));
    const of = (id: string) => {
      const { lane, job } = nodeOf(definition, id, 'userTask');
      return [lane, job.agency, job.role];
    };
    expect([of('in'), of('y'), of('z')]).toEqual([['Xã', 'commune', 'clerk'], ['Một cửa', 'commune', 'clerk'], [null, 'police', null]]);
  });
});
