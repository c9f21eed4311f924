import { complains, holds } from './spec-evaluation.js';

holds('strings (DMN 1.5, table 76)', [
  ['substring("foobar", 3, 3.8)', 'oba'],
  ['substring("foobar", 3)', 'obar'],
  ['substring("foobar", 3, 3)', 'oba'],
  ['substring("foobar", -2, 1)', 'a'],
  ['substring("\\U01F40Eab", 2)', 'ab'],
  ['substring("foobar", -8, 4)', 'fo'],
  ['substring("foobar", 9)', ''],
  ['substring(string: "foobar", start position: 3, length: null)', 'obar'],
  ['string length("foo")', 3],
  ['string length("\\U01F40Eab")', 3],
  ['upper case("aBc4")', 'ABC4'],
  ['lower case("aBc4")', 'abc4'],
  ['substring before("foobar", "bar")', 'foo'],
  ['substring before("foobar", "xyz")', ''],
  ['substring before("foobar", "")', ''],
  ['substring after("foobar", "ob")', 'ar'],
  ['substring after("", "a")', ''],
  ['substring after("foobar", "")', 'foobar'],
  ['contains("foobar", "of")', false],
  ['starts with("foobar", "fo")', true],
  ['ends with("foobar", "r")', true],
  ['string join(["a", "b", "c"], "_and_")', 'a_and_b_and_c'],
  ['string join(["a", "b", "c"], "")', 'abc'],
  ['string join(["a", "b", "c"], null)', 'abc'],
  ['string join(["a"], "X")', 'a'],
  ['string join(["a", null, "c"], "X")', 'aXc'],
  ['string join([], "X")', ''],
  ['string(1.1)', '1.1'],
  ['string(null)', null],
  ['string([1, 2, 3, "foo"])', '[1, 2, 3, "foo"]'],
  ['string({a: "foo", "b+c": null})', '{a: "foo", "b+c": null}'],
  ['string([@"2026-11-20", [true, "a\\"b"]])', '[@"2026-11-20", [true, "a\\"b"]]'],
  ['string(@"PT36H")', 'P1DT12H'],
  ['string([1..5))', '[1..5)'],
  ['string((> @"2026-01-01"))', '(@"2026-01-01"..)'],
]);

holds("strings (Camunda's)", [
  ['trim("  hello world  ")', 'hello world'],
  ['is blank(" ")', true],
  ['is blank("hello")', false],
  ['string join(["a", "b"])', 'ab'],
]);

holds('a list of one is taken for its item', [
  ['string length(["foo"])', 3],
  ['contains("foobar", ["ob"])', true],
]);

complains('what is no string', [
  ['string length(null)', 'WRONG_KIND'],
  ['string length(["a", "b"])', 'WRONG_KIND'],
  ['substring("foobar", 0)', 'WRONG_KIND'],
  ['substring("foobar", 1.5)', 'WRONG_KIND'],
  ['substring("foobar", 1, -1)', 'WRONG_KIND'],
  ['string join(["a", 1], ",")', 'WRONG_KIND'],
]);

holds('a literal', [
  ['"\\u0041\\U01F40E\\t\\\\"', 'A\u{1F40E}\t\\'],
  ['"\\d"', '\\d'],
  ['"\\U110000"', '\\U110000'],
  ['"một // không phải chú thích"', 'một // không phải chú thích'],
]);
