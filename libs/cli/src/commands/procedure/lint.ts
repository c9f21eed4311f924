import { parseArgs } from 'node:util';
import type { Finding } from '@lienthong/bpmn';
import type { Command, Surroundings } from '../../command.js';
import { findingLines, type Language } from './answer-line.js';
import { PROCEDURE_EXIT } from './exit-codes.js';
import { paintFor, table } from './paint.js';

const USAGE = `lienthong procedure lint MODEL.bpmn... [--procedure] [--lang vi|en] [--json]

Kiểm tra tệp BPMN như khi công bố: mọi lỗi, không chỉ lỗi đầu tiên.
Checks files as at publication: every finding, not only the first.

--procedure  quy trình chính phải là một thủ tục (có lienthong:procedure), không chỉ là bản vẽ
             the main process must be a procedure (with lienthong:procedure), not a drawing only
--lang       tiếng của câu chữ: vi (mặc định) hoặc en / language of the sentences
--json       mỗi tệp một dòng JSON / one line for each file: {"model","outcome":"accepted"|"refused","findings":[{"element","rule","text"}]}

Ví dụ / examples
  lienthong procedure lint permit.bpmn
  lienthong procedure lint --procedure procedures/*.bpmn --json

Mã kết thúc / exit codes
  0 không có lỗi                      nothing was found
  1 có lỗi, không công bố được        refused, at least one
  2 thiếu tham số, không đọc được tệp wrong arguments, unreadable file
 70 lỗi của chương trình              a bug`;

export const lint: Command = {
  summary: { vi: 'kiểm tra tệp BPMN như khi công bố', en: 'check a BPMN file as at publication, with every finding' },
  usage: USAGE,
  run: lintFiles,
};

async function lintFiles(args: readonly string[], around: Surroundings): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: { procedure: { type: 'boolean' }, lang: { type: 'string' }, json: { type: 'boolean' } } });
  } catch (error) {
    return misused(around, (error as Error).message);
  }
  const { values: { procedure = false, lang = 'vi', json = false }, positionals } = parsed;
  if (positionals.length === 0) return misused(around, 'Expected at least one model, but there is none');
  if (lang !== 'vi' && lang !== 'en') return misused(around, `Expected --lang vi or en, but got ${lang}`);
  const { loadModel } = await import('./models.js');
  let exit: number = PROCEDURE_EXIT.done;
  for (const model of positionals) {
    const loaded = await loadModel(model);
    if (loaded.kind === 'unusable') {
      around.err(`${loaded.because}\n`);
      exit = PROCEDURE_EXIT.usage;
      continue;
    }
    const findings = loaded.kind === 'refused' ? loaded.findings : procedure ? procedureFindings(loaded.model.processes, loaded.model.main) : [];
    if (findings.length > 0 && exit === PROCEDURE_EXIT.done) exit = PROCEDURE_EXIT.refused;
    around.out(json ? jsonLine(model, findings, lang) : inWords(model, findings, lang, around));
  }
  return exit;
}

function procedureFindings(processes: Readonly<Record<string, Readonly<{ procedure: unknown }>>>, main: string): readonly Finding[] {
  if (processes[main]?.procedure !== null) return [];
  const text = { vi: 'Quy trình thiếu lienthong:procedure', en: 'The process lacks lienthong:procedure' };
  return [{ element: main, rule: 'procedure-missing', text }];
}

const jsonLine = (model: string, findings: readonly Finding[], lang: Language): string =>
  `${JSON.stringify({ model, outcome: findings.length === 0 ? 'accepted' : 'refused', findings: findingLines(findings, lang) })}\n`;

const HEADS = { vi: ['phần tử', 'quy tắc', 'điều tìm thấy'], en: ['element', 'rule', 'finding'] } as const;

function inWords(model: string, findings: readonly Finding[], lang: Language, around: Surroundings): string {
  const paint = paintFor(around);
  if (findings.length === 0) return `${paint('green', '✓')} ${model}\n`;
  const count = lang === 'vi' ? `${findings.length} lỗi` : `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
  const rows = findings.map(({ element, rule, text }) => [{ text: element ?? '–', colour: 'cyan' as const }, { text: rule, colour: 'yellow' as const }, text[lang]]);
  return `${paint('red', '✗')} ${model}: ${count}\n\n${table(HEADS[lang], rows, paint, around.terminal?.columns)}\n\n`;
}

function misused(around: Surroundings, because: string): number {
  around.err(`${because}\n\n${USAGE}\n`);
  return PROCEDURE_EXIT.usage;
}
