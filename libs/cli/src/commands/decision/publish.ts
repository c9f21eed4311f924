import { parseArgs } from 'node:util';
import type { Command, Surroundings } from '../../command.js';
import { PROCEDURE_EXIT } from '../procedure/exit-codes.js';
import { AWAY_EXIT, openInstallation, refusalText, SERVER_OPTIONS, SERVER_USAGE, type Answered } from '../procedure/installation.js';
import { paintFor } from '../procedure/paint.js';
import { readText } from '../procedure/read-file.js';
import type { Language } from './answer.js';

const USAGE = `lienthong decision publish MODEL.dmn --effective-from DAY [--examples FILE.jsonl] --server URL (--token-file FILE | --token TOKEN) [--lang vi|en] [--json]

Công bố mô hình quyết định thành phiên bản mới, không sửa được nữa, có hiệu lực từ một ngày. Hồ sơ tiếp nhận trước ngày đó giữ bảng cũ.
Publishes a decision model as its next version, for good, in force from a day. Dossiers received before that day keep the tables they had.
A file that is a version already stays that one.

--effective-from  ngày có hiệu lực / the day, 2027-01-01
--examples        tệp ví dụ / the examples; without it MODEL.examples.jsonl beside MODEL.dmn, if there is one
${SERVER_USAGE}
--lang            tiếng của câu chữ: vi (mặc định) hoặc en / language of the sentences
--json            một dòng / one line: {"id","version","isNew","warnings":[…]}, or {"refused":{…problem…}}

Ví dụ / example
  lienthong decision publish fees.dmn --effective-from 2027-01-01 --server https://lienthong.example/api/processing --token-file token

Mã kết thúc / exit codes
  0 đã công bố, hoặc đã là một phiên bản  published, or a version already
  1 bị từ chối                            refused
  2 thiếu tham số, không đọc được tệp     wrong arguments, unreadable file
 ${AWAY_EXIT} không liên lạc được máy chủ          the installation does not answer
 70 lỗi của chương trình                  a bug`;

export const publish: Command = {
  summary: { vi: 'công bố mô hình quyết định, có hiệu lực từ một ngày', en: 'publish a decision model, in force from a day' },
  usage: USAGE,
  run: publishFile,
};

const OPTIONS = { ...SERVER_OPTIONS, 'effective-from': { type: 'string' }, examples: { type: 'string' }, lang: { type: 'string' }, json: { type: 'boolean' } } as const;

async function publishFile(args: readonly string[], around: Surroundings): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    return misused(around, `Expected to read the arguments, but ${(error as Error).message}`);
  }
  const { values: { lang = 'vi', json = false, 'effective-from': effectiveFrom, examples, ...named }, positionals: [file, ...more] } = parsed;
  if (file === undefined || more.length > 0) return misused(around, 'Expected one model, but there is none or another argument');
  if (effectiveFrom === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(effectiveFrom)) return misused(around, 'Expected --effective-from with a day such as 2027-01-01, but there is none');
  if (lang !== 'vi' && lang !== 'en') return misused(around, `Expected --lang vi or en, but got ${lang}`);
  const model = await readText(file);
  if (typeof model !== 'string') return misused(around, model.because);
  const beside = await readText(examples ?? file.replace(/(\.dmn)?$/i, '.examples.jsonl'));
  // Examples that nobody asked for need not be there.
  if (typeof beside !== 'string' && examples !== undefined) return misused(around, beside.because);
  const installation = await openInstallation(named, around, lang);
  if ('kind' in installation) return misused(around, installation.because);
  // Needs no key of its own to be repeated: the same file is the same version.
  const answer = await installation.call('POST', '/decisions', { model, effectiveFrom, ...(typeof beside === 'string' && { examples: beside }) });
  if (answer.kind === 'away') {
    around.err(`${answer.because}\n`);
    return AWAY_EXIT;
  }
  if (answer.status < 400) return tell(answer, around, { lang, json });
  if (json) around.out(`${JSON.stringify({ refused: answer.body })}\n`);
  else around.err(`${paintFor(around)('red', '✗')} ${file}\n${refusalText(answer, lang)}\n`);
  return PROCEDURE_EXIT.refused;
}

type Warning = Readonly<{ element: string; text: Readonly<Record<Language, string>> }>;

function tell({ body }: Answered, around: Surroundings, { lang, json }: Readonly<{ lang: Language; json: boolean }>): number {
  const { id, version, isNew, warnings = [] } = body as Readonly<{ id: string; version: number; isNew: boolean; warnings?: readonly Warning[] }>;
  if (json) {
    around.out(`${JSON.stringify({ id, version, isNew, warnings })}\n`);
    return PROCEDURE_EXIT.done;
  }
  const words = { vi: isNew ? 'đã công bố phiên bản' : 'đã là phiên bản', en: isNew ? 'published as version' : 'is already version' };
  around.out(`${paintFor(around)('green', '✓')} ${id}: ${words[lang]} ${version}\n${warnings.map(({ element, text }) => `  ${element}: ${text[lang]}\n`).join('')}`);
  return PROCEDURE_EXIT.done;
}

function misused(around: Surroundings, because: string): number {
  around.err(`${because}\n\n${USAGE}\n`);
  return PROCEDURE_EXIT.usage;
}
