/** Takes one thing that is wrong, in both languages. */
export type Complain = (path: string, vi: string, en: string) => void;

/** The members of a JSON object; one that nobody knows is a slip of the pen that would otherwise be dropped in silence. */
export function fieldsOf(value: unknown, path: string, known: readonly string[], complain: Complain): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    complain(path, 'Cần một đối tượng JSON', `Expected a JSON object, but it is ${kindOf(value)}`);
    return {};
  }
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) complain(`${path}/${escaped(name)}`, `Không có trường “${shown(name)}”; có: ${known.join(', ')}`, `Expected only ${known.join(', ')}, but there is "${shown(name)}"`);
  }
  return Object.fromEntries(known.filter((name) => Object.hasOwn(value, name)).map((name) => [name, (value as Record<string, unknown>)[name]]));
}

/** Absent is empty. */
export function listOf(value: unknown, path: string, most: number, complain: Complain): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    complain(path, 'Cần một danh sách', `Expected a list, but it is ${kindOf(value)}`);
    return [];
  }
  if (value.length <= most) return value as readonly unknown[];
  complain(path, `Tối đa ${most} mục, có ${value.length}`, `Expected at most ${most} entries, but there are ${value.length}`);
  return [];
}

/** '' for what is none, after the complaint. Text is kept in its composed form (NFC), as it is compared. */
export function textOf(value: unknown, path: string, most: number, complain: Complain): string {
  if (typeof value !== 'string' || value.trim() === '') {
    complain(path, 'Thiếu nội dung', `Expected text, but it is ${typeof value === 'string' ? 'empty' : kindOf(value)}`);
    return '';
  }
  if (value.length <= most) return value.normalize('NFC');
  complain(path, `Tối đa ${most} ký tự, có ${value.length}`, `Expected at most ${most} characters, but there are ${value.length}`);
  return '';
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** RFC 6901. */
function escaped(name: string): string {
  return shown(name).replaceAll('~', '~0').replaceAll('/', '~1');
}

function shown(name: string): string {
  return name.length <= 40 ? name : `${name.slice(0, 40)}…`;
}
