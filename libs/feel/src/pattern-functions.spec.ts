import { complains, codes, holds, run } from './spec-evaluation.js';

holds('patterns (DMN 1.5, table 76, and XPath)', [
  ['matches("foobar", "^fo*b")', true],
  ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'],
  ['replace("abracadabra", "bra", "*")', 'a*cada*'],
  ['replace("abracadabra", "a.*a", "*")', '*'],
  ['replace("abracadabra", "a.*?a", "*")', '*c*bra'],
  ['replace("abracadabra", "a", "")', 'brcdbr'],
  ['replace("abracadabra", "a(.)", "a$1$1")', 'abbraccaddabbra'],
  ['replace("AAAA", "A+", "b")', 'b'],
  ['replace("AAAA", "A+?", "b")', 'bbbb'],
  ['replace("darted", "^(.*?)d(.*)$", "$1c$2")', 'carted'],
  ['replace("a\\\\b", "\\\\\\\\", "\\\\\\\\\\\\$")', 'a\\$b'],
  ['replace("ab", "(a)", "$0$12")', 'aa2b'],
  ['split("John Doe", "\\\\s")', ['John', 'Doe']],
  ['split("a;b;c;;", ";")', ['a', 'b', 'c', '', '']],
  ['split("", ";")', ['']],
  ['extract("references are 1234, 1256, 1378", "12[0-9]*")', ['1234', '1256']],
  ['matches("x", "[a-z-[aeiou]]")', true],
  ['matches("e", "[a-z-[aeiou]]")', false],
  ['matches("-]", "^[a\\\\]-]+$")', true],
  ['matches("\\U01F40E", "^.$")', true],
  ['matches("ab", "^(?:a|ab)$")', true],
  ['matches("aaa", "^a{2}$")', false],
  ['matches("aaa", "^a{2,}$")', true],
  ['matches("aaaa", "^a{1,3}$")', false],
]);

holds('Vietnamese in patterns', [
  ['matches("Nguyễn Huệ", "^\\\\p{Lu}\\\\p{Ll}+ \\\\p{Lu}\\\\w+$")', true],
  ['matches("ễ", "^\\\\p{IsLatinExtendedAdditional}$")', true],
  ['matches("NGUYỄN", "nguyễn", "i")', true],
  ['matches("001234567890", "^\\\\d{12}$")', true],
  ['matches("e\\u0302\\u0303", "^ễ$")', true],
]);

holds('back-references', [
  ['matches("aa", "^(a)\\\\1$")', true],
  ['matches("ab", "^(.)\\\\1$")', false],
  ['matches("aA", "(a)\\\\1", "i")', true],
  ['matches("b", "^(a)?b\\\\1$")', true],
  ['matches("abcabc", "^(.+)\\\\1$")', true],
  ['matches("xyyx", "^(.)(.)\\\\2\\\\1$")', true],
  ['matches("abab", "^(?:(a)|(b))*$")', true],
  ['replace("một một hai hai ba", "(\\\\w+) \\\\1", "$1")', 'một hai ba'],
  ['replace("aabbc", "(.)\\\\1", "<$1>")', '<a><b>c'],
  ['split("a11b22c", "(\\\\d)\\\\1")', ['a', 'b', 'c']],
  ['replace("<b>x</b>", "<(.+?)>(.*?)</\\\\1>", "$2")', 'x'],
]);

holds('flags', [
  ['matches("nhà đất", "nhà\\ s đ ất", "x")', true],
  ['matches("abc", "\\p{ Is Basic Latin }+", "x")', true],
  ['matches("a b", "a[ ]b", "x")', true],
  ['matches("a[b", "a \\[ b", "x")', true],
  ['matches("a\\nb", "a.b")', false],
  ['matches("a\\nb", "a.b", "s")', true],
  ['matches("a\\nb", "^b$")', false],
  ['matches("a\\nb", "^b$", "m")', true],
  ['matches("helloworld", "hello world", "x")', true],
  ['matches("a.b", "a.b", "q")', true],
  ['matches("axb", "a.b", "q")', false],
  ['replace("1+1", "+", "$", "q")', '1$1'],
]);

complains('what is no pattern, or none that is taken', [
  ['matches("a", "(a)\\\\2")', 'PATTERN'],
  ['matches("a", "\\\\1(a)")', 'PATTERN'],
  ['matches("a", "(a\\\\1)")', 'PATTERN'],
  ['matches("a", "(a)[\\\\1]")', 'PATTERN'],
  ['matches(string join(for i in 1..2000 return "ab"), "^(a|b)*(c)\\\\2")', 'TOO_LARGE'],
  ['matches("a", "(?=a)")', 'PATTERN'],
  ['matches("a", "[a")', 'PATTERN'],
  ['matches("a", "(a")', 'PATTERN'],
  ['matches("a", "a)")', 'PATTERN'],
  ['matches("a", "a**")', 'PATTERN'],
  ['matches("a", "*")', 'PATTERN'],
  ['matches("a", "[z-a]")', 'PATTERN'],
  ['matches("a", "\\\\p{Xx}")', 'PATTERN'],
  ['matches("a", "\\\\p{w}")', 'PATTERN'],
  ['matches("a", "a{2,1}")', 'PATTERN'],
  ['matches("a", "a{1001}")', 'PATTERN'],
  ['matches("a", "((a{100}){100}){100}")', 'PATTERN'],
  ['matches("a", "a", "g")', 'PATTERN'],
  ['replace("abracadabra", ".*?", "$1")', 'PATTERN'],
  ['replace("a", "a", "$")', 'PATTERN'],
  ['split("abc", "")', 'PATTERN'],
]);

describe('a pattern that hangs machines with backtracking', () => {
  const text = `${'a'.repeat(20_000)}!`;
  it.each(['(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(.*)(.*)(.*)(.*)(.*)x', '^(((a*)*)*)*$', '(a{0,50}){0,50}$', '(a+)+\\1$', '(a*)*b\\1'])('%s ends', (pattern) => {
    const { value, problems } = run('matches(text, pattern)', { text, pattern });
    expect([false, null]).toContain(value);
    expect(value === null).toBe(problems.length > 0);
  });

  it('stops at the end of the budget, also while replacing', () => {
    expect(codes('replace(text, "a.*b|a", "x")', { text })).toEqual(['BUDGET_SPENT']);
    expect(codes('matches(text, "a+$")', { text }, { stepBudget: 500 })).toEqual(['BUDGET_SPENT']);
  });

  it('does not overflow the stack on nested groups', () => {
    expect(codes('matches("a", pattern)', { pattern: `${'('.repeat(400)}a${')'.repeat(400)}` })).toEqual(['PATTERN']);
    expect(codes('matches("a", pattern)', { pattern: '[a-'.repeat(300) })).toEqual(['PATTERN']);
  });
});
