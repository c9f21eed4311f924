import { escaped, printedPage, printedTime } from '@lienthong/service-host';
import type { LetterIssued } from '../../domain/letter.js';

type Printed = Readonly<{ code: string; name: string; text: string; issued: LetterIssued['data'] | null }>;

/** A page that prints on A4; nothing is loaded from elsewhere. One that is not issued says so across its head. */
export function letterPage({ code, name, text, issued }: Printed): string {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => `<p>${escaped(paragraph.trim()).replaceAll('\n', '<br>')}</p>`).join('\n');
  const head = issued === null ? '<p><strong>DỰ THẢO – chưa ban hành</strong></p>' : `<p>${escaped(issued.by.unit)}<br>Số: ${issued.number}/${escaped(code)}</p>`;
  const foot = issued === null ? '' : `<footer><p></p><p>${printedTime(issued.at)}<br><small>(Ký và ghi rõ họ tên)</small><br><br>${escaped(issued.by.name)}</p></footer>`;
  return printedPage(`${name} ${code}`, `<header>
${head}
<p>Mã hồ sơ: <strong>${escaped(code)}</strong></p>
</header>
<h1>${escaped(name)}</h1>
${paragraphs}
${foot}`);
}
