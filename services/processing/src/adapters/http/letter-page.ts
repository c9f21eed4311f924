import { escaped, PRINT_STYLE, printedTime } from '@lienthong/service-host';
import type { LetterIssued } from '../../domain/letter.js';

type Printed = Readonly<{ code: string; name: string; text: string; issued: LetterIssued['data'] | null }>;

/** A page that prints on A4; nothing is loaded from elsewhere. One that is not issued says so across its head. */
export function letterPage({ code, name, text, issued }: Printed): string {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => `<p>${escaped(paragraph.trim()).replaceAll('\n', '<br>')}</p>`).join('\n');
  const head = issued === null ? '<p><strong>DỰ THẢO – chưa ban hành</strong></p>' : `<p>${escaped(issued.by.unit)}<br>Số: ${issued.number}/${escaped(code)}</p>`;
  const foot = issued === null ? '' : `<footer><p></p><p>${printedTime(issued.at)}<br><small>(Ký và ghi rõ họ tên)</small><br><br>${escaped(issued.by.name)}</p></footer>`;
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(name)} ${escaped(code)}</title>
<style>${PRINT_STYLE}</style>
</head>
<body>
<header>
${head}
<p>Mã hồ sơ: <strong>${escaped(code)}</strong></p>
</header>
<h1>${escaped(name)}</h1>
${paragraphs}
${foot}
</body>
</html>
`;
}
