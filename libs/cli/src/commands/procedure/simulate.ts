import type { Case } from '@lienthong/bpmn';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Command, Surroundings } from '../../command.js';
import type { Language } from './answer-line.js';
import { becauseIn, langIn, notJson, PROCEDURE_EXIT, unknownLanguage, unreadableArguments, unusable, type Unusable } from './exit-codes.js';
import { paintFor } from './paint.js';
import { linesOf, readText, unreadable } from './read-file.js';

const USAGE = `lienthong procedure simulate MODEL.bpmn [--process ID] [--cases N] [--seed S] [--profile FILE.json]
                             [--recorded CASES.jsonl] [--start TIME] [--lang vi|en] [--json]

Chạy thử nhiều trường hợp ngẫu nhiên (hoặc đã ghi) với đồng hồ ảo: thời gian so với thời hạn, nhánh chết, tải của từng cơ quan, sự cố.
Plays many random (or recorded) cases with a virtual clock: durations against the limits, dead branches, load per agency, incidents.

--cases      bao nhiêu trường hợp / how many, 1,000 unless said, at most 1,000,000
--seed       cùng một số cho cùng một kết quả / the same number gives the same result; 1 unless said
--profile    điều đã biết / what is known, each part optional:
             {"arrival": "PT30M", "steps": {"ELEMENT OR JOB TYPE": "PT4H" or [least, likely, most]}, "default": …, "messages": …,
              "errors": 0.05, "slow": 0.02, "variables": {"area": [20, 200]}}
--recorded   các trường hợp đã ghi, dạng của run --cases; lặp lại khi hết / cases as for run --cases, in turn
--start      lúc nhận hồ sơ đầu tiên / when the first case comes; 2026-01-05T08:00:00+07:00 unless said

Without a profile: a step takes 10 % to 130 % of its limit (mostly 60 %), one without a limit ten minutes to a day; messages come after an
hour to five days; 5 % of the steps throw an error that a boundary event catches, 5 % of the interrupting messages come; 2 % of the
steps are forgotten and take fifteen times as long; all cases are received within thirty days. Variables get values on either side of what the model compares them with, so that each branch has its turn.
Time passes by the procedure's calendar where it has one, by the clock otherwise. A case that takes two years is left waiting.

Ví dụ / examples
  lienthong procedure simulate permit.bpmn --cases 10000
  lienthong procedure simulate permit.bpmn --profile measured.json --json | jq .legal

Mã kết thúc / exit codes
  0 chạy xong                         done, whatever the figures are
  1 tệp không công bố được            the model is refused
  2 thiếu tham số, không đọc được tệp wrong arguments, unreadable file
 70 lỗi của chương trình              a bug`;

export const simulate: Command = {
  summary: { vi: 'mô phỏng nhiều trường hợp: thời gian, nhánh chết, tải', en: 'simulate many cases: durations, dead branches, load per agency' },
  usage: USAGE,
  run: simulateModel,
};

type Given = Readonly<{
  kind: 'given'; model: string; process: string | undefined; cases: number; seed: number; profile: string | undefined; recorded: string | undefined;
  start: string | undefined; lang: Language; json: boolean;
}>;

const MAX_CASES = 1_000_000;

function readGiven(args: readonly string[]): Given | Unusable {
  const text = { type: 'string' } as const;
  let parsed;
  try {
    const options = { process: text, cases: text, seed: text, profile: text, recorded: text, start: text, lang: text, json: { type: 'boolean', default: false } } as const;
    parsed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    return unreadableArguments(error);
  }
  const { values: { process, cases = '1000', seed = '1', profile, recorded, start, lang = 'vi', json }, positionals: [model, ...more] } = parsed;
  if (model === undefined || more.length > 0) return unusable('Expected one model, but got none or more', 'Cần đúng một tệp mô hình');
  if (lang !== 'vi' && lang !== 'en') return unknownLanguage(lang);
  if (!/^\d{1,7}$/.test(cases) || Number(cases) < 1 || Number(cases) > MAX_CASES) return unusable(`Expected --cases from 1 to ${MAX_CASES}, but got ${cases}`, `--cases là số từ 1 đến ${MAX_CASES}, không phải ${cases}`);
  if (!/^\d{1,9}$/.test(seed)) return unusable(`Expected --seed to be a whole number, but got ${seed}`, `--seed là số nguyên, không phải ${seed}`);
  return { kind: 'given', model, process, cases: Number(cases), seed: Number(seed), profile, recorded, start, lang, json };
}

async function simulateModel(args: readonly string[], around: Surroundings): Promise<number> {
  const given = readGiven(args);
  const misuse = (what: Unusable): number => misused(around, becauseIn(what, langIn(args)));
  if (given.kind === 'unusable') return misuse(given);
  const [{ loadModel }, { NO_PROFILE, readProfile }, { simulated }, { reportOf, reportText }, { readMoment, REHEARSAL_START }, { refusedLine }] = await Promise.all([
    import('./models.js'), import('./profile.js'), import('./simulation.js'), import('./simulation-report.js'), import('@lienthong/bpmn'), import('./answer-line.js'),
  ]);
  const loaded = await loadModel(given.model);
  if (loaded.kind === 'unusable') return misuse(loaded);
  if (loaded.kind === 'refused') {
    around.out(`${JSON.stringify(refusedLine(loaded.findings, given.lang))}\n`);
    return PROCEDURE_EXIT.refused;
  }
  const { drawing } = loaded;
  const { process = drawing.model.main, start = REHEARSAL_START, cases, seed } = given;
  if (!Object.hasOwn(drawing.model.processes, process)) return misuse(unusable(`Expected to simulate process ${process}, but the file has no such executable process`, `Tệp không có quy trình chạy được nào tên là ${process}`));
  if (readMoment(start) === null) return misuse(unusable(`Expected --start to be a moment with its offset, but got ${start}`, `--start là thời điểm có múi giờ, ví dụ 2026-01-05T08:00:00+07:00, không phải ${start}`));
  const json = given.profile === undefined ? undefined : await readJson(given.profile);
  const profile = json === undefined ? NO_PROFILE : 'because' in json ? json : readProfile(json.value);
  if (profile.kind === 'unusable') return misuse(profile);
  const recorded = given.recorded === undefined ? [] : await readRecorded(given.recorded);
  if ('because' in recorded) return misuse(recorded);
  const tally = simulated({ drawing, process, profile, cases, seed, start, recorded }, progressOn(around, cases));
  const report = reportOf(tally, drawing, process);
  around.out(given.json ? `${JSON.stringify(report)}\n` : reportText(report, given.lang, paintFor(around), around.terminal?.columns ?? 120));
  return PROCEDURE_EXIT.done;
}

async function readJson(path: string): Promise<Readonly<{ value: unknown }> | Unusable> {
  const text = await readText(path);
  if (typeof text !== 'string') return text;
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return notJson('', path, error);
  }
}

/** Kept in memory and played in turn. */
const MAX_RECORDED = 10_000;

async function readRecorded(path: string): Promise<readonly Case[] | Unusable> {
  const [{ readCase }, { parseJson }] = await Promise.all([import('@lienthong/bpmn'), import('./variables-json.js')]);
  const cases: Case[] = [];
  try {
    for await (const line of linesOf(createReadStream(path))) {
      if (typeof line !== 'string') return line;
      if (line.trim() === '') continue;
      const reading = readCase(parseJson(line));
      if (reading.kind === 'refused') return unusable(`${path}:${cases.length + 1}: ${reading.because}`, `${path}:${cases.length + 1}: ${reading.vi}`);
      if (cases.push(reading.case) > MAX_RECORDED) return unusable(`Expected to read ${path}, but it has more than ${MAX_RECORDED} cases`, `Không đọc được ${path}: nhiều hơn ${MAX_RECORDED} trường hợp`);
    }
  } catch (error) {
    return error instanceof SyntaxError ? notJson('', `${path}:${cases.length + 1}`, error) : unreadable(path, error as NodeJS.ErrnoException);
  }
  return cases.length === 0 ? unusable(`Expected to read ${path}, but it has no cases`, `${path} không có trường hợp nào`) : cases;
}

/** On one line for a person; for a log at every tenth. */
function progressOn({ err, terminal }: Surroundings, cases: number): (done: number) => void {
  const turn = Math.max(1, Math.floor(cases / (terminal?.err === true ? 100 : 10)));
  return (done) => {
    if (done % turn !== 0 && done !== cases) return;
    err(terminal?.err === true ? `\r${done}/${cases}${done === cases ? '\n' : ''}` : `${done}/${cases}\n`);
  };
}

function misused(around: Surroundings, because: string): number {
  around.err(`${because}\n\nlienthong procedure simulate --help\n`);
  return PROCEDURE_EXIT.usage;
}
