import { complains, holds } from './spec-evaluation.js';

holds('contexts (DMN 1.5, table 81)', [
  ['get value(key: "a", m: {a: 1})', 1],
  ['get value(context: {a: 1}, key: "a")', 1],
  ['get entries(m: {a: 1})', [{ key: 'a', value: 1 }]],
  ['get value({key1: "value1"}, "key1")', 'value1'],
  ['get value({key1: "value1"}, "unexistent-key")', null],
  ['get entries({key1: "value1", key2: "value2"})', [{ key: 'key1', value: 'value1' }, { key: 'key2', value: 'value2' }]],
  ['context([{key: "a", value: 1}, {key: "b", value: 2}])', { a: 1, b: 2 }],
  ['context({key: "a", value: 1})', { a: 1 }],
  ['context put({x: 1}, "y", 2)', { x: 1, y: 2 }],
  ['context put({x: 1, y: 0}, "y", 2)', { x: 1, y: 2 }],
  ['context put({x: 1, y: {a: 0}}, ["y", "a"], 2)', { x: 1, y: { a: 2 } }],
  ['context put(context: {x: 1}, keys: ["y", "z"], value: 2)', { x: 1, y: { z: 2 } }],
  ['context merge([{x: 1}, {y: 2}])', { x: 1, y: 2 }],
  ['context merge([{x: 1, y: 0}, {y: 2}])', { x: 1, y: 2 }],
  ['get value({a: {b: 1}}, ["a", "b"])', 1],
  ['get value(a, "constructor")', null, { a: {} }],
]);

holds('booleans and comparison', [
  ['not(true)', false],
  ['not(null)', null],
  ['is(@"2012-12-25", @"23:00:50")', false],
  ['is(@"2012-12-25", @"2012-12-25")', true],
  ['is(@"23:00:50z", @"23:00:50")', false],
  ['is(@"23:00:50z", @"23:00:50+00:00")', true],
  ['is(@"23:00:50z", @"00:00:50+01:00")', false],
  ['is(@"23:00:50@Etc/GMT", @"23:00:50Z")', false],
  ['is(@"2002-04-02T23:00:00@Australia/Melbourne", @"2002-04-02T23:00:00@Australia/Sydney")', false],
  ['@"2002-04-02T23:00:00@Australia/Melbourne" = @"2002-04-02T23:00:00@Australia/Sydney"', true],
  ['is(@"23:00:50.25", @"23:00:50.5")', false],
  ['is(value1: @"2021-02-13")', false],
  ['is(value2: @"2021-02-13")', false],
  ['is(value2: null)', true],
  ['@"23:00:50z" = @"23:00:50+00:00"', true],
]);

holds("Camunda's", [
  ['get or else(null, "default")', 'default'],
  ['get or else("this", "default")', 'this'],
  ['get or else(missing.field, 1)', 1],
  ['get or else(default: 1, value: missing)', 1],
  ['get or else(false, true)', false],
  ['assert("a", true)', 'a'],
  ['is defined({x: 1}.x)', true],
  ['is defined({x: 1}.y)', false],
]);

complains('what has no result', [
  ['context([{key: "a", value: 1}, {key: "a", value: 2}])', 'NO_RESULT'],
  ['context([{key: "a", value: 1}, {key: "b"}])', 'WRONG_KIND'],
  ['context put({x: 1, y: {a: 0}}, [], 2)', 'WRONG_KIND'],
  ['context put({x: 1}, ["x", "a"], 2)', 'WRONG_KIND'],
  ['context merge([{x: 1}, 2])', 'WRONG_KIND'],
  ['assert(1, 1 > 2, "too small")', 'NO_RESULT'],
  ['not("x")', 'WRONG_KIND'],
  ['not(0)', 'WRONG_KIND'],
]);
