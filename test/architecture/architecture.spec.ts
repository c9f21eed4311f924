import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { impurities } from './purity.js';
import { layoutComplaints } from './layout.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const RED = join(ROOT, 'test/architecture/red');
const config = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')) as { forbidden: readonly { name: string }[] };

type Violation = { rule: { name: string }; from: string; to: string };

function violations(cwd: string, folders: readonly string[]): readonly Violation[] {
  const bin = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [bin, '--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json', ...folders];
  const output = execFileSync(process.execPath, args, { cwd, maxBuffer: 256 * 1024 * 1024 }).toString();
  return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
}

function tracked(): readonly string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT }).toString().trim().split('\n');
}

const isPure = (path: string): boolean =>
  /^(services\/[^/]+\/src\/domain|libs\/(kernel|calendar|feel|dmn|bpmn|transparency-log)\/src)\/.*\.ts$/.test(path) && !/\.spec\.ts$|\/spec-[^/]+\.ts$/.test(path);

/** The two places in pure code that may do one impure thing, each with its reason. */
const ALLOWED_IMPURITIES: Readonly<Record<string, readonly string[]>> = {
  'libs/bpmn/src/parse.ts': ['async'], // bpmn-moddle's reader is asynchronous; nothing after it is
};

describe('imports', () => {
  const tripped = violations(RED, ['libs', 'services']);

  it.each(config.forbidden.map((rule) => rule.name))('%s is tripped by its own fixture', (name) => {
    const by = tripped.filter((violation) => violation.rule.name === name).map((violation) => readFileSync(join(RED, violation.from), 'utf8'));
    expect(by.some((source) => source.startsWith(`// Breaks ${name}.`))).toBe(true);
  });

  it('keep to every rule', () => {
    expect(violations(ROOT, ['libs', 'services', 'deploy']).map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  });
});

describe('purity', () => {
  it('names each planted impurity', () => {
    const source = readFileSync(join(RED, 'purity.red.ts'), 'utf8');
    const lines = source.split('\n');
    const planted = lines.flatMap((text, index) => { const what = /\/\/ (\w+)/.exec(text)?.[1]; return what !== undefined && index > 0 && what !== 'import' ? [`${index + 1} ${what}`] : []; });
    expect(impurities('purity.red.ts', source).map(({ line, what }) => `${line} ${what}`)).toEqual(expect.arrayContaining(planted));
    expect(planted.length).toBe(11);
  });

  it('holds in every domain and pure lib', () => {
    const found = tracked().filter(isPure).flatMap((path) => impurities(path, readFileSync(join(ROOT, path), 'utf8'))
      .filter(({ what }) => !ALLOWED_IMPURITIES[path]?.includes(what)).map(({ line, what }) => `${path}:${line} ${what}`));
    expect(found).toEqual([]);
  });
});

describe('layout', () => {
  it.each([
    ['libs/toolbox/src/index.ts', 'closed list'],
    ['scripts/x.sh', 'top level'],
    ['services/tax/src/utils.ts', 'says nothing'],
    ['services/tax/src/common/rate.ts', 'says nothing'],
    ['services/tax/src/domain/settle.handler.ts', 'smeared'],
    ['services/tax/src/adapters/http/v1/obligation.ts', 'deeper'],
  ])('refuses %s', (path, why) => {
    expect(layoutComplaints([{ path, lines: 10 }]).join()).toContain(why);
  });

  it('refuses a file of 301 lines', () => {
    expect(layoutComplaints([{ path: 'services/tax/src/main.ts', lines: 301 }])).toHaveLength(1);
    expect(layoutComplaints([{ path: 'services/tax/src/main.ts', lines: 300 }])).toEqual([]);
  });

  it('holds for every file', () => {
    const lines = (path: string): number => readFileSync(join(ROOT, path), 'utf8').split('\n').length - 1;
    expect(layoutComplaints(tracked().map((path) => ({ path, lines: /\.tsx?$/.test(path) ? lines(path) : 0 })))).toEqual([]);
  });
});
