import { differenceOf, readModel, type Change, type Finding, type ModelElement } from '@lienthong/bpmn';
import { parseArgs } from 'node:util';
import type { Command, Surroundings } from '../../command.js';
import { findingLines, type Language } from './answer-line.js';
import { becauseIn, langIn, PROCEDURE_EXIT, unknownLanguage, unreadableArguments, unusable, type Unusable } from './exit-codes.js';
import { paintFor, table, type Colour } from './paint.js';
import { readText } from './read-file.js';

const DIFFERENT = 10;

const USAGE = `lienthong procedure diff OLD.bpmn NEW.bpmn [--exit-code] [--lang vi|en] [--json]

Hai tệp BPMN khác nhau ở đâu: phần tử thêm, bỏ, đổi, chuyển chỗ, đổi mã; điều kiện, hẹn giờ, thông điệp, biểu mẫu, thời hạn, mọi phần mở rộng.
What differs between two files, by element: added, removed, changed, moved, renamed; conditions, timers, messages, forms, limits and every extension.
The drawing itself does not count.

--exit-code  mã kết thúc ${DIFFERENT} nếu khác nhau / exit code ${DIFFERENT} where they differ
--lang       tiếng của câu chữ: vi (mặc định) hoặc en / language of the sentences
--json       mỗi thay đổi một dòng / one line for each: {"kind","element","name","type","what","before","after","text"}

Ví dụ / examples
  lienthong procedure diff permit-1.bpmn permit-2.bpmn
  lienthong procedure diff permit-1.bpmn permit-2.bpmn --json | jq 'select(.what | test("limit"))'

Mã kết thúc / exit codes
  0 đã so sánh                          compared
  1 tệp không đọc được như mô hình BPMN a file is no BPMN model
  2 thiếu tham số, không đọc được tệp   wrong arguments, unreadable file
 ${DIFFERENT} khác nhau (với --exit-code)         they differ (with --exit-code)
 70 lỗi của chương trình                a bug`;

export const diff: Command = {
  summary: { vi: 'so sánh hai phiên bản quy trình, bằng câu', en: 'compare two versions of a procedure, in sentences' },
  usage: USAGE,
  run: compare,
};

type Loaded = Readonly<{ kind: 'read'; model: ModelElement }> | Readonly<{ kind: 'refused'; findings: readonly Finding[] }> | Unusable;

async function compare(args: readonly string[], around: Surroundings): Promise<number> {
  const given = readArguments(args);
  if (given.kind === 'unusable') return misused(around, becauseIn(given, langIn(args)));
  const { files, lang, json, exitCode } = given;
  const models: ModelElement[] = [];
  for (const file of files) {
    const loaded = await load(file);
    if (loaded.kind === 'unusable') return misused(around, becauseIn(loaded, langIn(args)));
    if (loaded.kind === 'refused') {
      around.err(`${file}\n${findingLines(loaded.findings, lang).map(({ text }) => `  ${String(text)}`).join('\n')}\n`);
      return PROCEDURE_EXIT.refused;
    }
    models.push(loaded.model);
  }
  const changes = differenceOf(models[0] as ModelElement, models[1] as ModelElement);
  around.out(json ? changes.map((change) => `${JSON.stringify({ ...change, text: change.text[lang] })}\n`).join('') : inWords(changes, lang, around));
  return exitCode && changes.length > 0 ? DIFFERENT : PROCEDURE_EXIT.done;
}

type Given = Readonly<{ kind: 'given'; files: readonly string[]; lang: Language; json: boolean; exitCode: boolean }>;

function readArguments(args: readonly string[]): Given | Unusable {
  try {
    const { values: { lang = 'vi', json = false, 'exit-code': exitCode = false }, positionals } = parseArgs({
      args: [...args], allowPositionals: true, options: { lang: { type: 'string' }, json: { type: 'boolean' }, 'exit-code': { type: 'boolean' } },
    });
    if (positionals.length !== 2) return unusable(`Expected two models, the old and the new, but there are ${positionals.length}`, `Cần hai mô hình, cũ rồi mới, nhưng có ${positionals.length}`);
    if (lang !== 'vi' && lang !== 'en') return unknownLanguage(lang);
    return { kind: 'given', files: positionals, lang, json, exitCode };
  } catch (error) {
    return unreadableArguments(error);
  }
}

/** Not compiled: what is drawn so far can be compared before it is finished. */
async function load(path: string): Promise<Loaded> {
  const xml = await readText(path);
  return typeof xml === 'string' ? readModel(xml) : xml;
}

const COLOURS: Readonly<Record<Change['kind'], Colour>> = { added: 'green', removed: 'red', changed: 'yellow', moved: 'cyan', renamed: 'cyan' };
const KINDS = {
  vi: { added: 'thêm', removed: 'bỏ', changed: 'đổi', moved: 'chuyển', renamed: 'đổi mã' },
  en: { added: 'added', removed: 'removed', changed: 'changed', moved: 'moved', renamed: 'renamed' },
} as const;
const HEADS = { vi: ['', 'phần tử', 'thay đổi'], en: ['', 'element', 'change'] } as const;

function inWords(changes: readonly Change[], lang: Language, around: Surroundings): string {
  if (changes.length === 0) return lang === 'vi' ? 'Hai mô hình như nhau.\n' : 'The models are equal.\n';
  const paint = paintFor(around);
  const rows = changes.map(({ kind, element, text }) => [{ text: KINDS[lang][kind], colour: COLOURS[kind] }, element === '' ? '–' : element, text[lang]]);
  const count = lang === 'vi' ? `${changes.length} thay đổi` : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
  return `${table(HEADS[lang], rows, paint, around.terminal?.columns)}\n\n${count}\n`;
}

function misused(around: Surroundings, because: string): number {
  around.err(`${because}\n\n${USAGE}\n`);
  return PROCEDURE_EXIT.usage;
}
