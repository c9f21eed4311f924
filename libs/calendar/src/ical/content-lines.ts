/** One line of iCalendar after unfolding (RFC 5545, 3.1). `number` is that of its first line in the file, from 1. */
export type ContentLine = Readonly<{ number: number; name: string; parameters: Readonly<Record<string, string>>; value: string }>;

/** What is no content line. */
export type BrokenLine = Readonly<{ number: number; text: string }>;

const MOST_OCTETS = 75;
/** A name, parameters whose values may be quoted, a colon, the rest. */
const LINE = /^([A-Za-z0-9-]{1,80})((?:;[A-Za-z0-9-]{1,80}=(?:"[^"]{0,1000}"|[^";:,]{0,1000})(?:,(?:"[^"]{0,1000}"|[^";:,]{0,1000})){0,10}){0,20}):(.*)$/su;
const PARAMETER = /;([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)/gu;

export function readContentLines(text: string): Readonly<{ lines: readonly ContentLine[]; broken: readonly BrokenLine[] }> {
  const lines: ContentLine[] = [];
  const broken: BrokenLine[] = [];
  for (const { number, line } of unfolded(text)) {
    const match = LINE.exec(line);
    if (match === null) broken.push({ number, text: line.slice(0, 60) });
    else lines.push({ number, name: (match[1] ?? '').toUpperCase(), parameters: parametersOf(match[2] ?? ''), value: match[3] ?? '' });
  }
  return { lines, broken };
}

/** A line that begins with a space or tab goes on with the one before. Files with bare line feeds are common, so they are read too. */
function unfolded(text: string): readonly Readonly<{ number: number; line: string }>[] {
  const whole: { number: number; parts: string[] }[] = [];
  for (const [index, line] of text.replace(/^\u{feff}/u, '').split(/\r\n|\n|\r/).entries()) {
    const last = whole.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.parts.push(line.slice(1));
    else if (line !== '') whole.push({ number: index + 1, parts: [line] });
  }
  return whole.map(({ number, parts }) => ({ number, line: parts.join('') }));
}

function parametersOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(PARAMETER)].map(([, name = '', value = '']) => [name.toUpperCase(), value.replace(/^"|"$/g, '')]));
}

/** Text as a value (3.3.11): the characters that mean something are escaped, others that cannot be written are left out. */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n|\r/g, '\n')
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be in a value
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/gu, '')
    .replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll('\n', '\\n');
}

export function unescapeText(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, escaped: string) => (escaped.toLowerCase() === 'n' ? '\n' : escaped));
}

/** At most 75 octets a line, never within a character (3.1). */
export function foldLine(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > MOST_OCTETS) {
      parts.push(part);
      part = '';
      octets = 1; // the space that the next line begins with
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
