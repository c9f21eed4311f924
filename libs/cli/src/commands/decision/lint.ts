import { checkExamples, checkModel, type ModelFinding, type ModelReading, type TableFinding } from '@lienthong/dmn';
import { parseArgs } from 'node:util';
import { EXIT, type Command, type Surroundings } from '../../command.js';
import { becauseIn, langIn, unknownLanguage, unreadableArguments, unusable, type Unusable } from '../procedure/exit-codes.js';
import { readText } from '../procedure/read-file.js';
import type { Language } from './answer.js';

const USAGE = `lienthong decision lint MODEL.dmn... [--examples FILE.jsonl] [--lang vi|en] [--json]

Kiểm tra mô hình như khi công bố: đọc được, đúng kiểu, không khoảng trống, không chồng lấn, ví dụ đi kèm tính đúng.
Checks models as at publication: readable, well typed, no gaps, no overlaps, the examples beside them come out.

--examples   tệp ví dụ / the examples; without it MODEL.examples.jsonl beside MODEL.dmn, if there is one: a line each,
             {"id"?,"decision"|"service","input","expected"}
--lang       tiếng của câu chữ: vi (mặc định) hoặc en / language of the sentences
--json       mỗi tệp một dòng / one line for each file: {"model","outcome":"accepted"|"refused","findings":[{"element","rule","severity","text","example"?}]}

Phần tử của một ô là <dòng>/<cột> / the element of a cell is <rule>/<column>.

0  không có lỗi; có thể có cảnh báo, gợi ý / no errors, perhaps warnings or hints
1  có lỗi, không công bố được / refused, at least one
2  thiếu tham số, không đọc được tệp / wrong arguments, unreadable file`;

export const lint: Command = {
  summary: { vi: 'kiểm tra mô hình quyết định như khi công bố', en: 'check decision models as at publication' },
  usage: USAGE,
  run: lintFiles,
};

type Told = Readonly<{ element: string; rule: string; severity: 'error' | 'warning' | 'hint'; text: string; example?: unknown }>;

const NO_MODEL = unusable('Expected one model, or several without --examples, but got neither', 'Cần một tệp mô hình; nhiều tệp thì không có --examples');

async function lintFiles(args: readonly string[], around: Surroundings): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: { examples: { type: 'string' }, lang: { type: 'string' }, json: { type: 'boolean' } } });
  } catch (error) {
    return misused(around, becauseIn(unreadableArguments(error), langIn(args)));
  }
  const { values: { examples, lang = 'vi', json = false }, positionals } = parsed;
  if (positionals.length === 0 || (examples !== undefined && positionals.length > 1)) return misused(around, becauseIn(NO_MODEL, langIn(args)));
  if (lang !== 'vi' && lang !== 'en') return misused(around, becauseIn(unknownLanguage(lang), 'vi'));
  const { openModels } = await import('./models.js');
  const models = openModels();
  let exit: number = EXIT.verified;
  for (const path of positionals) {
    const loaded = await models.load(path);
    const told = loaded.kind === 'unusable' ? loaded : await toldOf(loaded, path, examples, lang);
    if ('because' in told) {
      around.err(`${becauseIn(told, lang)}\n`);
      exit = EXIT.usage;
      continue;
    }
    if (isRefused(told) && exit === EXIT.verified) exit = EXIT.refused;
    around.out(json ? `${JSON.stringify({ model: path, outcome: isRefused(told) ? 'refused' : 'accepted', findings: told })}\n` : inWords(path, told, lang));
  }
  return exit;
}

const isRefused = (told: readonly Told[]): boolean => told.some(({ severity }) => severity === 'error');

async function toldOf(loaded: ModelReading, path: string, given: string | undefined, lang: Language): Promise<readonly Told[] | Unusable> {
  const found = loaded.kind === 'refused' ? loaded.findings : [...loaded.model.findings, ...checkModel(loaded.model).filter((each) => !isToldBefore(each, loaded.model.findings))];
  const read = await readText(given ?? path.replace(/(\.dmn)?$/i, '.examples.jsonl'));
  // Examples that nobody asked for need not be there.
  if (typeof read !== 'string' && given !== undefined) return read;
  const failures = loaded.kind === 'read' && typeof read === 'string' ? checkExamples(loaded.model, read) : [];
  return [...found, ...failures].map((each) => ({
    element: each.element, rule: each.rule, severity: each.severity, text: each.text[lang], ...('example' in each && each.example !== null && { example: each.example }),
  }));
}

/** A cell that the reader of models has refused is not told again by the check of tables. */
function isToldBefore({ rule, text }: TableFinding, findings: readonly ModelFinding[]): boolean {
  const [, row, what] = /^(dòng \d+, ).*?”: (.*)$/s.exec(text.vi) ?? [];
  return rule === 'unreadable' && row !== undefined && what !== undefined && findings.some((each) => each.rule === 'expression' && each.text.vi.includes(row) && each.text.vi.endsWith(what));
}

const SEVERITIES = { vi: { error: 'lỗi', warning: 'cảnh báo', hint: 'gợi ý' }, en: { error: 'error', warning: 'warning', hint: 'hint' } } as const;

function inWords(path: string, told: readonly Told[], lang: Language): string {
  const lines = told.map(({ element, rule, severity, text, example }) => {
    const shown = example === undefined ? '' : ` ${lang === 'vi' ? 'ví dụ' : 'for example'} ${JSON.stringify(example)}`;
    return `  ${SEVERITIES[lang][severity]} ${element} [${rule}] ${text}${shown}`;
  });
  return `${[`${isRefused(told) ? '✗' : '✓'} ${path}`, ...lines].join('\n')}\n`;
}

function misused(around: Surroundings, because: string): number {
  around.err(`${because}\n\nlienthong decision lint --help\n`);
  return EXIT.usage;
}
