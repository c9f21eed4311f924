import assert from 'node:assert/strict';
import { branchValuesOf, chanceOf, drawingOf, play, publishModel, randomPlayer, randomVariables, type Manners, type Model } from '../index.js';
import { boundary, caught, end, file, flows, start, user } from '../spec-models.js';

const TASK = { work: '', more: '' };

async function modelOf(...elements: readonly string[]): Promise<Model> {
  const compilation = await publishModel(file('<bpmn:message id="m" name="go"/>', `<bpmn:process id="p" isExecutable="true">${elements.join('')}</bpmn:process>`));
  assert.ok(compilation.kind === 'compiled', JSON.stringify(compilation));
  return compilation.model;
}

describe('values worth trying', () => {
  it('lie on either side of what the model compares with', async () => {
    const model = await modelOf(start(), user('work', TASK), '<bpmn:exclusiveGateway id="g" default="g-d"/>', end('a'), end('b'), end('c'), end('d'),
      flows('start -> work', 'work -> g', 'g -> a [amount > 10]', 'g -> b [kind = "big"]', 'g -> c [agreed and parcel.isFree = false]', 'g -> d'));
    expect(branchValuesOf(model).values).toEqual({ amount: [9, 10, 11], kind: ['big', 'khác'], 'parcel.isFree': [true, false], agreed: [true, false] });
  });

  it('are not brought for names that the model works out', async () => {
    const script = '<bpmn:scriptTask id="s"><bpmn:extensionElements><zeebe:script expression="=price * 2" resultVariable="total"/></bpmn:extensionElements></bpmn:scriptTask>';
    const model = await modelOf(start(), script, '<bpmn:exclusiveGateway id="g" default="g-b"/>', end('a'), end('b'), flows('start -> s', 's -> g', 'g -> a [total > 10]', 'g -> b'));
    const values = branchValuesOf(model);
    expect([Object.keys(randomVariables(values, chanceOf(1))), values.computed.has('total')]).toEqual([['price'], true]);
  });
});

describe('a random player', () => {
  const manners = (model: Model): Manners => ({
    values: branchValuesOf(model), message: { least: 60, likely: 60, most: 60 }, errorShare: 0, slowShare: 0.2,
    durationOf: () => ({ least: 10, likely: 20, most: 30 }), due: (from, minutes) => from + Math.round(minutes) * 60_000,
  });

  it('goes every way of a model before long, the late ones too', async () => {
    const model = await modelOf(start(), user('work', TASK), boundary('late', 'work', 'PT1H'), '<bpmn:exclusiveGateway id="g" default="g-b"/>', caught('heard', '<bpmn:messageEventDefinition messageRef="m"/>'), end('a'), end('b'), end('c'),
      flows('start -> work', 'work -> g', 'g -> heard [amount > 10]', 'heard -> a', 'g -> b', 'late -> c'));
    const drawing = drawingOf(model);
    const ends = new Set<string>();
    for (let seed = 0; seed < 60; seed += 1) {
      const chance = chanceOf(seed);
      const { outcome } = play(drawing, { input: {} }, randomPlayer(drawing, manners(model), chance), ({ event }) => {
        if (event.type === 'InstanceCompleted') ends.add(event.data.outcome);
      });
      expect([seed, outcome]).toEqual([seed, 'completed']);
    }
    expect([...ends].sort()).toEqual(['a', 'b', 'c']);
  });
});
