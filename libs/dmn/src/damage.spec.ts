import { evaluateBkm, evaluateDecision, evaluateService } from './evaluate.js';
import { readModel, readModelLeniently } from './model.js';
import { bkm, decision, definitions, input, literal, table } from './spec-model.js';

/** mulberry32: the same damage every time. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const SOUND = definitions(
  `<import name="i" namespace="urn:other" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
  <itemDefinition name="tRow"><itemComponent name="a"><typeRef>number</typeRef></itemComponent><itemComponent name="kids" isCollection="true"><typeRef>tRow</typeRef></itemComponent></itemDefinition>` +
    input('x', 'number') + input('rows') +
    decision('d', table({ inputs: ['x|>0', 'count(rows)'], outputs: ['a|1,2|1', 'b'], hitPolicy: 'PRIORITY' }, '< 5 | - | 1 | "p"', '>= 5 | > 1 | 2 | x + 1'), { input: ['x', 'rows'] }) +
    decision('e', `<context><contextEntry><variable name="f"/><functionDefinition><formalParameter name="n"/>${literal('n * 2')}</functionDefinition></contextEntry><contextEntry><for iteratorVariable="k"><in>${literal('[1..x]')}</in><return>${literal('f(k) + g(k)')}</return></for></contextEntry></context>`, { input: ['x'], decision: ['d'], knowledge: ['g', 'urn:other#h'] }) +
    bkm('g', ['n: number'], `<conditional><if>${literal('n > 1')}</if><then>${literal('g(n - 1)')}</then><else><filter><in>${literal('[1, 2]')}</in><match>${literal('item > n')}</match></filter></else></conditional>`) +
    '<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#e"/><inputDecision href="#d"/><inputData href="#x"/></decisionService>',
);
const OTHER = definitions(bkm('h', ['n'], literal('n')), { namespace: 'urn:other' });

const TAGS = [...new Set(SOUND.match(/<\/?[a-zA-Z]+/g))];
/** One of: a piece left out, doubled, moved, a tag or a letter replaced. */
function damaged(xml: string, random: (below: number) => number): string {
  const [at, length] = [random(xml.length), 1 + random(40)];
  const piece = xml.slice(at, at + length);
  switch (random(6)) {
    case 0:
      return xml.slice(0, at) + xml.slice(at + length);
    case 1:
      return xml.slice(0, at) + piece + xml.slice(at);
    case 2: {
      const to = random(xml.length);
      return xml.slice(0, to) + piece + xml.slice(to);
    }
    case 3: {
      const [from, to] = [TAGS[random(TAGS.length)] ?? '', TAGS[random(TAGS.length)] ?? ''];
      return xml.replaceAll(new RegExp(`${from}\\b`, 'g'), to);
    }
    case 4:
      return xml.slice(0, at) + String.fromCharCode(32 + random(96)) + xml.slice(at + 1);
    default: {
      const ids = ['#d', '#e', '#g', '#x', '#s'];
      return xml.replaceAll(ids[random(ids.length)] ?? '', ids[random(ids.length)] ?? '');
    }
  }
}

it('the model is sound', () => { const reading = readModel(SOUND, () => OTHER); expect(reading.kind === 'refused' ? reading.findings.filter(({ severity }) => severity === 'error') : []).toEqual([]); });

it.each([1, 2, 3, 4])('no damage to a model makes it throw or hang (seed %i)', (seed) => {
  const random = randomFrom(seed);
  let read = 0;
  for (let i = 0; i < 400; i += 1) {
    let xml = SOUND;
    for (let j = 0; j <= random(3); j += 1) xml = damaged(xml, random);
    const reading = readModelLeniently(xml, () => (random(2) === 0 ? OTHER : damaged(OTHER, random)));
    if (reading.kind === 'refused') continue;
    read += 1;
    const given = { x: 7, rows: [{ a: 1 }], n: 3 };
    for (const { id } of reading.model.decisions) expect(evaluateDecision(reading.model, id, given, { stepBudget: 20_000 })).toHaveProperty('value');
    for (const { id } of reading.model.services) expect(evaluateService(reading.model, id, given, { stepBudget: 20_000 })).toHaveProperty('value');
    for (const { id } of reading.model.bkms) expect(evaluateBkm(reading.model, id, given, { stepBudget: 20_000 })).toHaveProperty('value');
  }
  expect(read).toBeGreaterThan(40);
});
