import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson } from './workspaces.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FIXTURE = 'test/architecture/red/lint.red.ts';

type Level = 'off' | 'warn' | 'error';
type Config = Readonly<{ rules: Readonly<Record<string, Level | readonly [Level, ...object[]]>>; overrides: readonly object[] }>;
type Finding = Readonly<{ code: string; severity: string; filename: string; labels: readonly { span: { line: number } }[] }>;

const config = readJson(join(ROOT, '.oxlintrc.json')) as Config;

function lint(...args: readonly string[]): { status: number | null; errors: readonly string[] } {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin/oxlint'), ['--type-aware', '--format=json', ...args], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (!stdout.startsWith('{')) throw new Error(`Expected to lint ${args.join(' ')}, but oxlint ended with ${status}: ${stdout}${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Finding[] };
  return { status, errors: diagnostics.filter(({ severity }) => severity === 'error').map(({ code, filename, labels }) => `${filename}:${labels[0]?.span.line} ${code}`) };
}

describe('the linter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-lint-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('names each planted offence, by each rule that is set to error', () => {
    // The project's own rules, but for what keeps the linter away from the fixture.
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...config, overrides: [], ignorePatterns: [] }));
    const planted = readFileSync(join(ROOT, FIXTURE), 'utf8').split('\n').slice(1).flatMap((text, index) => {
      const rule = /\/\/ ([a-z-]+)$/.exec(text)?.[1];
      return rule === undefined ? [] : [{ rule, line: index + 2 }];
    });
    const { status, errors } = lint('-c', join(folder, 'config.json'), FIXTURE);
    expect(status).toBe(1);
    for (const { rule, line } of planted) expect(errors).toContainEqual(expect.stringMatching(new RegExp(`^${FIXTURE}:${line} \\w+\\(${rule}\\)$`)));
    const set = Object.entries(config.rules).filter(([, level]) => [level].flat()[0] === 'error').map(([name]) => name.replace(/^.*\//, ''));
    expect(planted.map(({ rule }) => rule).toSorted()).toEqual(set.toSorted());
  });

  it('has nothing to say about the code', () => {
    expect(lint('libs', 'services', 'deploy', 'test')).toEqual({ status: 0, errors: [] });
  });
});
