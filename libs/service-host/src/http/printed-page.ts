/** For pages that print on sheets of A4. */
const PRINT_STYLE = `
body { font: 13pt/1.4 'Times New Roman', 'Noto Serif', serif; max-width: 42rem; margin: 1rem auto; padding: 0 1rem; color: #000; background: #fff; }
header, footer { display: flex; justify-content: space-between; gap: 2rem; }
footer { margin-top: 2rem; text-align: center; min-height: 7rem; }
h1 { font-size: 1.25em; text-align: center; text-transform: uppercase; margin-bottom: 0; }
h1 + p { text-align: center; margin-top: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; }
dt { font-weight: bold; }
dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; }
th, td { border: 1px solid #000; padding: 0.2rem 0.4rem; text-align: left; }
.note { font-style: italic; }
@page { size: A4; margin: 2cm; }
`;

/** `2026-12-04T15:30:00+07:00` as the form writes it: 15:30, ngày 04/12/2026. Times of a receipt are always local. */
export function printedTime(time: string): string {
  const [, year, month, day, clock] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(time) ?? [];
  return `${clock} ngày ${day}/${month}/${year}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** The whole of a page that prints on sheets of A4. Nothing is loaded from elsewhere, so it prints the same in ten years. `title` is text, `body` is HTML. */
export function printedPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${PRINT_STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
