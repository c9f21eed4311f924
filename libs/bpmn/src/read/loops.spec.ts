import type { Loop } from '../definition.js';
import { definitionOf, drawn, extended, mapped, nodeOf, rulesOf, written } from './spec-drawing.js';

async function loopOf(characteristics: string, more = '', ...roots: readonly string[]) {
  const node = nodeOf(await definitionOf(...roots, drawn(`<task id="x">${more}${characteristics}</task>`, '<dataObject id="orders" isCollection="true"/><dataObject id="results"/>')), 'x', 'plainTask');
  return { node, loop: node.loop };
}
const plain = (loop: Loop | null): unknown => Object.fromEntries(Object.entries(loop ?? {}).map(([name, value]) => [name, written(value)]));

describe('a loop', () => {
  it('tests after each round, unless it says before', async () => {
    expect(plain((await loopOf('<standardLoopCharacteristics><loopCondition>n &lt; 3</loopCondition></standardLoopCharacteristics>')).loop)).toEqual({ kind: 'standard', testBefore: false, maximum: null, condition: '=n < 3' });
    expect(plain((await loopOf('<standardLoopCharacteristics testBefore="1" loopMaximum="5"/>')).loop)).toEqual({ kind: 'standard', testBefore: true, maximum: 5, condition: null });
  });

  it('runs for each item, as Camunda writes it', async () => {
    const { loop } = await loopOf(
      `<multiInstanceLoopCharacteristics isSequential="true">${extended('<zeebe:loopCharacteristics inputCollection="=orders" inputElement="order" outputCollection="totals" outputElement="=total"/>')}<completionCondition>=numberOfCompletedInstances > 1</completionCondition></multiInstanceLoopCharacteristics>`,
    );
    expect(plain(loop)).toEqual({
      kind: 'multi', isSequential: true, cardinality: null, collection: '=orders', item: 'order', outputCollection: 'totals', outputElement: '=total',
      completion: '=numberOfCompletedInstances > 1', behaviour: 'all', throws: null, complex: [],
    });
  });

  it('runs so many times, and throws what its behaviour says', async () => {
    const roots = ['<signal id="s" name="round"/>', '<signalEventDefinition id="each" signalRef="s"/>'];
    const none = await loopOf('<multiInstanceLoopCharacteristics behavior="None" noneBehaviorEventRef="each"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>', '', ...roots);
    expect(plain(none.loop)).toMatchObject({ cardinality: '=3', collection: null, behaviour: 'none', throws: { kind: 'signal', name: 'round' } });
    const complex = await loopOf(
      '<multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality>3</loopCardinality><complexBehaviorDefinition><condition xsi:type="tFormalExpression">numberOfCompletedInstances = 2</condition><event id="thrown"><signalEventDefinition signalRef="s"/></event></complexBehaviorDefinition></multiInstanceLoopCharacteristics>',
      '',
      ...roots,
    );
    const { behaviour, complex: cases } = complex.loop as Extract<Loop, { kind: 'multi' }>;
    expect([behaviour, cases.map(({ condition, throws }) => [condition.source, throws])]).toEqual(['complex', [['numberOfCompletedInstances = 2', { kind: 'signal', name: 'round' }]]]);
  });

  it('takes its collection and items from data, as the standard writes it', async () => {
    const data = [
      '<ioSpecification><dataInput id="list" isCollection="true"/><dataInput id="one" name="entry"/><dataOutput id="done"/><dataOutput id="all"/><inputSet/><outputSet/></ioSpecification>',
      '<dataInputAssociation><sourceRef>orders</sourceRef><targetRef>list</targetRef></dataInputAssociation>',
      '<dataInputAssociation><sourceRef>item</sourceRef><targetRef>one</targetRef></dataInputAssociation>',
      '<dataOutputAssociation><sourceRef>done</sourceRef><targetRef>result</targetRef></dataOutputAssociation>',
      '<dataOutputAssociation><sourceRef>all</sourceRef><targetRef>results</targetRef></dataOutputAssociation>',
    ];
    const { node, loop } = await loopOf(
      '<multiInstanceLoopCharacteristics><loopDataInputRef>list</loopDataInputRef><loopDataOutputRef>all</loopDataOutputRef><inputDataItem id="item"/><outputDataItem id="result"/></multiInstanceLoopCharacteristics>',
      data.join(''),
    );
    expect(plain(loop)).toMatchObject({ collection: '=orders', item: 'item', outputCollection: 'results', outputElement: '=done' });
    expect([mapped(node.inputs), mapped(node.outputs)]).toEqual([[['entry', '=item']], []]);
  });

  it('needs to know how often', async () => {
    expect(await rulesOf(drawn('<task id="x"><multiInstanceLoopCharacteristics/></task>'))).toEqual([['x', 'reference-missing']]);
    expect(await rulesOf(drawn('<task id="x"><standardLoopCharacteristics loopMaximum="3x"/></task>'))).toEqual([['x', 'attribute-invalid']]);
    expect(await rulesOf(drawn('<task id="x"><multiInstanceLoopCharacteristics behavior="Some"><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></task>'))).toEqual([['x', 'attribute-invalid']]);
  });
});
