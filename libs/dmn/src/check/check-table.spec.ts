import assert from 'node:assert/strict';
import { checkTable } from './check-table.js';
import { tableOf, told, withOutput } from './spec-table.js';

const AGE = [['age', 'number']] as const;

describe('gaps', () => {
  it('names the hole with an input that falls into it', () => {
    const [finding, ...others] = checkTable(tableOf(AGE, [['< 5', '1'], ['[6..10]', '2'], ['> 10', '3']]));
    assert.deepEqual(others, []);
    assert.equal(finding?.text.vi, 'không dòng nào áp dụng khi age: [5..6)');
    assert.equal(finding?.text.en, 'no row applies where age: [5..6)');
    assert.deepEqual([finding?.severity, finding?.rule, finding?.example], ['error', 'gap', { age: 5 }]);
  });

  it.each([
    [['[5..9]'], ['age: < 5', 'age: > 9']], [['(5..9)'], ['age: ≤ 5', 'age: ≥ 9']], [['< 5', '(5..6), > 9'], ['age: 5', 'age: [6..9]']],
  ])('says in words where nothing applies beside %s', (cells, places) => {
    const texts = checkTable(tableOf(AGE, cells.map((cell): [string, string] => [cell, '1']))).map(({ text }) => text.en);
    assert.deepEqual(texts.flatMap((text) => text.replace('no row applies where age: ', '').split(' or ')).map((text) => `age: ${text}`), places);
  });

  it('tells holes that lie apart one by one, each with its input', () => {
    const shift = tableOf([['at', 'time'], ['b', 'boolean']], [['[@"07:30:00"..@"11:30:00"]', '-', '1'], ['[@"13:00:00"..@"17:00:00"]', 'true', '2']]);
    assert.deepEqual(checkTable(shift).map(({ text, example }) => [text.en.slice('no row applies where '.length), example]), [
      ['at: [13:00:00..17:00:00]; b: false', { at: { '@type': 'time', '@value': '13:00:00' }, b: false }],
      ['at: < 07:30:00', { at: { '@type': 'time', '@value': '07:29:59' }, b: true }],
      ['at: (11:30:00..13:00:00)', { at: { '@type': 'time', '@value': '12:15:00' }, b: true }],
      ['at: > 17:00:00', { at: { '@type': 'time', '@value': '17:00:01' }, b: true }],
    ]);
    const many = Array.from({ length: 60 }, (_, i): [string, string] => [String(i), '1']);
    assert.equal(checkTable(tableOf(AGE, many)).length, 20);
  });

  it('knows that nothing lies between two days, but something between two numbers', () => {
    const day = tableOf([['on', 'date']], [['<= @"2026-06-30"', '1'], ['>= @"2026-07-01"', '2']]);
    assert.deepEqual(told(checkTable(day)), []);
    const [gap] = checkTable(tableOf(AGE, [['<= 5', '1'], ['>= 6', '2']]));
    assert.deepEqual(gap?.example, { age: 5.5 });
  });

  it.each([
    ['date', 'date("2026-06-30")', '@"2026-07-02"', { '@type': 'date', '@value': '2026-07-01' }],
    ['time', '@"08:00:00"', 'time("12:00:00")', { '@type': 'time', '@value': '10:00:00' }],
    ['date and time', '@"2026-01-01T00:00:00"', '@"2026-01-02T00:00:00"', { '@type': 'date and time', '@value': '2026-01-01T12:00:00' }],
    ['days and time duration', '@"PT1H"', 'duration("PT3H")', { '@type': 'days and time duration', '@value': 'PT2H' }],
    ['years and months duration', '@"P1M"', '@"P3M"', { '@type': 'years and months duration', '@value': 'P2M' }],
  ] as const)('finds what is missing between two values: %s', (kind, low, high, example) => {
    const findings = checkTable(tableOf([['x', kind]], [[`<= ${low}`, '1'], [`>= ${high}`, '2']]));
    assert.deepEqual(findings.map((finding) => [finding.rule, finding.example]), [['gap', { x: example }]]);
  });

  it('knows the first and the last moment of a day', () => {
    assert.deepEqual(told(checkTable(tableOf([['at', 'time']], [['[@"00:00:00"..@"12:00:00")', '1'], ['[@"12:00:00"..@"23:59:59.999999999"]', '2']]))), []);
  });

  it('takes allowed values for all there is', () => {
    const rows: [string, string][] = [['"a"', '1'], ['"b"', '2']];
    assert.deepEqual(checkTable(tableOf([['s', 'string', '"a", "b"']], rows)), []);
    assert.deepEqual(checkTable(tableOf([['s', 'string', '"a", "b", "c"']], rows)).map(({ example }) => example), [{ s: 'c' }]);
    assert.deepEqual(checkTable(tableOf([['n', 'number', '[0..10]']], [['<= 5', '1'], ['(5..10]', '2']])), []);
  });

  it('asks for a text that no row names where all texts are allowed', () => {
    const [gap] = checkTable(tableOf([['s', 'string']], [['"a"', '1'], ['"b"', '2']]));
    assert.equal(gap?.text.en, 'no row applies where s: other than "a", "b"');
    assert.equal(gap.text.vi, 'không dòng nào áp dụng khi s: khác "a", "b"');
    assert.deepEqual(gap.example, { s: 'giá trị khác' });
  });

  it('looks at null only where a row speaks of it', () => {
    assert.deepEqual(checkTable(tableOf([['b', 'boolean']], [['true', '1'], ['false', '2']])), []);
    assert.deepEqual(checkTable(tableOf([['b', 'boolean']], [['true', '1'], ['null', '2']])).map(({ example }) => example), [{ b: false }]);
    assert.deepEqual(checkTable(tableOf([['b', 'boolean']], [['true', '1'], ['not(null, true)', '2']])).map(({ example }) => example), [{ b: null }]);
  });

  it('has an example of a column that names no value', () => {
    assert.deepEqual(checkTable(tableOf(AGE, [['null', '1'], ['not(null)', '2']])), []);
    assert.deepEqual(checkTable(tableOf(AGE, [['null', '1']])).map(({ example }) => example), [{ age: 1 }]);
    const untyped = tableOf([['x', null], ...AGE], [['-', '> 5', '1']]);
    assert.deepEqual(told(checkTable(untyped)), ['warning unused-input in-x', 'error gap table']);
  });

  it('is content with a default result, null or not, and with policies that may choose none', () => {
    const rows: [string, string][] = [['> 5', '1']];
    assert.deepEqual(checkTable(tableOf(AGE, rows, { outputs: [withOutput('x', 'number', '', 'null')] })), []);
    assert.deepEqual(checkTable(tableOf(AGE, rows, { hitPolicy: 'COLLECT' })), []);
    assert.deepEqual(told(checkTable(tableOf(AGE, rows, { hitPolicy: 'FIRST' }))), ['error gap table']);
  });
});

describe('overlaps', () => {
  const rows: [string, string][] = [['<= 5', '1'], ['>= 5', '2']];

  it('are errors where one row only may be chosen, at the cell of the second', () => {
    const [finding, ...others] = checkTable(tableOf(AGE, rows));
    assert.deepEqual(others, []);
    assert.deepEqual([finding?.element, finding?.severity, finding?.rule, finding?.example], ['r2/in-age', 'error', 'overlap', { age: 5 }]);
    assert.equal(finding?.text.vi, 'dòng 1 và dòng 2 cùng được chọn khi age: 5');
  });

  it('are errors under ANY only where the results differ', () => {
    assert.deepEqual(told(checkTable(tableOf(AGE, rows, { hitPolicy: 'ANY' }))), ['error overlap r2/in-age']);
    assert.deepEqual(checkTable(tableOf(AGE, [['<= 5', '2.0'], ['>= 5', '2']], { hitPolicy: 'ANY' })), []);
  });

  it('are meant under FIRST, where only a row that is never reached is told', () => {
    assert.deepEqual(checkTable(tableOf(AGE, [['<= 5', '1'], ['-', '2']], { hitPolicy: 'FIRST' })), []);
    assert.deepEqual(told(checkTable(tableOf(AGE, [['<= 5', '1'], ['> 3', '2'], ['[1..9]', '3']], { hitPolicy: 'FIRST' }))), ['warning masked-rule r3']);
  });

  it('go by the order of the allowed results under PRIORITY', () => {
    const outputs = [withOutput('x', 'string', '"high", "low"')];
    assert.deepEqual(told(checkTable(tableOf(AGE, [['> 3', '"low"'], ['-', '"high"']], { hitPolicy: 'PRIORITY', outputs }))), ['warning masked-rule r1']);
    assert.deepEqual(told(checkTable(tableOf(AGE, [['> 3', '"high"'], ['-', '"low"']], { hitPolicy: 'PRIORITY', outputs }))), []);
  });
});

describe('cells', () => {
  it.each([
    ['"năm"', 'error type-mismatch r1/in-age'],
    ['> @"2026-01-01"', 'error type-mismatch r1/in-age'],
    ['> (', 'error unreadable r1/in-age'],
    ['[5..3]', 'error unreachable-test r1/in-age'],
    ['> limit', 'error unknown-name r1/in-age'],
    ['> other', 'warning not-analysed r1/in-age'],
    ['odd(?)', 'warning not-analysed r1/in-age'],
  ])('says what is wrong with %s', (cell, expected) => {
    const findings = told(checkTable(tableOf(AGE, [[cell, '1'], ['-', '2']], { names: ['age', 'other'], hitPolicy: 'FIRST' })));
    assert.deepEqual(findings, [expected]);
  });

  it('says of a result what it says of a condition', () => {
    const outputs = [withOutput('x', 'string', '"a", "b"')];
    const findings = checkTable(tableOf(AGE, [['1', '"c"'], ['2', '5'], ['3', ''], ['4', 'who'], ['not(1, 2, 3, 4)', '"a"']], { outputs, names: ['age'] }));
    assert.deepEqual(told(findings), [
      'error value-not-allowed r1/out-x', 'error type-mismatch r2/out-x', 'error unreadable r3/out-x', 'error unknown-name r4/out-x',
    ]);
  });

  it('calls a gap possible where a row could not be analysed', () => {
    const findings = checkTable(tableOf(AGE, [['> 5', '1'], ['? < 3 or ? = 4', '2']]));
    assert.deepEqual(told(findings), ['warning not-analysed r2/in-age', 'warning gap table']);
  });
});

describe('a table that is too much', () => {
  let state = 7;
  const below = (n: number): number => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return Math.floor(state / 256) % n; };

  it('is said not to be analysed, and takes no more than it may', () => {
    const columns = Array.from({ length: 8 }, (_, i): [string, 'number'] => [`x${i}`, 'number']);
    const row = (): [...string[], string] => [...columns.map(() => { const low = below(30); return `[${low}..${low + 25}]`; }), '1'];
    const outputs = [withOutput('x', 'number', '', 'null')];
    assert.equal(told(checkTable(tableOf(columns, Array.from({ length: 300 }, row), { hitPolicy: 'FIRST', outputs }))).at(-1), 'warning not-analysed table');
  });

  it('is not even read where it has more cells than anybody reads', () => {
    const columns = Array.from({ length: 50 }, (_, i): [string, 'number'] => [`x${i}`, 'number']);
    const row = (i: number): [...string[], string] => [...columns.map(() => `> ${i}`), '1'];
    assert.deepEqual(told(checkTable(tableOf(columns, Array.from({ length: 400 }, (_, i) => row(i))))), ['warning not-analysed table']);
  });

  it('is not asked for every value where its cells list hundreds of them', () => {
    const rows = Array.from({ length: 20 }, (_, row): [string, string] => [Array.from({ length: 300 }, (_each, i) => i * 20 + row).join(','), '1']);
    assert.deepEqual(told(checkTable(tableOf(AGE, rows, { hitPolicy: 'FIRST', outputs: [withOutput('x', 'number', '', 'null')] }))), rows.map((_, i) => `warning not-analysed r${i + 1}/in-age`));
  });

  it('keeps its errors where there are too many findings', () => {
    const findings = checkTable(tableOf(AGE, Array.from({ length: 300 }, (_, i): [string, string] => [i === 299 ? '"năm"' : `? > odd(${i})`, '1'])));
    assert.equal(findings.length, 200);
    assert.equal(findings[0]?.rule, 'type-mismatch');
  });
});

it('does not call a column unused that another cell or a result reads', () => {
  const two = [...AGE, ['limit', 'number']] as const;
  const names = ['age', 'limit'];
  assert.deepEqual(told(checkTable(tableOf(two, [['? > limit', '-', '1']], { names, hitPolicy: 'COLLECT' }))), ['warning not-analysed r1/in-age']);
  assert.deepEqual(told(checkTable(tableOf(two, [['> 1', '-', 'limit + 1']], { names, hitPolicy: 'COLLECT' }))), []);
});

it('tells unused columns, rows that repeat, and rows without their law', () => {
  const table = tableOf([...AGE, ['unused', 'string']], [['> 5', '-', '1'], ['<= 5', '', '2'], ['> 5', '-', '3']], { hitPolicy: 'COLLECT' });
  assert.deepEqual(told(checkTable(table)), ['warning unused-input in-unused', 'warning duplicate-rule r3']);
  const [rule] = table.rules;
  const bare = { ...table, rules: rule === undefined ? [] : [{ ...rule, annotations: {} }] };
  assert.deepEqual(told(checkTable(bare)), ['warning unused-input in-unused', 'hint no-legal-basis r1']);
});
