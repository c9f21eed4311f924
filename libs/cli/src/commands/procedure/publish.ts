import type { Command, Surroundings } from '../../command.js';
import type { Language } from './answer-line.js';
import { becauseIn, langIn, PROCEDURE_EXIT } from './exit-codes.js';
import { AWAY_EXIT, SERVER_USAGE, type Answered } from './installation.js';
import { isAway, misused, publishTo, readPublication, tellVersion, type ToPublish } from './publication.js';

const USAGE = `lienthong procedure publish MODEL.bpmn --server URL (--token-file FILE | --token TOKEN) [--lang vi|en] [--json]

Công bố tệp thành phiên bản mới, không sửa được nữa, của thủ tục ghi trong tệp; in ra những gì khác phiên bản trước và những gì cần người xem lại.
Publishes the file as the next version of its procedure, for good, and prints what differs from the version before and what a person should look at.
A file that is a version already stays that one.

${SERVER_USAGE}
--lang        tiếng của câu chữ: vi (mặc định) hoặc en / language of the sentences
--json        một dòng / one line: {"code","version","isNew","changes":[…],"warnings":[…]}, or {"refused":{…problem…}}

Ví dụ / examples
  lienthong procedure publish permit.bpmn --server https://lienthong.example/api/processing --token-file token
  LIENTHONG_TOKEN=… lienthong procedure publish permit.bpmn --server http://localhost:3102 --json

Mã kết thúc / exit codes
  0 đã công bố, hoặc đã là một phiên bản  published, or a version already
  1 bị từ chối                            refused
  2 thiếu tham số, không đọc được tệp     wrong arguments, unreadable file
 ${AWAY_EXIT} không liên lạc được máy chủ          the installation does not answer
 70 lỗi của chương trình                  a bug`;

export const publish: Command = {
  summary: { vi: 'công bố tệp BPMN thành phiên bản mới của thủ tục', en: 'publish a BPMN file as the next version of its procedure' },
  usage: USAGE,
  run: publishFile,
};

async function publishFile(args: readonly string[], around: Surroundings): Promise<number> {
  const asked = await readPublication(args, around);
  if (asked.kind === 'unusable') return misused(around, becauseIn(asked, langIn(args)), USAGE);
  const answer = await publishTo(asked, '/procedures', { model: asked.text }, around);
  return typeof answer === 'number' ? answer : tell(answer, asked, around);
}

async function tell({ body }: Answered, { installation, lang, json }: ToPublish, around: Surroundings): Promise<number> {
  const [code, version, isNew] = [String(body['code']), Number(body['version']), body['isNew'] === true];
  const compared = await installation.call('GET', `/procedures/${encodeURIComponent(code)}/versions/${version}/difference`);
  if (compared.kind === 'away') return isAway(around, compared.because);
  const changes = (compared.body['changes'] ?? []) as readonly Readonly<{ text: Readonly<Record<Language, string>> }>[];
  const warnings = (body['warnings'] ?? []) as readonly Readonly<{ element: string | null; text: Readonly<Record<Language, string>> }>[];
  const doubtful = warnings.map(({ element, text }) => `${lang === 'vi' ? 'Cảnh báo' : 'Warning'}, ${element ?? '–'}: ${text[lang]}`);
  if (!json) return tellVersion(code, { version, isNew }, [...changes.map(({ text }) => text[lang]), ...doubtful], lang, around);
  around.out(`${JSON.stringify({ code, version, isNew, changes, warnings })}\n`);
  return PROCEDURE_EXIT.done;
}
