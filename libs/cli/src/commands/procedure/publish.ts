import { parseArgs } from 'node:util';
import type { Command, Surroundings } from '../../command.js';
import type { Language } from './answer-line.js';
import { PROCEDURE_EXIT } from './exit-codes.js';
import { AWAY_EXIT, openInstallation, refusalText, SERVER_OPTIONS, SERVER_USAGE, type Answered, type Installation } from './installation.js';
import { paintFor } from './paint.js';
import { readText } from './read-file.js';

const USAGE = `lienthong procedure publish MODEL.bpmn --server URL (--token-file FILE | --token TOKEN) [--lang vi|en] [--json]

Công bố tệp thành phiên bản mới, không sửa được nữa, của thủ tục ghi trong tệp; in ra những gì khác phiên bản trước.
Publishes the file as the next version of its procedure, for good, and prints what differs from the version before.
A file that is a version already stays that one.

${SERVER_USAGE}
--lang        tiếng của câu chữ: vi (mặc định) hoặc en / language of the sentences
--json        một dòng / one line: {"code","version","isNew","changes":[…]}, or {"refused":{…problem…}}

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
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: { ...SERVER_OPTIONS, lang: { type: 'string' }, json: { type: 'boolean' } } });
  } catch (error) {
    return misused(around, `Expected to read the arguments, but ${(error as Error).message}`);
  }
  const { values: { lang = 'vi', json = false, ...named }, positionals: [file, ...more] } = parsed;
  if (file === undefined || more.length > 0) return misused(around, 'Expected one model, but there is none or another argument');
  if (lang !== 'vi' && lang !== 'en') return misused(around, `Expected --lang vi or en, but got ${lang}`);
  const model = await readText(file);
  if (typeof model !== 'string') return misused(around, model.because);
  const installation = await openInstallation(named, around, lang);
  if ('kind' in installation) return misused(around, installation.because);
  // Needs no key of its own to be repeated: the same file is the same version.
  const answer = await installation.call('POST', '/procedures', { model });
  if (answer.kind === 'away') return isAway(around, answer.because);
  if (answer.status >= 400) {
    if (json) around.out(`${JSON.stringify({ refused: answer.body })}\n`);
    else around.err(`${paintFor(around)('red', '✗')} ${file}\n${refusalText(answer, lang)}\n`);
    return PROCEDURE_EXIT.refused;
  }
  return tell(answer, installation, around, { lang, json });
}

async function tell({ body }: Answered, installation: Installation, around: Surroundings, { lang, json }: Readonly<{ lang: Language; json: boolean }>): Promise<number> {
  const [code, version, isNew] = [String(body['code']), Number(body['version']), body['isNew'] === true];
  const compared = await installation.call('GET', `/procedures/${encodeURIComponent(code)}/versions/${version}/difference`);
  if (compared.kind === 'away') return isAway(around, compared.because);
  const changes = (compared.body['changes'] ?? []) as readonly Readonly<{ text: Readonly<Record<Language, string>> }>[];
  if (json) {
    around.out(`${JSON.stringify({ code, version, isNew, changes })}\n`);
    return PROCEDURE_EXIT.done;
  }
  const words = { vi: isNew ? 'đã công bố phiên bản' : 'đã là phiên bản', en: isNew ? 'published as version' : 'is already version' };
  around.out(`${paintFor(around)('green', '✓')} ${code}: ${words[lang]} ${version}\n${changes.map(({ text }) => `  ${text[lang]}\n`).join('')}`);
  return PROCEDURE_EXIT.done;
}

function isAway(around: Surroundings, because: string): number {
  around.err(`${because}\n`);
  return AWAY_EXIT;
}

function misused(around: Surroundings, because: string): number {
  around.err(`${because}\n\n${USAGE}\n`);
  return PROCEDURE_EXIT.usage;
}
