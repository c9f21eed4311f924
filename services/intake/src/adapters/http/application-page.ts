import { escaped, printedPage, printedTime } from '@lienthong/service-host';
import type { PrintedApplication } from '../../domain/printed-application.js';
import type { PrintedLine } from '../../domain/printed-form.js';
import { dossierHead, printedLine } from './printed-head.js';

/** The filled-in application on sheets of A4, to be signed where a paper is wanted. */
export function applicationPage(application: PrintedApplication): string {
  const { title, dossierCode, procedure, submittedAt, receivedAt, channel, resultBy, submittedBy, lines } = application;
  return printedPage(`${title.vi} ${dossierCode}`, `${dossierHead(application.receivingUnit, dossierCode)}
<h1>${escaped(title.vi)}</h1>
<p>${escaped(procedure.name.vi)} (${escaped(procedure.code)}${procedure.version === null ? '' : `, biểu mẫu phiên bản ${procedure.version}`})</p>
<dl>
${printedLine('Thời gian nộp', printedTime(submittedAt))}
${receivedAt === null ? '' : printedLine('Thời gian tiếp nhận', printedTime(receivedAt))}
${printedLine('Kênh nộp', channel.vi)}
${printedLine('Nhận kết quả', resultBy.vi)}
</dl>
${sections(lines).map(section).join('\n')}
${papers(application)}
${sources(application)}
${corrections(application)}
<footer>
<p></p>
<p>Người nộp hồ sơ<br><small>(Ký và ghi rõ họ tên)</small><br><br>${escaped(submittedBy)}</p>
</footer>`);
}

/** A heading with the lines under it; a list is a table of its own. */
type Section = Readonly<{ heading: string; lines: readonly Exclude<PrintedLine, { kind: 'heading' }>[] }>;

function sections(lines: readonly PrintedLine[]): readonly Section[] {
  return lines.reduce<readonly Section[]>((done, line) => {
    if (line.kind === 'heading') return [...done, { heading: line.label.vi, lines: [] }];
    const last = done.at(-1) ?? { heading: '', lines: [] };
    return [...done.slice(0, -1), { ...last, lines: [...last.lines, line] }];
  }, []);
}

function section({ heading, lines }: Section): string {
  const head = heading === '' ? '' : `<h2>${escaped(heading)}</h2>`;
  return head + lines.map((line) => (line.kind === 'value' ? `<dl>${printedLine(line.label.vi, line.text)}</dl>` : table(line.label.vi, line.columns.map(({ vi }) => vi), line.rows))).join('\n');
}

function table(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (texts: readonly string[]): string => texts.map((text) => `<td>${escaped(text)}</td>`).join('');
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`;
}

function papers({ papers: given }: PrintedApplication): string {
  if (given.length === 0) return '';
  return table('Thành phần hồ sơ', ['STT', 'Tên giấy tờ', 'Bản chính', 'Bản sao', 'Tệp, nguồn'], given.map(({ name, originals, copies, files, from }, index) => [String(index + 1), name.vi, String(originals), String(copies), [...files, ...(from === null ? [] : [from.vi])].join('; ')]));
}

function sources({ sources: told }: PrintedApplication): string {
  return told.length === 0 ? '' : `<h2>Thông tin điền sẵn</h2>\n<ul>${told.map(({ vi }) => `<li>${escaped(vi)}</li>`).join('')}</ul>`;
}

function corrections({ corrections: rounds }: PrintedApplication): string {
  const rows = rounds.flatMap(({ at, by, reason, fields }) => fields.map(({ label, before, after }) => [`${printedTime(at)}, ${by}`, label.vi, before === '' ? '(trống)' : before, after === '' ? '(trống)' : after, reason]));
  return rows.length === 0 ? '' : table('Đã sửa sau khi nộp', ['Khi nào, ai', 'Mục', 'Trước', 'Nay', 'Lý do'], rows);
}
