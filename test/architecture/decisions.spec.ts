import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SECTIONS = ['Context', 'Options', 'Decision', 'Kept by'];
/** Half a page; a record that needs more hides two decisions. */
const MAX_WORDS = 450;

type DecisionRecord = Readonly<{ name: string; text: string }>;

const records = globSync('test/architecture/decisions/*', { cwd: ROOT }).toSorted().map((path): DecisionRecord => ({ name: basename(path), text: readFileSync(join(ROOT, path), 'utf8') }));
const files = globSync(['.dependency-cruiser.cjs', '{libs,services,test,deploy}/**/*.{ts,mjs}'], { cwd: ROOT, exclude: ['**/node_modules', '**/dist'] });

/** Numbered without a gap, in the agreed sections, with what was rejected, and kept by something that is there. */
function complaints({ name, text }: DecisionRecord, index: number): readonly string[] {
  const number = String(index + 1).padStart(4, '0');
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  const keepers = [...(text.split('## Kept by')[1] ?? '').matchAll(/`([^`\s]+\.(?:ts|cjs|mjs))`/g)].map(([, file]) => file!);
  return [
    ...(name.startsWith(`${number}-`) && /^[0-9]{4}-[a-z0-9-]+\.md$/.test(name) ? [] : [`${name}: expected number ${number} and a title in the file's name`]),
    ...(text.startsWith(`# ${number} `) ? [] : [`${name}: does not begin with its number`]),
    ...(headings.join() === SECTIONS.join() ? [] : [`${name}: has the sections ${headings.join(', ')}`]),
    ...(text.includes('Rejected') ? [] : [`${name}: rejects nothing`]),
    ...(text.split(/\s+/).length <= MAX_WORDS ? [] : [`${name}: is longer than ${MAX_WORDS} words`]),
    ...keepers.filter((keeper) => !files.some((file) => matches(file, keeper))).map((keeper) => `${name}: ${keeper} is not there`),
  ];
}

/** A file is named by its path or, after one that was, by the end of it. */
function matches(file: string, keeper: string): boolean {
  const pattern = keeper.replaceAll('.', '\\.').replaceAll('*', '[^/]*');
  return new RegExp(`(^|/)${pattern}$`).test(file);
}

describe('decision records', () => {
  const [first] = records as [DecisionRecord];

  it.each<[string, DecisionRecord]>([
    ['expected number 0001', { ...first, name: '0007-own-append.md' }],
    ['does not begin with its number', { ...first, text: first.text.replace('# 0001', '# 0002') }],
    ['has the sections Context, Options, Kept by', { ...first, text: first.text.replace('## Decision', '') }],
    ['rejects nothing', { ...first, text: first.text.replaceAll('Rejected', 'Not taken') }],
    ['is longer than', { ...first, text: first.text + ' more'.repeat(MAX_WORDS) }],
    ['gone.spec.ts is not there', { ...first, text: `${first.text} \`libs/event-store/src/gone.spec.ts\`` }],
  ])('are refused otherwise: %s', (complaint, record) => {
    expect(complaints(record, 0)).toEqual([expect.stringContaining(complaint)]);
  });

  it('are whole, and what keeps them is there', () => {
    expect(records.length).toBeGreaterThan(10);
    expect(records.flatMap(complaints)).toEqual([]);
  });
});
