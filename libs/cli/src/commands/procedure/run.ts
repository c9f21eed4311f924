import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Command, Surroundings } from '../../command.js';
import type { Language } from './answer-line.js';
import { becauseIn, CASES_ALONE, langIn, NO_STANDARD_INPUT, notJson, ONE_MODEL_OR_CASES, PROCEDURE_EXIT, unknownLanguage, unreadableArguments, type Unusable } from './exit-codes.js';
import { linesOf, readText, unreadable } from './read-file.js';
import { RUN_USAGE } from './run-usage.js';
import { parseJson } from './variables-json.js';

export const run: Command = {
  summary: { vi: 'chạy thử quy trình trong bộ nhớ, với đồng hồ ảo', en: 'run a process in memory, with a virtual clock and answers from a file' },
  usage: RUN_USAGE,
  run: runProcedure,
};

type Given = Readonly<{ kind: 'given'; model: string | null; cases: string | null; lang: Language; json: boolean; verbose: boolean; case: Readonly<Record<string, unknown>> }>;

async function runProcedure(args: readonly string[], around: Surroundings): Promise<number> {
  const given = await readGiven(args);
  if (given.kind === 'unusable') return misused(around, becauseIn(given, langIn(args)));
  return given.cases === null ? runOne(given, given.model ?? '', around) : runCases(given, given.cases, around);
}

async function readGiven(args: readonly string[]): Promise<Given | Unusable> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  let parsed;
  try {
    const options = { process: text, input: text, answers: text, until: text, start: text, cases: text, lang: text, json: flag, verbose: flag };
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return unreadableArguments(error);
  }
  const { values: { process, input, answers, until, start, cases = null, lang = 'vi', json, verbose }, positionals: [model = null, ...more] } = parsed;
  if (lang !== 'vi' && lang !== 'en') return unknownLanguage(lang);
  if (more.length > 0 || (model === null) === (cases === null)) return ONE_MODEL_OR_CASES;
  if (cases !== null && (process ?? input ?? answers ?? until ?? start) !== undefined) return CASES_ALONE;
  const variables = input === undefined ? undefined : await readInput(input);
  if (isUnusable(variables)) return variables;
  const answered = answers === undefined ? undefined : await readAnswerLines(answers);
  if (isUnusable(answered)) return answered;
  return { kind: 'given', model, cases, lang, json, verbose, case: { process, until, start, input: variables, answers: answered } };
}

const isUnusable = (value: unknown): value is Unusable => typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'unusable' && 'because' in value;

/** The path of a file, or the object itself. */
async function readInput(given: string): Promise<unknown> {
  const text = given.trimStart().startsWith('{') ? given : await readText(given);
  if (typeof text !== 'string') return text;
  try {
    return parseJson(text);
  } catch (error) {
    return notJson('variables', given.slice(0, 100), error);
  }
}

async function readAnswerLines(path: string): Promise<readonly unknown[] | Unusable> {
  const text = await readText(path);
  if (typeof text !== 'string') return text;
  try {
    if (text.trimStart().startsWith('[')) return parseJson(text) as readonly unknown[];
  } catch (error) {
    return notJson('a list of answers', path, error);
  }
  const answers: unknown[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      answers.push(parseJson(line));
    } catch (error) {
      return notJson('an answer', `${path}:${index + 1}`, error);
    }
  }
  return answers;
}

async function runCases({ lang, verbose }: Given, cases: string, around: Surroundings): Promise<number> {
  const stream = cases === '-' ? around.input : createReadStream(cases);
  if (stream === undefined) return misused(around, becauseIn(NO_STANDARD_INPUT, lang));
  const { playBatch } = await import('./batch.js');
  try {
    await playBatch(linesOf(stream), { casesPath: cases === '-' ? './-' : cases, lang, withOthers: verbose, out: around.out });
    return PROCEDURE_EXIT.done;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return misused(around, becauseIn(unreadable(cases, error as NodeJS.ErrnoException), lang));
  }
}

async function runOne(given: Given, model: string, around: Surroundings): Promise<number> {
  const { playOne } = await import('./run-one.js');
  const played = await playOne({ model, case: given.case, lang: given.lang, json: given.json, verbose: given.verbose }, around);
  return played.kind === 'unusable' ? misused(around, becauseIn(played, given.lang)) : played.exit;
}

function misused(around: Surroundings, because: string): number {
  around.err(`${because}\n\nlienthong procedure run --help\n`);
  return PROCEDURE_EXIT.usage;
}
