import { answer, decision, definitions, input, modelOf, table } from '../spec-model.js';
import { evaluateDecision } from '../evaluate.js';

type Columns = Parameters<typeof table>[0];
const body = (columns: Columns, rows: readonly string[]): string => input('x') + input('y') + decision('d', table(columns, ...rows), { input: ['x', 'y'] });
const ask = (columns: Columns, rows: readonly string[], given: Parameters<typeof answer>[2]): ReturnType<typeof answer> => answer(body(columns, rows), 'd', given);

describe('a decision table', () => {
  const AGES = ['< 18 | "minor"', '[18..65) | "adult"', '>= 65 | "senior"'];

  it.each([[17, 'minor'], [18, 'adult'], [64.9, 'adult'], [65, 'senior']])('finds the rule of %p', (x, value) => {
    expect(ask({}, AGES, { x })).toEqual({ value, errors: [] });
  });

  it('is null without errors where no rule matches, also for want of an input', () => {
    expect(ask({}, AGES, { x: null })).toEqual({ value: null, errors: [] });
    expect(ask({}, AGES, {})).toEqual({ value: null, errors: [] });
  });

  it('takes every value for a dash and for an empty cell', () => {
    expect(ask({ inputs: ['x', 'y'] }, ['1 | - | "a"', '2 | | "b"'], { x: 2, y: 'anything' })).toEqual({ value: 'b', errors: [] });
  });

  it('knows the other names in a cell, and the input as ?', () => {
    expect(ask({}, ['> y | "more"', '? <= y | "not more"'], { x: 3, y: 2 }).value).toBe('more');
    expect(ask({}, ['> y | "more"', '? <= y | "not more"'], { x: 2, y: 2 }).value).toBe('not more');
  });

  it('gives several results as a context', () => {
    expect(ask({ outputs: ['fee', 'Căn cứ'] }, ['- | 10 | "Điều 3"'], { x: 1 })).toEqual({ value: { fee: 10, 'Căn cứ': 'Điều 3' }, errors: [] });
  });

  it('falls back on the default entries', () => {
    expect(ask({ outputs: ['fee||7'] }, ['1 | 10'], { x: 2 })).toEqual({ value: 7, errors: [] });
    expect(ask({ outputs: ['fee||7', 'note'] }, ['1 | 10 | "n"'], { x: 2 })).toEqual({ value: { fee: 7, note: null }, errors: [] });
  });

  it('takes an input that is not allowed for null, with an error', () => {
    const found = (rows: readonly string[]): unknown => {
      const { value, errors } = ask({ inputs: ['x|"a","b"'] }, rows, { x: 'c' });
      return [value, errors.map(({ element }) => element)];
    };
    expect(found(['"a" | 1', '"c" | 2'])).toEqual([null, ['in1']]);
    expect(found(['"c" | 1', 'null | 2'])).toEqual([2, ['in1']]);
    expect(found(['"c" | 1', '- | 2'])).toEqual([2, ['in1']]);
  });

  it('is null with an error for a result that is not allowed', () => {
    const { value, errors } = ask({ outputs: ['fee|1,2'] }, ['- | 3'], { x: 0 });
    expect([value, errors.map(({ element }) => element)]).toEqual([null, ['r1c2']]);
  });

  it('points to the cell that is wrong', () => {
    const { value, errors } = ask({}, ['1 | 1', '2 | x + "a"'], { x: 2 });
    expect(value).toBeNull();
    expect(errors).toEqual([{ element: 'r2c2', text: expect.stringMatching(/^decision "d", rule 2, column "out1": /) as string }]);
  });

  it('goes on without a cell that cannot be read, with an error', () => {
    const { value, errors } = ask({}, ['1 + | 1', '2 | 5'], { x: 2 });
    expect([value, errors.map(({ element }) => element)]).toEqual([5, ['r1c1']]);
  });
});

describe('hit policies', () => {
  const ROWS = ['<= 10 | "b" | 1', '<= 20 | "a" | 2', '<= 30 | "b" | 3'];
  const outputs = ['name|"a","b"', 'n'];
  const names = (hitPolicy: string, x: number): unknown => ask({ hitPolicy, outputs: ['name|"a","b"'] }, ROWS.map((row) => row.replace(/\|[^|]*$/, '')), { x }).value;

  it('UNIQUE wants one rule, and names those that match', () => {
    const { value, errors } = ask({ outputs }, ROWS, { x: 15 });
    expect(value).toBeNull();
    expect(errors).toEqual([{ element: 'table', text: 'decision "d": expected one rule to match, but several do: rules 2 (r2), 3 (r3)' }]);
    expect(ask({ outputs }, ROWS, { x: 25 })).toEqual({ value: { name: 'b', n: 3 }, errors: [] });
  });

  it('ANY wants one result', () => {
    expect(ask({ hitPolicy: 'ANY' }, ['< 5 | "a"', '< 9 | "a"'], { x: 1 })).toEqual({ value: 'a', errors: [] });
    const { value, errors } = ask({ hitPolicy: 'ANY' }, ['< 5 | "a"', '< 9 | "b"'], { x: 1 });
    expect([value, errors[0]?.text]).toEqual([null, 'decision "d": expected the rules that match to have one result, but they differ: rules 1 (r1), 2 (r2)']);
  });

  it('FIRST takes the first', () => expect(names('FIRST', 5)).toBe('b'));
  it('PRIORITY takes the highest of the output values', () => expect(names('PRIORITY', 5)).toBe('a'));
  it('RULE ORDER lists them as the rules stand', () => expect(names('RULE ORDER', 5)).toEqual(['b', 'a', 'b']));
  it('OUTPUT ORDER lists them as the output values stand', () => expect(names('OUTPUT ORDER', 5)).toEqual(['a', 'b', 'b']));
  it('COLLECT lists them', () => expect(ask({ hitPolicy: 'COLLECT', outputs }, ROWS, { x: 15 }).value).toEqual([{ name: 'a', n: 2 }, { name: 'b', n: 3 }]));

  it('takes a result that is not listed last', () => {
    expect(ask({ hitPolicy: 'PRIORITY', outputs: ['n|"a","b"'] }, ['- | null', '- | "b"'], { x: 0 }).value).toBe('b');
  });

  it('FIRST asks no further', () => {
    const { trace } = evaluateDecision(modelOf(definitions(body({ hitPolicy: 'FIRST' }, ['- | 1', '- | 2']))), 'd', { x: 0 });
    expect(trace[0]?.table?.matched.map(({ rule }) => rule)).toEqual(['r1']);
  });

  it('orders by a further column where the first does not tell', () => {
    const columns = { hitPolicy: 'OUTPUT ORDER', outputs: ['p|"a","b"', 'q|"x","y"'] };
    expect(ask(columns, ['- | "a" | "y"', '- | "b" | "x"', '- | "a" | "x"'], { x: 0 }).value).toEqual([{ p: 'a', q: 'x' }, { p: 'a', q: 'y' }, { p: 'b', q: 'x' }]);
  });

  it.each([['SUM', 6], ['MIN', 1], ['MAX', 3], ['COUNT', 3]])('COLLECT %s', (aggregation, value) => {
    expect(ask({ hitPolicy: 'COLLECT', aggregation }, ['<= 10 | 1', '<= 20 | 2', '<= 30 | 3'], { x: 5 })).toEqual({ value, errors: [] });
  });

  it('aggregates several columns each by itself', () => {
    expect(ask({ hitPolicy: 'COLLECT', aggregation: 'SUM', outputs: ['a', 'b'] }, ['- | 1 | 10', '- | 2 | 20'], { x: 5 }).value).toEqual({ a: 3, b: 30 });
  });

  it.each(['UNIQUE', 'ANY', 'FIRST', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER'])('%s is null where nothing matches', (hitPolicy) => {
    expect(ask({ hitPolicy, outputs: ['n|1,2'] }, ['1 | 1'], { x: 2 })).toEqual({ value: null, errors: [] });
  });

  it('COLLECT is an empty list where nothing matches and there is no default', () => {
    expect(ask({ hitPolicy: 'COLLECT', outputs: ['n|1,2'] }, ['1 | 1'], { x: 2 })).toEqual({ value: [], errors: [] });
  });

  it('counts none where nothing matches', () => {
    expect(ask({ hitPolicy: 'COLLECT', aggregation: 'COUNT' }, ['1 | 1'], { x: 2 }).value).toBe(0);
    expect(ask({ hitPolicy: 'COLLECT', aggregation: 'SUM' }, ['1 | 1'], { x: 2 }).value).toBeNull();
  });
});

describe('the trace', () => {
  it('says what was tested, which rules fired and what they say', () => {
    const noted = body({ hitPolicy: 'COLLECT', aggregation: 'SUM' }, ['< 5 | 1', '< 9 | y * 2']).replace('</rule>', '<annotationEntry><text>Điều 1</text></annotationEntry></rule>').replace('<rule id="r1">', '<annotation name="Căn cứ"/><rule id="r1">');
    const { trace } = evaluateDecision(modelOf(definitions(noted)), 'd', { x: 3, y: 4 });
    expect(trace).toEqual([
      {
        decision: 'd', name: 'd', value: 9, expression: null,
        table: {
          hitPolicy: 'COLLECT SUM', inputs: [{ expression: 'x', value: 3 }],
          matched: [
            { rule: 'r1', index: 1, outputs: { d: 1 }, annotations: { 'Căn cứ': 'Điều 1' } },
            { rule: 'r2', index: 2, outputs: { d: 8 }, annotations: {} },
          ],
        },
      },
    ]);
  });
});

