import { compileExpression, evaluate, type Json } from './index.js';

/** A function of one class and signature, called once, where a model is tried. */
function called(className: string, signature: string, call: string, parameters = 'a, b'): Readonly<{ value: Json; codes: readonly string[] }> {
  const source = `{f: function(${parameters}) external {java: {class: "${className}", method signature: "${signature}"}}, r: f(${call})}.r`;
  const compiled = compileExpression(source, [], { isLenient: true });
  if (compiled.kind === 'refused') throw new Error(JSON.stringify(compiled.finding));
  const { value, problems } = evaluate(compiled.expression, {});
  return { value, codes: problems.map(({ code }) => code) };
}

describe('a Java method of the list', () => {
  it.each([
    ['java.lang.Math', 'cos(double)', '123', 'a', -0.887_968_906_691_855_5],
    ['java.lang.Math', 'max(double, double)', '123.45, 456.78', 'a, b', 456.78],
    ['java.lang.Math', 'max(int,int)', '123, 456', 'a, b', 456],
    ['java.lang.Math', 'min(long,long)', '123, -456', 'a, b', -456],
    ['java.lang.Math', 'max(float,float)', '123.46, 456.78', 'a, b', 456.78],
    ['java.lang.Math', 'pow(double,double)', '2, 10', 'a, b', 1024],
    ['java.lang.Math', 'round(double)', '-2.5', 'a', -2],
    ['java.lang.Short', 'valueOf(short)', '123', 'a', 123],
    ['java.lang.Byte', 'valueOf(byte)', '-128', 'a', -128],
    ['java.lang.Integer', 'valueOf(java.lang.String)', '"123"', 'a', 123],
    ['java.lang.Float', 'valueOf(java.lang.String)', '"1234.56"', 'a', 1234.56],
    ['java.lang.Double', 'valueOf(java.lang.String)', '" 1234.56 "', 'a', 1234.56],
    ['java.lang.String', 'valueOf(char)', '"a"', 'a', 'a'],
    ['java.lang.String', 'format(java.lang.String, [Ljava.lang.Object;)', '"foo %s, %d %%", "bar", 3', 'a, b, c', 'foo bar, 3 %'],
  ])('%s.%s of %s', (className, signature, call, parameters, expected) => expect(called(className, signature, call, parameters)).toEqual({ value: expected, codes: [] }));

  it.each([
    ['java.lang.Math', 'max(int,int)', '1.5, 2', 'a, b'],
    ['java.lang.Math', 'max(int,int)', '2147483648, 2', 'a, b'],
    ['java.lang.Math', 'cos(double)', '"1"', 'a'],
    ['java.lang.Math', 'cos(double)', '1, 2', 'a, b'],
    ['java.lang.Math', 'sqrt(double)', '-1', 'a'],
    ['java.lang.Math', 'log(double)', '0', 'a'],
    ['java.lang.Byte', 'valueOf(byte)', '128', 'a'],
    ['java.lang.Integer', 'valueOf(java.lang.String)', '"12.5"', 'a'],
    ['java.lang.Byte', 'valueOf(java.lang.String)', '"300"', 'a'],
    ['java.lang.Double', 'valueOf(java.lang.String)', '"x"', 'a'],
    ['java.lang.String', 'valueOf(char)', '"abc"', 'a'],
    ['java.lang.String', 'format(java.lang.String, [Ljava.lang.Object;)', '"%d", "bar"', 'a, b'],
    ['java.lang.String', 'format(java.lang.String, [Ljava.lang.Object;)', '"%5.2f", 1', 'a, b'],
    ['java.lang.String', 'format(java.lang.String, [Ljava.lang.Object;)', '"%s %s", 1', 'a, b'],
  ])('%s.%s is null with a problem for %s', (className, signature, call, parameters) => expect(called(className, signature, call, parameters)).toEqual({ value: null, codes: ['WRONG_KIND'] }));
});

it.each([['java.lang.Math', 'foo(double)'], ['java.lang.Foo', 'valueOf(double)'], ['java.lang.Math', 'max(java.lang.String, java.lang.String)'], ['java.lang.System', 'exit(int)'], ['java.lang.Math', '']])('%s.%s is no function', (className, signature) =>
  expect(called(className, signature, '1', 'a').codes[0]).toBe('NO_RESULT'));

it('is refused in what is published', () =>
  expect(compileExpression('function(a) external {java: {class: "java.lang.Math", method signature: "cos(double)"}}')).toMatchObject({ kind: 'refused', finding: { code: 'UNSUPPORTED' } }));
