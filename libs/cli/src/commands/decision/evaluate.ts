import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import type { DecisionTrace, Inputs } from '@lienthong/dmn';
import { EXIT, type Command, type Surroundings } from '../../command.js';
import { idIn } from '../procedure/answer-line.js';
import { becauseIn, CASES_ALONE, langIn, NO_STANDARD_INPUT, notJson, ONE_MODEL_OR_CASES, unknownLanguage, unreadableArguments, unusable, type Unusable } from '../procedure/exit-codes.js';
import { linesOf, readText, unreadable } from '../procedure/read-file.js';
import { parseJson } from '../procedure/variables-json.js';
import { answerTo, findingErrors, unanswered, type Asked, type Language, type WholeAnswer } from './answer.js';

const USAGE = `lienthong decision evaluate MODEL.dmn --decision NAME|--service NAME|--bkm NAME [--input FILE.json] [--now TIME] [--lang vi|en] [--json]
lienthong decision evaluate --cases FILE.jsonl|- [--lang vi|en]

Tính một quyết định mà không cần máy chủ; cùng một bộ máy như khi vận hành.
Evaluates a decision without a server, by what evaluates it in earnest.

--decision   tên hoặc mã của quyết định / name or id; --service, --bkm: of a decision service, of a business knowledge model
--input      dữ liệu vào / the inputs by their names: a file with a JSON object, or the object itself. What JSON lacks is tagged, both ways:
             {"@type":"date","@value":"2026-11-22"}; likewise time, "date and time", "days and time duration",
             "years and months duration", range, and number (as text) beyond 15 digits
--now        thời điểm của now() và today() / the moment of now() and today(), with its offset; else the machine's clock
--json       {"value","errors":[{"element","text"}],"trace"} on one line
--cases      nhiều trường hợp, mỗi dòng một; - là đầu vào chuẩn / many cases, one a line, - is standard input:
             {"id","model","decision"|"service"|"bkm","input","now"?}, paths relative to the file; one line each, in their order:
             {"id","value","errors":[{"element","text"}]}

Mô hình được nhập tìm theo không gian tên trong thư mục của mô hình.
Imported models are found by their namespace in the folder of the model.

0  có giá trị, không có lỗi / evaluated without errors; --cases: every line was answered
1  có lỗi / with errors, or the file is no model
2  tham số sai, tệp không đọc được / wrong arguments, unreadable file`;

export const evaluate: Command = {
  summary: { vi: 'tính một quyết định, không cần máy chủ', en: 'evaluate a decision, a service or many cases, without a server' },
  usage: USAGE,
  run: evaluateAsked,
};

type Given = Readonly<{ kind: 'one'; model: string; asked: Asked; lang: Language; json: boolean }> | Readonly<{ kind: 'cases'; cases: string; lang: Language }> | Unusable;

async function evaluateAsked(args: readonly string[], around: Surroundings): Promise<number> {
  const given = await readGiven(args, around);
  if (given.kind === 'unusable') return misused(around, becauseIn(given, langIn(args)));
  return given.kind === 'cases' ? evaluateCases(given, around) : evaluateOne(given, around);
}

async function readGiven(args: readonly string[], around: Surroundings): Promise<Given> {
  const text = { type: 'string' } as const;
  let parsed;
  try {
    const options = { decision: text, service: text, bkm: text, input: text, now: text, cases: text, lang: text, json: { type: 'boolean', default: false } } as const;
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return unreadableArguments(error);
  }
  const { values: { input, now, cases, lang = 'vi', json, ...names }, positionals: [model, ...more] } = parsed;
  if (lang !== 'vi' && lang !== 'en') return unknownLanguage(lang);
  const asked = (['decision', 'service', 'bkm'] as const).filter((kind) => names[kind] !== undefined);
  if (cases !== undefined) return model === undefined && asked.length === 0 && input === undefined ? { kind: 'cases', cases, lang } : CASES_ALONE;
  const [kind] = asked;
  if (model === undefined || more.length > 0) return ONE_MODEL_OR_CASES;
  if (kind === undefined || asked.length > 1) return unusable('Expected one of --decision, --service and --bkm, but got none or more', 'Cần đúng một trong --decision, --service, --bkm');
  const variables = await readInput(input ?? '{}');
  if (variables.kind === 'unusable') return variables;
  const at = now ?? new Date((around.now?.() ?? Date.now() / 1_000) * 1_000).toISOString();
  return { kind: 'one', model, asked: { kind, name: names[kind] ?? '', input: variables.input, now: at }, lang, json };
}

async function readInput(given: string): Promise<Readonly<{ kind: 'read'; input: Inputs }> | Unusable> {
  const text = given.trimStart().startsWith('{') ? given : await readText(given);
  if (typeof text !== 'string') return text;
  try {
    const input = parseJson(text);
    if (input === null) return { kind: 'read', input: {} };
    if (typeof input === 'object' && !Array.isArray(input)) return { kind: 'read', input: input as Inputs };
    return unusable(`Expected a JSON object in ${given.slice(0, 100)}, but it is none`, `${given.slice(0, 100)} không phải là một đối tượng JSON`);
  } catch (error) {
    return notJson('inputs', given.slice(0, 100), error);
  }
}

async function evaluateOne({ model, asked, lang, json }: Extract<Given, { kind: 'one' }>, around: Surroundings): Promise<number> {
  const { openModels } = await import('./models.js');
  const loaded = await openModels().load(model);
  if (loaded.kind === 'unusable') return misused(around, becauseIn(loaded, lang));
  const answer = loaded.kind === 'refused' ? { value: null, errors: findingErrors(loaded.findings, lang), trace: [] } : answerTo(loaded.model, asked, lang);
  around.out(json ? `${JSON.stringify(answer)}\n` : shown(answer, lang));
  return answer.errors.length === 0 ? EXIT.verified : EXIT.refused;
}

/** For eyes: what each decision came to and by which rules, the value, and what went wrong. */
function shown({ value, errors, trace }: WholeAnswer, lang: Language): string {
  const lines = [...trace.map((each) => shownDecision(each, lang)), JSON.stringify(value), ...errors.map(({ element, text }) => `! ${element}: ${text}`)];
  return `${lines.join('\n')}\n`;
}

function shownDecision({ name, value, table }: DecisionTrace, lang: Language): string {
  const rules = (table?.matched ?? []).map(({ index, annotations }) => {
    const notes = Object.values(annotations).filter((note) => note !== '').join('; ');
    return `${lang === 'vi' ? 'dòng' : 'rule'} ${index}${notes === '' ? '' : ` – ${notes}`}`;
  });
  const inputs = (table?.inputs ?? []).map((input) => `${input.expression} = ${JSON.stringify(input.value)}`);
  return `${name} = ${JSON.stringify(value)}${inputs.length === 0 ? '' : `   [${inputs.join(', ')}]`}${rules.length === 0 ? '' : `   ${rules.join(', ')}`}`;
}

async function evaluateCases({ cases, lang }: Extract<Given, { kind: 'cases' }>, around: Surroundings): Promise<number> {
  const stream = cases === '-' ? around.input : createReadStream(cases);
  if (stream === undefined) return misused(around, becauseIn(NO_STANDARD_INPUT, lang));
  const { runBatch } = await import('../batch.js');
  try {
    await runBatch(linesOf(stream), {
      worker: new URL('./case-worker.js', import.meta.url),
      workerData: { casesPath: cases === '-' ? './-' : cases, lang },
      faulty: (line, because) => ({ id: line === null ? null : idIn(line), ...unanswered('', becauseIn(because, lang)) }),
      out: around.out,
    });
    return EXIT.verified;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return misused(around, becauseIn(unreadable(cases, error as NodeJS.ErrnoException), lang));
  }
}

function misused(around: Surroundings, because: string): number {
  around.err(`${because}\n\nlienthong decision evaluate --help\n`);
  return EXIT.usage;
}
