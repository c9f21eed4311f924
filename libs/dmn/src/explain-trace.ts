import { groupedDigits, type ExplanationLine, type RuleReference, type Text } from '@lienthong/kernel';
import type { Json } from '@lienthong/feel';
import type { DecisionTrace } from './compile/run.js';

/** Names of the annotation columns that say by which law a row holds, and how it reads to a citizen; the first one there counts. */
const SOURCE = { vi: ['Căn cứ', 'Căn cứ pháp lý', 'Legal basis'], en: ['Căn cứ (en)', 'Legal basis (en)', 'Legal basis'] } as const;
const WORDS = { vi: ['Diễn giải', 'Explanation'], en: ['Diễn giải (en)', 'Explanation (en)', 'Explanation'] } as const;

type Published = Pick<RuleReference, 'version' | 'effectiveFrom'>;
type Matched = NonNullable<DecisionTrace['table']>['matched'][number];

/** The account of an evaluation: each decision in the order in which it was made, by the rows that fired or by its expression. */
export function linesOfTrace(trace: readonly DecisionTrace[], published: Published): readonly ExplanationLine[] {
  return trace.flatMap((each) => (each.table === null ? [lineOfExpression(each)] : linesOfTable(each, each.table, published)));
}

/** As the model names it in each language; in English as in Vietnamese where it has no English name. */
const namesOf = ({ name, nameEn }: DecisionTrace): Text => ({ vi: name, en: nameEn ?? name });

function linesOfTable(trace: DecisionTrace, { inputs, matched }: NonNullable<DecisionTrace['table']>, published: Published): readonly ExplanationLine[] {
  const { decision, value } = trace;
  const names = namesOf(trace);
  const given = inputs.map(({ expression, label, value: found }) => `${label === undefined ? expression : `${label} (${expression})`} = ${writtenAs(found, 'vi')}`).join('; ');
  const base = { step: decision, arithmetic: given, result: resultOf(value) };
  if (matched.length === 0) {
    const text = { vi: `${names.vi}: không dòng nào của bảng áp dụng, kết quả ${writtenAs(value, 'vi')}`, en: `${names.en}: no row of the table applies, the result is ${writtenAs(value, 'en')}` };
    return [{ ...base, text, source: { vi: '', en: '' }, rule: null }];
  }
  return matched.map((rule) => ({ ...base, text: textOf(names, rule, value), source: noted(rule.annotations, SOURCE), rule: { decision, rule: String(rule.index), ...published } }));
}

function textOf(names: Text, { annotations, outputs, index }: Matched, value: Json): Text {
  const words = noted(annotations, WORDS);
  const [only, ...more] = Object.values(outputs);
  const found = only !== undefined && more.length === 0 ? only : value;
  return {
    vi: `${names.vi}: ${words.vi === '' ? `dòng ${index}` : words.vi} → ${writtenAs(found, 'vi')}`,
    en: `${names.en}: ${words.en === '' ? `row ${index}` : words.en} → ${writtenAs(found, 'en')}`,
  };
}

function lineOfExpression(trace: DecisionTrace): ExplanationLine {
  const { decision, value, expression } = trace;
  const { vi, en } = namesOf(trace);
  const text = { vi: `${vi}: ${writtenAs(value, 'vi')}`, en: `${en}: ${writtenAs(value, 'en')}` };
  return { step: decision, text, arithmetic: expression === null ? '' : `${expression.replace(/\s+/g, ' ').trim()} = ${writtenAs(value, 'vi')}`, result: resultOf(value), source: { vi: '', en: '' }, rule: null };
}

function noted(annotations: Readonly<Record<string, string>>, names: Readonly<Record<keyof Text, readonly string[]>>): Text {
  const first = (language: keyof Text): string => names[language].map((name) => annotations[name]).find((text) => text !== undefined && text !== '') ?? '';
  const vi = first('vi');
  return { vi, en: first('en') || vi };
}

/** Text and numbers stand for themselves; of anything else the words are in the line. */
const resultOf = (value: Json): string | number | null => (typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value)) ? value : null);

/** More of a list or a context says nothing in a sentence. */
const MOST_PARTS = 12;
const ISO_DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

function writtenAs(value: Json, language: keyof Text): string {
  if (value === null) return language === 'vi' ? 'không có' : 'none';
  if (typeof value === 'boolean') return language === 'vi' ? (value ? 'có' : 'không') : value ? 'yes' : 'no';
  if (typeof value === 'number') return groupedDigits(String(value), language);
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return parted(value, (item: Json) => writtenAs(item, language), ', ');
  const { '@type': type, '@value': text } = value as Readonly<Record<string, Json>>;
  if (typeof type === 'string' && typeof text === 'string') return type === 'number' ? groupedDigits(text, language) : type === 'date' ? text.replace(ISO_DAY, '$3/$2/$1') : text;
  return parted(Object.entries(value), ([name, part]) => `${name}: ${writtenAs(part, language)}`, '; ');
}

function parted<T>(parts: readonly T[], written: (part: T) => string, between: string): string {
  const words = parts.slice(0, MOST_PARTS).map(written);
  return [...words, ...(parts.length > MOST_PARTS ? ['…'] : [])].join(between);
}
