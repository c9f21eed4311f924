import { answer, bkm, decision, definitions, input, literal, valueOf } from './spec-model.js';

const imported = (name: string, namespace: string): string => `<import name="${name}" namespace="${namespace}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`;

describe('requirements', () => {
  it('are known by their names, and nothing else is', () => {
    const chain = input('x') + decision('a', literal('x + 1'), { input: ['x'] }) + decision('b', literal('a * 2'), { decision: ['a'] });
    expect(valueOf(chain, 'b', { x: 1 })).toBe(4);
    expect(answer(chain + decision('c', literal('b + x'), { decision: ['b'] }), 'c', { x: 1 })).toMatchObject({ value: null, errors: [{ element: 'c', text: 'decision "c": there is no variable "x"' }, { element: 'c' }] });
  });

  it('take names with spaces, signs and any form of Unicode', () => {
    const body = input('Số tờ - thửa') + decision('Kết quả'.normalize('NFD'), literal('Số tờ - thửa + 1'.normalize('NFD')), { input: ['Số tờ - thửa'] });
    expect(valueOf(body, 'Kết quả', { ['Số tờ - thửa'.normalize('NFD')]: 4 })).toBe(5);
  });

  it('are known by the name of their variable too, where a modeller has written it apart', () => {
    const body = input('Applicant Age').replace('<variable name="Applicant Age"', '<variable name="age-now"') + decision('d', literal('age-now + Applicant Age'), { input: ['Applicant Age'] });
    expect(valueOf(body, 'd', { 'Applicant Age': 2 })).toBe(4);
    expect(valueOf(body, 'd', { 'age-now': 3 })).toBe(6);
  });

  it('a business knowledge model may require another and call itself', () => {
    const body = bkm('half', ['n'], literal('n / 2')) + bkm('steps', ['n'], literal('if n <= 1 then 0 else 1 + steps(half(n))'), { knowledge: ['half'] }) + decision('d', literal('steps(1024)'), { knowledge: ['steps'] });
    expect(valueOf(body, 'd')).toBe(10);
    expect(valueOf(body, 'steps', { n: 8 }, { kind: 'bkm' })).toBe(3);
  });
});

describe('decision services', () => {
  const service = (name: string, parts: string): string => `<decisionService id="${name}" name="${name}"><variable name="${name}"/>${parts}</decisionService>`;
  const body =
    input('p') +
    decision('q', literal('"not asked"')) +
    decision('r', literal('p + q'), { input: ['p'], decision: ['q'] }) +
    decision('s', literal('"s" + q'), { decision: ['q'] }) +
    service('one', '<outputDecision href="#r"/><encapsulatedDecision href="#s"/><inputDecision href="#q"/><inputData href="#p"/>') +
    service('two', '<outputDecision href="#r"/><outputDecision href="#s"/><inputDecision href="#q"/><inputData href="#p"/>');

  it('are given their input decisions, and answer with one value or a context', () => {
    expect(valueOf(body, 'one', { p: 'a', q: 'b' }, { kind: 'service' })).toBe('ab');
    expect(valueOf(body, 'two', { p: 'a', q: 'b' }, { kind: 'service' })).toEqual({ r: 'ab', s: 'sb' });
  });

  it('are functions: input data first, then input decisions; or by name', () => {
    const called = (text: string): string => body + decision('d', literal(text), { knowledge: ['one', 'two'] });
    expect(valueOf(called('one("A", "B")'), 'd')).toBe('AB');
    expect(valueOf(called('one(q: "A", p: "B")'), 'd')).toBe('BA');
    expect(valueOf(called('two("A", "B").s'), 'd')).toBe('sB');
  });
});

describe('imports', () => {
  const inner = definitions(input('x') + decision('d', literal('x + "!"'), { input: ['x'] }) + bkm('say hi', ['n'], literal('"hi " + n')) + '<itemDefinition name="tN"><typeRef>number</typeRef></itemDefinition>', { namespace: 'urn:inner' });
  const middle = definitions(imported('i', 'urn:inner') + decision('m', literal('i.d + "?"'), { decision: ['urn:inner#d'] }), { namespace: 'urn:middle' });
  const imports = { 'urn:inner': inner, 'urn:middle': middle };

  it('give their elements under their name', () => {
    const body = imported('k', 'urn:inner') + input('x') + decision('a', literal('x + k.x + k.d + k.say hi("An")'), { input: ['x', 'urn:inner#x'], decision: ['urn:inner#d'], knowledge: ['urn:inner#say hi'] });
    expect(valueOf(body, 'a', { x: '1', k: { x: '2' } }, { imports })).toBe('122!hi An');
    expect(valueOf(body, 'a', { x: '1', 'k.x': '2' }, { imports })).toBe('122!hi An');
    expect(valueOf(body, 'k.d', { 'k.x': '2' }, { imports })).toBe('2!');
  });

  it('may be asked for by their own name, as long as only one has it (TCK 1159)', () => {
    const body = imported('m', 'urn:middle');
    expect([valueOf(body, 'd', { x: '2' }, { imports }), valueOf(body, 'm', { m: { i: { x: '3' } } }, { imports }), valueOf(body, 'say hi', { n: 'An' }, { imports, kind: 'bkm' })]).toEqual(['2!', '3!?', 'hi An']);
    const twice = imported('i', 'urn:inner') + imported('o', 'urn:other');
    const other = definitions(decision('d', literal('"other"')), { namespace: 'urn:other' });
    expect(answer(twice, 'd', { x: '2' }, { imports: { ...imports, 'urn:other': other } })).toMatchObject({ value: null, errors: [{ element: 'd', text: 'there is no decision "d"' }] });
    expect(valueOf(twice + decision('d', literal('"own"')), 'd', {}, { imports: { ...imports, 'urn:other': other } })).toBe('own');
  });

  it('of imports have inputs by each way, or one for all', () => {
    const body = imported('m', 'urn:middle') + imported('i', 'urn:inner') + decision('a', literal('m.m + i.d'), { decision: ['urn:middle#m', 'urn:inner#d'] });
    expect(valueOf(body, 'a', { m: { i: { x: 'far' } }, i: { x: 'near' } }, { imports })).toBe('far!?near!');
    expect(valueOf(body, 'a', { x: 'all' }, { imports })).toBe('all!?all!');
  });

  it('without a name give theirs as they are', () => {
    const body = imported('', 'urn:inner') + decision('a', literal('d + x'), { decision: ['urn:inner#d'], input: ['urn:inner#x'] });
    expect(valueOf(body, 'a', { x: '1' }, { imports })).toBe('1!1');
  });

  it('without a name are merged: what the importing model has comes first, then the imports in their order', () => {
    const b = definitions(decision('said', literal('"b"')) + decision('asked', literal('said'), { decision: ['said'] }), { namespace: 'urn:b' });
    const c = definitions(decision('said', literal('"c"')) + decision('only', literal('said'), { decision: ['urn:c#said'] }), { namespace: 'urn:c' });
    const both = { 'urn:b': b, 'urn:c': c };
    const merging = imported('', 'urn:b') + imported('', 'urn:c') + decision('d', literal('asked + only'), { decision: ['asked', 'only'] });
    expect(valueOf(merging, 'd', {}, { imports: both })).toBe('bb');
    expect(valueOf(merging + decision('said', literal('"a"')), 'd', {}, { imports: both })).toBe('aa');
    const circle = imported('', 'urn:b') + decision('said', literal('asked'), { decision: ['asked'] });
    expect(answer(circle, 'said', {}, { imports: both })).toEqual({ value: null, errors: [{ element: 'said', text: 'decision "said": it requires itself' }] });
  });

  it('give their elements to services, whose arguments are named after them', () => {
    const body = imported('k', 'urn:inner') + '<decisionService id="s" name="s"><variable name="s"/><outputDecision href="urn:inner#d"/><inputData href="urn:inner#x"/></decisionService>' + decision('a', literal('s(k.x: "5") + s("6") + k.x'), { knowledge: ['s'], input: ['urn:inner#x'] });
    expect(valueOf(body, 'a', { 'k.x': '7' }, { imports })).toBe('5!6!7');
  });

  it('give types', () => {
    const body = imported('k', 'urn:inner') + input('x', 'k.tN') + decision('a', literal('x instance of k.tN'), { input: ['x'] });
    expect(valueOf(body, 'a', { x: 1 }, { imports })).toBe(true);
    expect(answer(body, 'a', { x: 'no' }, { imports })).toMatchObject({ value: false, errors: [{ element: 'x' }] });
  });
});
