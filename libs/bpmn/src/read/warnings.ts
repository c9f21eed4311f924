import { finding, type Finding, type Rule } from '../findings.js';

type Reading = Readonly<{ pattern: RegExp; rule: Rule; vi: string; en: string }>;

/** What the parser says, in words for the author; `$1` is the name it says it of. */
const READINGS: readonly Reading[] = [
  {
    pattern: /unresolved reference <(.*?)>/,
    rule: 'reference-unknown',
    vi: 'Không có phần tử nào tên “$1” trong tệp: sửa tham chiếu, hoặc thêm phần tử',
    en: 'There is no element "$1" in the file: correct the reference, or add the element',
  },
  {
    pattern: /duplicate ID <(.*?)>/,
    rule: 'id-repeated',
    vi: 'Mã “$1” được dùng hai lần: đổi một trong hai',
    en: 'The id "$1" is used twice: change one of them',
  },
  {
    pattern: /illegal ID <(.*?)>/,
    rule: 'id-invalid',
    vi: 'Mã “$1” chỉ được gồm chữ, chữ số, gạch và chấm, và bắt đầu bằng chữ',
    en: 'The id "$1" may have only letters, digits, dashes and dots, and begins with a letter',
  },
  {
    pattern: /unknown attribute <(.*?)>/,
    rule: 'name-unknown',
    vi: 'Phần tử này không có thuộc tính “$1”: sửa tên, hoặc bỏ đi',
    en: 'This element has no attribute "$1": correct the name, or remove it',
  },
  {
    pattern: /unknown type <(.*?)>|unrecognized element <(.*?)>/,
    rule: 'name-unknown',
    vi: 'Không có phần tử “$1” ở đây: sửa tên, hoặc bỏ đi',
    en: 'There is no element "$1" here: correct the name, or remove it',
  },
];

export function readWarning(message: string, element: string | null): Finding {
  const detail = message.replace(/\s+/g, ' ').trim();
  for (const { pattern, rule, vi, en } of READINGS) {
    const match = pattern.exec(detail);
    if (match === null) continue;
    const name = match[1] ?? match[2] ?? '';
    // A function, since the name may hold a `$`.
    const fill = (text: string): string => text.replace('$1', () => name);
    return finding(rule.startsWith('id-') ? name : element, rule, fill(vi), fill(en));
  }
  return finding(element, 'xml-warning', `Bộ đọc BPMN báo: ${detail}`, `The BPMN reader says: ${detail}`);
}
