import { parseArgs } from 'node:util';
import type { Command, Surroundings } from '../../command.js';
import type { Language } from './answer-line.js';
import { becauseIn, langIn, PROCEDURE_EXIT, unknownLanguage, unreadableArguments, unusable, type Unusable } from './exit-codes.js';
import { AWAY_EXIT, openInstallation, refusalText, SERVER_OPTIONS, SERVER_USAGE, type Answered, type Away, type Installation } from './installation.js';
import { BLOCKED_EXIT, follow, report, tryOut, type Telling } from './migration-report.js';
import { readText } from './read-file.js';

const USAGE = `lienthong procedure migrate CODE --from N --to N --reason TEXT [--plan FILE] [--recount-due-date] [--dry-run | --run] --server URL (--token-file FILE | --token TOKEN)
lienthong procedure migrate CODE --id ID [--dry-run | --run | --pause | --resume | --report] --server URL …

Chuyển hồ sơ đang chạy sang phiên bản khác: lập kế hoạch, thử trên hồ sơ thật, rồi chạy theo đợt; tạm dừng và chạy tiếp được.
Moves running dossiers to another version: a plan, a trial on the real ones, then in batches; it can be paused and resumed.

--plan     tệp JSON / JSON file: {"elements": {"mã cũ": "mã mới"}, "flows": {…}}; mã không nêu giữ nguyên / what is not named stays
--recount-due-date  ngày hẹn trả theo thời hạn của phiên bản mới; nếu không thì giữ nguyên
           the due date follows the new version's limit; otherwise it stays
--reason   ghi vào lịch sử từng hồ sơ, ít nhất 10 ký tự / entered in every dossier's history, 10 characters at least
--dry-run  (mặc định / the default) thử, không đổi gì: hồ sơ nào chuyển được, hồ sơ nào vướng và vì sao
           tries and changes nothing: which dossiers would move, which are blocked and why
--run      chạy, in tiến độ đến khi xong; Ctrl-C chỉ thôi xem / runs, with progress to the end; Ctrl-C only stops looking
--pause, --resume, --report   của lần chuyển --id / of the migration --id
${SERVER_USAGE}
--lang     tiếng của câu chữ: vi (mặc định) hoặc en / language of the sentences
--json     mỗi hồ sơ một dòng, dòng cuối là tổng kết / one line for each dossier, the last one is the sum

Ví dụ / examples
  lienthong procedure migrate 1.013831 --from 1 --to 2 --plan plan.json --reason "Luật mới có hiệu lực" --server $URL --token-file token
  lienthong procedure migrate 1.013831 --id 0f8c… --run --server $URL --token-file token

Mã kết thúc / exit codes
  0 mọi hồ sơ chuyển được, hoặc đã chuyển     all would move, or have moved
  1 bị từ chối                                refused
  2 thiếu tham số, không đọc được tệp         wrong arguments, unreadable file
 ${AWAY_EXIT} không liên lạc được máy chủ              the installation does not answer
 ${BLOCKED_EXIT} có hồ sơ vướng                           some are blocked
 70 lỗi của chương trình                      a bug`;

export const migrate: Command = {
  summary: { vi: 'chuyển hồ sơ đang chạy sang phiên bản khác', en: 'move running dossiers to another version' },
  usage: USAGE,
  run: migrateDossiers,
};

type What = 'dry-run' | 'run' | 'pause' | 'resume' | 'report';
type Given = Readonly<{
  kind: 'given'; code: string; what: What; lang: Language; json: boolean; named: Parameters<typeof openInstallation>[0];
  /** An id, or the body of a new plan. */
  id: string | null; plan: object | null;
}>;

async function migrateDossiers(args: readonly string[], around: Surroundings): Promise<number> {
  const given = await readArguments(args);
  if (given.kind === 'unusable') return misused(around, becauseIn(given, langIn(args)));
  const installation = await openInstallation(given.named, around, given.lang);
  if ('kind' in installation) return misused(around, becauseIn(installation, langIn(args)));
  const base = `/procedures/${encodeURIComponent(given.code)}/migrations`;
  const id = given.id ?? await planned(installation, base, given, around);
  if (typeof id === 'number') return id;
  const telling: Telling = { installation, path: `${base}/${encodeURIComponent(id)}`, around, lang: given.lang, json: given.json };
  switch (given.what) {
    case 'dry-run':
      return answerOr(await tryOut(telling), around, given);
    case 'report':
      return answerOr(await report(telling), around, given);
    default:
      return command(telling, given, around);
  }
}

async function planned(installation: Installation, base: string, given: Given, around: Surroundings): Promise<string | number> {
  const answer = await installation.call('POST', base, given.plan ?? {});
  if (answer.kind === 'away' || answer.status >= 400) return answerOr(answer, around, given);
  const { id, running } = answer.body;
  if (!given.json) around.err(given.lang === 'vi' ? `Kế hoạch ${String(id)}: ${String(running)} hồ sơ đang chạy\n` : `Plan ${String(id)}: ${String(running)} dossiers are running\n`);
  return String(id);
}

async function command(telling: Telling, given: Given, around: Surroundings): Promise<number> {
  const answer = await telling.installation.call('POST', `${telling.path}/${given.what}`, {});
  if (answer.kind === 'away' || answer.status >= 400) return answerOr(answer, around, given);
  if (given.what === 'run' || given.what === 'resume') return answerOr(await follow(telling, Number(answer.body['position'] ?? 0)), around, given);
  around.out(given.json ? `${JSON.stringify(answer.body)}\n` : given.lang === 'vi' ? 'Đã tạm dừng.\n' : 'Paused.\n');
  return PROCEDURE_EXIT.done;
}

function answerOr(answer: number | Answered | Away, around: Surroundings, { lang, json }: Given): number {
  if (typeof answer === 'number') return answer;
  if (answer.kind === 'away') {
    around.err(`${answer.because}\n`);
    return AWAY_EXIT;
  }
  if (json) around.out(`${JSON.stringify({ refused: answer.body })}\n`);
  else around.err(`${refusalText(answer, lang)}\n`);
  return PROCEDURE_EXIT.refused;
}

const WHAT: readonly What[] = ['dry-run', 'run', 'pause', 'resume', 'report'];

async function readArguments(args: readonly string[]): Promise<Given | Unusable> {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args], allowPositionals: true,
      options: {
        ...SERVER_OPTIONS, from: text, to: text, plan: text, reason: text, 'recount-due-date': flag, id: text, lang: text, json: flag,
        'dry-run': flag, run: flag, pause: flag, resume: flag, report: flag,
      },
    });
  } catch (error) {
    return unreadableArguments(error);
  }
  const { values, positionals: [code, ...more] } = parsed;
  const { from, to, plan, reason, id = null, lang = 'vi', json = false, server, token, 'token-file': tokenFile } = values;
  const wanted = WHAT.filter((what) => values[what] === true);
  const what = wanted[0] ?? 'dry-run';
  if (code === undefined || more.length > 0) return unusable('Expected the code of one procedure, but there is none or another argument', 'Cần mã của đúng một thủ tục');
  if (wanted.length > 1) return unusable(`Expected one of --${WHAT.join(', --')}, but there are ${wanted.length}`, `Chỉ dùng một trong --${WHAT.join(', --')}`);
  if (lang !== 'vi' && lang !== 'en') return unknownLanguage(lang);
  const common = { kind: 'given', code, what, lang, json, named: { server, token, 'token-file': tokenFile } } as const;
  if (id !== null) return from === undefined && to === undefined && plan === undefined ? { ...common, id, plan: null } : unusable('Expected --id alone, but a plan is given too: it has its plan', 'Lần chuyển --id đã có kế hoạch của nó; không nêu --from, --to, --plan');
  if (what !== 'dry-run' && what !== 'run') return unusable(`Expected --id with --${what}, but it is missing`, `--${what} cần --id của lần chuyển`);
  const [fromVersion, toVersion] = [Number(from), Number(to)];
  if (!Number.isSafeInteger(fromVersion) || !Number.isSafeInteger(toVersion)) return unusable('Expected --from and --to with the numbers of two versions, but one is missing or no number', 'Cần --from và --to là số của hai phiên bản');
  if (reason === undefined) return unusable('Expected --reason, but it is missing', 'Thiếu --reason: lý do, ghi vào lịch sử từng hồ sơ');
  const mapping = plan === undefined ? {} : await readPlan(plan);
  if ('kind' in mapping) return mapping as Unusable;
  return { ...common, id: null, plan: { ...mapping, from: fromVersion, to: toVersion, reason, dueDate: values['recount-due-date'] === true ? 'recounted' : 'kept' } };
}

async function readPlan(path: string): Promise<Readonly<{ elements?: object; flows?: object }> | Unusable> {
  const text = await readText(path);
  if (typeof text !== 'string') return text;
  try {
    const plan: unknown = JSON.parse(text);
    if (typeof plan !== 'object' || plan === null || Array.isArray(plan)) return unusable(`Expected to read ${path}, but it holds no JSON object`, `Không đọc được ${path}: không phải đối tượng JSON`);
    const strange = Object.keys(plan).find((name) => name !== 'elements' && name !== 'flows');
    return strange === undefined ? plan : unusable(`Expected to read ${path}, but it has "${strange}" beside "elements" and "flows"`, `${path} có “${strange}” ngoài “elements” và “flows”`);
  } catch (error) {
    return unusable(`Expected to read ${path}, but ${(error as Error).message}`, `Không đọc được ${path}: ${(error as Error).message}`);
  }
}

function misused(around: Surroundings, because: string): number {
  around.err(`${because}\n\n${USAGE}\n`);
  return PROCEDURE_EXIT.usage;
}
