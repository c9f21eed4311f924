import { parseArgs } from 'node:util';
import type { Doubt, Finding, Model } from '@lienthong/bpmn';
import type { Command, Surroundings } from '../../command.js';
import { findingLines, type Language } from './answer-line.js';
import type { CallFinding, CallFindings } from './decision-calls.js';
import { becauseIn, langIn, PROCEDURE_EXIT, unknownLanguage, unreadableArguments, unusable } from './exit-codes.js';
import { paintFor, table } from './paint.js';

const USAGE = `lienthong procedure lint MODEL.bpmn... [--procedure] [--decisions FOLDER] [--lang vi|en] [--json]

Kiểm tra tệp BPMN như khi công bố: mọi lỗi, không chỉ lỗi đầu tiên.
Checks files as at publication: every finding, not only the first. Nếu có tệp .dmn ở cạnh thì xem cả các quyết định được gọi.
Where .dmn files lie beside a model, the decisions that it calls are looked at too; warnings do not refuse.

--procedure  quy trình chính phải là một thủ tục (có lienthong:procedure), không chỉ là bản vẽ
             the main process must be a procedure (with lienthong:procedure), not a drawing only
--decisions  thư mục có các tệp .dmn, thay cho thư mục của mô hình
             a folder of .dmn files instead of the model's own
--lang       tiếng của câu chữ: vi (mặc định) hoặc en / language of the sentences
--json       mỗi tệp một dòng JSON / one line for each file: {"model","outcome":"accepted"|"refused","findings":[{"element","rule","text"}],"warnings":[…]}

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
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: { procedure: { type: 'boolean' }, decisions: { type: 'string' }, lang: { type: 'string' }, json: { type: 'boolean' } } });
  } catch (error) {
    return misused(around, becauseIn(unreadableArguments(error), langIn(args)));
  }
  const { values: { procedure = false, decisions, lang = 'vi', json = false }, positionals } = parsed;
  if (positionals.length === 0) return misused(around, becauseIn(unusable('Expected at least one model, but there is none', 'Cần ít nhất một tệp mô hình'), langIn(args)));
  if (lang !== 'vi' && lang !== 'en') return misused(around, becauseIn(unknownLanguage(lang), 'vi'));
  const { loadModel } = await import('./models.js');
  let exit: number = PROCEDURE_EXIT.done;
  for (const model of positionals) {
    const loaded = await loadModel(model);
    if (loaded.kind === 'unusable') {
      around.err(`${becauseIn(loaded, lang)}\n`);
      exit = PROCEDURE_EXIT.usage;
      continue;
    }
    const calls = loaded.kind === 'refused' ? { errors: [], doubts: [] } : await callsOf(model, loaded.model, decisions);
    const warnings = loaded.kind === 'refused' ? [] : [...calls.doubts, ...loaded.doubts];
    const findings = loaded.kind === 'refused' ? loaded.findings : [...(procedure ? procedureFindings(loaded.model.processes, loaded.model.main) : []), ...calls.errors];
    if (findings.length > 0 && exit === PROCEDURE_EXIT.done) exit = PROCEDURE_EXIT.refused;
    around.out(json ? jsonLine({ model, findings, warnings }, lang) : inWords({ model, findings, warnings }, lang, around));
  }
  return exit;
}

function procedureFindings(processes: Readonly<Record<string, Readonly<{ procedure: unknown }>>>, main: string): readonly Finding[] {
  if (processes[main]?.procedure !== null) return [];
  const text = { vi: 'Quy trình thiếu lienthong:procedure', en: 'The process lacks lienthong:procedure' };
  return [{ element: main, rule: 'procedure-missing', text }];
}

/** Without a file of decisions there is nothing to hold the calls against. */
async function callsOf(path: string, model: Model, folder: string | undefined): Promise<CallFindings> {
  const [{ asksDecisions, decisionsBeside, decisionsIn }, { findingsOfCalls }, { readText }] = await Promise.all([import('./decisions-beside.js'), import('./decision-calls.js'), import('./read-file.js')]);
  const find = !asksDecisions(model) ? null : folder === undefined ? await decisionsBeside(path) : await decisionsIn(folder);
  const xml = find === null ? null : await readText(path);
  return find === null || typeof xml !== 'string' ? { errors: [], doubts: [] } : findingsOfCalls(model, xml, find);
}

type Linted = Readonly<{ model: string; findings: readonly (Finding | CallFinding)[]; warnings: readonly (CallFinding | Doubt)[] }>;

const jsonLine = ({ model, findings, warnings }: Linted, lang: Language): string =>
  `${JSON.stringify({ model, outcome: findings.length === 0 ? 'accepted' : 'refused', findings: findingLines(findings, lang), warnings: findingLines(warnings, lang) })}\n`;

const HEADS = { vi: ['phần tử', 'quy tắc', 'điều tìm thấy'], en: ['element', 'rule', 'finding'] } as const;

function inWords({ model, findings, warnings }: Linted, lang: Language, around: Surroundings): string {
  const paint = paintFor(around);
  const sign = findings.length > 0 ? paint('red', '✗') : paint('green', '✓');
  if (findings.length + warnings.length === 0) return `${sign} ${model}\n`;
  const rows = [...findings, ...warnings].map(({ element, rule, text }) => [{ text: element ?? '–', colour: 'cyan' as const }, { text: rule, colour: 'yellow' as const }, text[lang]]);
  return `${sign} ${model}: ${counted(findings.length, warnings.length, lang)}\n\n${table(HEADS[lang], rows, paint, around.terminal?.columns)}\n\n`;
}

function counted(findings: number, warnings: number, lang: Language): string {
  const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
  const [wrong, doubtful] = lang === 'vi' ? [`${findings} lỗi`, `${warnings} cảnh báo`] : [plural(findings, 'finding'), plural(warnings, 'warning')];
  return [...(findings > 0 ? [wrong] : []), ...(warnings > 0 ? [doubtful] : [])].join(', ');
}

function misused(around: Surroundings, because: string): number {
  around.err(`${because}\n\n${USAGE}\n`);
  return PROCEDURE_EXIT.usage;
}
