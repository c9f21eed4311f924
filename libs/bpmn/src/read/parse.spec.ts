import { readModel } from '../parse.js';
import { fileOf } from './spec-drawing.js';

const read = async (...roots: readonly string[]) => {
  const reading = await readModel(fileOf(...roots));
  return reading.kind === 'read' ? [] : reading.findings.map(({ element, rule }) => [element, rule]);
};
const process = (...elements: readonly string[]): string => `<process id="p">${elements.join('')}</process>`;
const ENDS = '<startEvent id="a"/><endEvent id="b"/>';

describe('what the parser would lose or bend', () => {
  it.each([
    ['a flag that is neither', process('<receiveTask id="x" instantiate="maybe"/>'), 'x', 'attribute-invalid', process('<receiveTask id="x" instantiate="1"/>')],
    ['half a number', process('<task id="x" startQuantity="2x"/>'), 'x', 'attribute-invalid', process('<task id="x" startQuantity=" 2 "/>')],
    ['a word that is not in the list', process('<parallelGateway id="x" gatewayDirection="Both"/>'), 'x', 'attribute-invalid', process('<parallelGateway id="x" gatewayDirection="Mixed"/>')],
    [
      'a second condition',
      process(ENDS, '<sequenceFlow id="x" sourceRef="a" targetRef="b"><conditionExpression>a</conditionExpression><conditionExpression>b</conditionExpression></sequenceFlow>'),
      'x',
      'element-repeated',
      process(ENDS, '<sequenceFlow id="x" sourceRef="a" targetRef="b"><conditionExpression>a</conditionExpression></sequenceFlow><sequenceFlow id="y" sourceRef="a" targetRef="b"><conditionExpression>b</conditionExpression></sequenceFlow>'),
    ],
    ['a second loop', process('<task id="x"><standardLoopCharacteristics/><multiInstanceLoopCharacteristics/></task>'), 'x', 'element-repeated', process('<subProcess id="x"><task id="y"><standardLoopCharacteristics/></task><multiInstanceLoopCharacteristics/></subProcess>')],
    ['a reference to something else', `<signal id="m"/>${process('<receiveTask id="x" messageRef="m"/>')}`, 'x', 'reference-kind', `<message id="m"/>${process('<receiveTask id="x" messageRef="m"/>')}`],
    ['a reference to nothing', process('<receiveTask id="x" messageRef="m"/>'), 'x', 'reference-unknown', `<message id="m"/>${process('<receiveTask id="x" messageRef="m"/>')}`],
    ['an unknown element of ours', process('<task id="x"><extensionElements><lienthong:fourEye element="y"/></extensionElements></task>'), null, 'name-unknown', process('<task id="x"><extensionElements><lienthong:fourEyes element="y"/></extensionElements></task>')],
  ])('%s is refused', async (_what, breaking, element, rule, twin) => {
    expect(await read(breaking)).toContainEqual([element, rule]);
    expect(await read(twin)).toEqual([]);
  });

  it('leaves repeated elements of other tools alone', async () => {
    expect(await read(process('<task id="x"><extensionElements><o:tool xmlns:o="urn:o"><o:script>1</o:script><o:script>2</o:script></o:tool></extensionElements></task>'))).toEqual([]);
  });

  it('reads references that carry the prefix of the file', async () => {
    const xml = fileOf('<message id="m" name="n"/>', process('<receiveTask id="x" messageRef="tns:m"/>')).replace('targetNamespace', 'xmlns:tns="urn:sample" targetNamespace');
    const reading = await readModel(xml);
    expect(reading.kind === 'read' && reading.model.children.at(-1)?.element.children[0]?.element.references).toEqual({ messageRef: ['m'] });
    expect((await readModel(xml.replace('xmlns:tns="urn:sample"', 'xmlns:tns="urn:another"'))).kind).toBe('refused');
  });
});
