import type { Command, Surroundings } from '../../command.js';
import { becauseIn, langIn, PROCEDURE_EXIT, unusable } from '../procedure/exit-codes.js';
import { AWAY_EXIT, SERVER_USAGE, type Answered } from '../procedure/installation.js';
import { misused, publishTo, readPublication, tellVersion, type ToPublish } from '../procedure/publication.js';
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

const OPTIONS = ['effective-from', 'examples'];
const NO_DAY = unusable('Expected --effective-from with a day such as 2027-01-01, but there is none', 'Thiếu --effective-from: ngày có hiệu lực, ví dụ 2027-01-01');

async function publishFile(args: readonly string[], around: Surroundings): Promise<number> {
  const asked = await readPublication(args, around, OPTIONS);
  if (asked.kind === 'unusable') return misused(around, becauseIn(asked, langIn(args)), USAGE);
  const { file, text: model, lang, more: { 'effective-from': effectiveFrom, examples } } = asked;
  if (effectiveFrom === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(effectiveFrom)) return misused(around, becauseIn(NO_DAY, lang), USAGE);
  const beside = await readText(examples ?? file.replace(/(\.dmn)?$/i, '.examples.jsonl'));
  // Examples that nobody asked for need not be there.
  if (typeof beside !== 'string' && examples !== undefined) return misused(around, becauseIn(beside, lang), USAGE);
  const answer = await publishTo(asked, '/decisions', { model, effectiveFrom, ...(typeof beside === 'string' && { examples: beside }) }, around);
  return typeof answer === 'number' ? answer : tell(answer, asked, around);
}

type Warning = Readonly<{ element: string; text: Readonly<Record<Language, string>> }>;

function tell({ body }: Answered, { lang, json }: ToPublish, around: Surroundings): number {
  const { id, version, isNew, warnings = [] } = body as Readonly<{ id: string; version: number; isNew: boolean; warnings?: readonly Warning[] }>;
  if (!json) return tellVersion(id, { version, isNew }, warnings.map(({ element, text }) => `${element}: ${text[lang]}`), lang, around);
  around.out(`${JSON.stringify({ id, version, isNew, warnings })}\n`);
  return PROCEDURE_EXIT.done;
}
