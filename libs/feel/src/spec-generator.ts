/** Makes expressions of FEEL by their kind. A construct that another interpreter reads differently carries its name in a comment. */
type Make = (depth: number) => string;
export type Generator = Readonly<Record<'number' | 'text' | 'truth' | 'list' | 'date' | 'moment' | 'duration' | 'months', Make>>;

/** A fixed sequence of whole numbers below what is asked (mulberry32). */
export function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) % below;
  };
}

type Pick = Readonly<{ one<T>(choices: readonly T[]): T; grown(leaves: readonly string[], forms: readonly (() => string)[], depth: number): string }>;
/** The kinds refer to each other. */
type Kinds = { -readonly [K in keyof Generator]: Generator[K] };

export function generator(seed: number): Generator {
  const next = sequence(seed);
  const one = <T>(choices: readonly T[]): T => choices[next(choices.length)] as T;
  const pick: Pick = { one, grown: (leaves, forms, depth) => (depth <= 0 || next(4) === 0 ? one(leaves) : one(forms)()) };
  const none: Make = () => '';
  const kinds: Kinds = { number: none, text: none, truth: none, list: none, date: none, moment: none, duration: none, months: none };
  kinds.number = numberBy(kinds, pick);
  kinds.text = textBy(kinds, pick);
  kinds.truth = truthBy(kinds, pick);
  kinds.list = listBy(kinds, pick);
  Object.assign(kinds, timesBy(kinds, pick));
  return kinds;
}

const numberBy =
  (make: Kinds, { one, grown }: Pick): Make =>
  (depth) => {
    const [n, t, l, d] = [() => make.number(depth - 1), () => make.text(depth - 1), () => make.list(depth - 1), () => make.date(depth - 1)];
    return grown(['0', '1', '2', '3', '-1', '0.5', '2.25', '10', '100', '-7.5', 'x', 'c.n'], [
      () => `(${n()} ${one(['+', '-', '*'])} ${n()})`,
      () => `(${n()} / ${one(['2', '4', '5', '-8'])})`,
      () => `(-${n()})`,
      () => `abs(${n()})`,
      () => `${one(['floor', 'ceiling'])}(${n()})`,
      () => `${one(['round up', 'round down', 'round half up', 'round half down', 'decimal'])}(${n()}, ${one(['0', '1', '2'])})`,
      () => `modulo(${n()}, ${one(['2', '3', '-4', '2.5'])})`,
      () => `string length(${t()})`,
      () => `${one(['count', 'sum', 'min', 'max', 'mean', 'median', 'product'])}(${l()})`,
      () => `${l()}[${one(['1', '2', '-1', '-2', '9'])}]`,
      () => `(if ${make.truth(depth - 1)} then ${n()} else ${n()})`,
      () => `${d()}.${one(['year', 'month', 'day', 'weekday'])}`,
      () => `${one(['day of year', 'week of year'])}(${d()})`,
      () => `number(${one(['"1.5"', '"-20"'])}, null, null)`,
      () => `${make.moment(depth - 1)}.${one(['hour', 'minute', 'second'])}`,
      () => `${make.duration(depth - 1)}.${one(['days', 'hours', 'minutes', 'seconds'])}`,
      () => `${make.months(depth - 1)}.${one(['years', 'months'])}`,
      () => `sqrt(${one(['4', '2', '9'])})`,
    ], depth);
  };

const textBy =
  (make: Kinds, { one, grown }: Pick): Make =>
  (depth) => {
    const [n, t] = [() => make.number(depth - 1), () => make.text(depth - 1)];
    return grown(['""', '"a"', '"abc"', '"Xã Đông Anh"', '"a;b;;c"', '" q "', 's', 'c.s'], [
      () => `(${t()} + ${t()})`,
      () => `substring(${t()}, ${one(['1', '2', '-2', '3'])})`,
      () => `substring(${t()}, ${one(['1', '2', '-2'])}, ${one(['1', '2'])})`,
      () => `${one(['upper case', 'lower case'])}(${t()})`,
      () => `${one(['substring before', 'substring after'])}(${t()}, ${one(['"b"', '";"', '"z"'])})`,
      () => `replace(${t()}, ${one(['"b", "-"', '"[a-c]", ""', '"(a)(b)", "<$2>"', '";+", "<$1>"/*group*/'])})`,
      () => `string(${one([n, () => make.date(depth - 1), () => make.duration(depth - 1), () => make.truth(depth - 1)])()})`,
      () => `string join(split(${t()}, ";"), "|")`,
      () => `(if ${make.truth(depth - 1)} then ${t()} else ${t()})`,
      () => `${one(['day of week', 'month of year'])}(${make.date(depth - 1)})`,
      () => `get value({k: ${t()}}, "k")`,
      () => `{k: ${t()}, r: k + "!"}.r`,
    ], depth);
  };

const truthBy =
  (make: Kinds, { one, grown }: Pick): Make =>
  (depth) => {
    const [n, t, b, l] = [() => make.number(depth - 1), () => make.text(depth - 1), () => make.truth(depth - 1), () => make.list(depth - 1)];
    const compare = (): string => one(['=', '!=', '<', '<=', '>', '>=']);
    return grown(['true', 'false', 'b'], [
      () => `(${n()} ${compare()} ${n()})`,
      () => `(${t()} ${compare()} ${t()})`,
      () => `(${make.date(depth - 1)} ${compare()} ${make.date(depth - 1)})`,
      () => `(${make.moment(depth - 1)} ${compare()} ${make.moment(depth - 1)})`,
      () => `(${make.duration(depth - 1)} ${compare()} ${make.duration(depth - 1)})`,
      () => `(${b()} ${one(['and', 'or'])} ${b()})`,
      () => `not(${b()})`,
      () => `(${n()} between ${n()} and ${n()}/*between*/)`,
      () => `(${n()} between -1 and ${one(['0', '2', '50'])})`,
      () => `(${n()} in ${one(['[', '('])}1..10${one([']', ')'])})`,
      () => `(${n()} in (> 5, 1))`,
      () => `(${one(['some', 'every'])} i in ${l()} satisfies i ${one(['=', '!='])} ${n()})`,
      () => `(${one(['some', 'every'])} i in ${l()} satisfies i ${compare()} ${one([n(), 'null'])}/*quantified*/)`,
      () => `list contains(${l()}, ${n()})`,
      () => `${one(['contains', 'starts with', 'ends with'])}(${t()}, ${one(['"a"', '"b"', '""'])})`,
      () => `matches(${t()}, ${one(['"^a"', '"b+"', '"[0-9]"'])})`,
      () => `(${n()} instance of ${one(['number', 'string'])})`,
      () => `${one(['before/*point*/', 'after/*point*/', 'coincides/*range*/'])}(${one([n(), 'null'])}, ${n()})`,
      () => `${one(['includes', 'overlaps', 'during/*range*/', 'starts/*range*/', 'finishes/*range*/', 'meets', 'before'])}([1..5], [${one(['0..3', '1..5', '5..9', '6..7'])}])`,
      () => `${one(['odd', 'even'])}(${one(['1', '2', 'x'])})`,
      () => `${one(['all', 'any'])}([${b()}, ${b()}])`,
      () => `is(${n()}, ${n()})`,
    ], depth);
  };

const listBy =
  (make: Kinds, { one, grown }: Pick): Make =>
  (depth) => {
    const [n, l] = [() => make.number(depth - 1), () => make.list(depth - 1)];
    return grown(['[]', '[1, 2, 3]', '[3, 1, 2, 1]', '[0.5, -1]', 'l', 'c.l'], [
      () => `[${n()}, ${n()}]`,
      () => `${one(['append', 'index of'])}(${l()}, ${n()})`,
      () => `${one(['concatenate', 'union'])}(${l()}, ${l()})`,
      () => `${one(['reverse', 'distinct values', 'flatten'])}(${l()})`,
      () => `insert before([4, 5], ${one(['1', '2', '-1/*position*/'])}, ${n()})`,
      () => `remove([4, 5, 6], ${one(['1', '3', '-1/*position*/'])})`,
      () => `sublist([4, 5, 6], ${one(['1', '2', '-2'])}, ${one(['1', '2'])})`,
      () => `list replace([4, 5, 6], ${one(['1', '2', '-1/*position*/'])}, ${n()})`,
      () => `sort(${l()}, function(x, y) x ${one(['<', '>'])} y)`,
      () => `(for i in ${l()} return i ${one(['+', '*'])} ${n()})`,
      () => `(for i in ${one(['1..3', '3..1', '[1..4)'])} return i)`,
      () => `${l()}[item ${one(['>', '<=', '='])} ${n()}]`,
      () => `mode(${l()})/*mode*/`,
      () => `[{p: ${n()}}, {p: ${n()}}][p > 0].p`,
      () => `[{p: ${n()}}, {p: ${n()}}].p`,
    ], depth);
  };

const timesBy = (make: Kinds, { one, grown }: Pick): Omit<Kinds, 'number' | 'text' | 'truth' | 'list'> => ({
  date: (depth) =>
    grown(['@"2026-11-20"', 'date("2024-02-29")', 'date(2025, 12, 31)', '@"2026-01-01"'], [
      () => `(${make.date(depth - 1)} ${one(['+', '-'])} ${make.months(depth - 1)})`,
      () => `(${make.date(depth - 1)} ${one(['+', '-'])} ${one(['@"P1D"', '@"P40D"', '@"PT36H"/*hours*/'])})`,
      () => `date(${make.moment(depth - 1)})`,
    ], depth),
  moment: (depth) =>
    grown(['@"2026-11-20T15:30:00Z"', '@"2026-11-20T23:59:59+07:00"/*zone*/', 'date and time("2024-02-29T00:00:00Z")'], [
      () => `(${make.moment(depth - 1)} ${one(['+', '-'])} ${make.duration(depth - 1)})`,
      () => `(${make.moment(depth - 1)} ${one(['+', '-'])} ${make.months(depth - 1)})`,
      () => `date and time(${make.date(depth - 1)}, @"10:15:00Z")`,
    ], depth),
  duration: (depth) =>
    grown(['@"P1D"', '@"PT36H"', '@"-PT90M"', 'duration("P2DT3H4M5S")'], [
      () => `(${make.duration(depth - 1)} ${one(['+', '-'])} ${make.duration(depth - 1)})`,
      () => `(${make.duration(depth - 1)} * ${one(['2', '-1', '0.5'])} /*times*/)`,
      () => `(${make.moment(depth - 1)} - ${make.moment(depth - 1)})`,
      () => `(${make.date(depth - 1)} - ${make.date(depth - 1)})`,
    ], depth),
  months: (depth) =>
    grown(['@"P1M"', '@"P1Y2M"', '@"-P5M"'], [
      () => `(${make.months(depth - 1)} ${one(['+', '-'])} ${make.months(depth - 1)})`,
      () => `years and months duration(${make.date(depth - 1)}, ${make.date(depth - 1)})/*months*/`,
    ], depth),
});
