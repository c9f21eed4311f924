import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LOCKFILE = join(ROOT, 'package-lock.json');

type Entry = Readonly<{ link?: boolean; resolved?: string; optionalDependencies?: Readonly<Record<string, string>> }>;
type Lockfile = { packages: Record<string, Entry> };

const read = (file: string): Lockfile => JSON.parse(readFileSync(file, 'utf8')) as Lockfile;

/** A lockfile that names an address would send everybody to the registry of whoever wrote it last. */
const addresses = ({ packages }: Lockfile): readonly string[] =>
  Object.entries(packages).filter(([, { link, resolved }]) => resolved !== undefined && link !== true).map(([path]) => path);

function complete(...args: readonly string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'deploy/local/complete-lockfile.mjs'), ...args], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

describe('the lockfile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-lockfile-'));
  const copy = join(folder, 'package-lock.json');
  const plant = (packages: Record<string, Entry>): void => writeFileSync(copy, JSON.stringify({ packages }));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('names no address', () => {
    expect(addresses({ packages: { 'node_modules/pg': { resolved: 'https://registry.example/pg.tgz' }, 'node_modules/@lienthong/tax': { resolved: 'services/tax', link: true } } })).toEqual(['node_modules/pg']);
    expect(addresses(read(LOCKFILE))).toEqual([]);
  });

  it('has the optional packages of every platform', () => {
    expect(complete('--check', LOCKFILE)).toEqual({ status: 0, said: '0 missing\n' });
  });

  it('is found wanting when one is left out, and completed', () => {
    copyFileSync(LOCKFILE, copy);
    const lock = read(copy);
    const left = Object.keys(lock.packages).filter((path) => /^node_modules\/@rolldown\/binding-(darwin-arm64|win32-x64-msvc|linux-arm64-musl)$/.test(path));
    expect(left).toHaveLength(3);
    writeFileSync(copy, JSON.stringify({ ...lock, packages: Object.fromEntries(Object.entries(lock.packages).filter(([path]) => !left.includes(path))) }));

    expect(complete('--check', copy)).toMatchObject({ status: 1, said: expect.stringContaining('3 missing') });
    expect(complete(copy)).toMatchObject({ status: 0 });
    expect(complete('--check', copy)).toMatchObject({ status: 0, said: '0 missing\n' });
    const version = read(LOCKFILE).packages['node_modules/rolldown']?.optionalDependencies?.['@rolldown/binding-linux-arm64-musl'];
    expect(read(copy).packages['node_modules/@rolldown/binding-linux-arm64-musl']).toEqual({ version, optional: true, os: ['linux'], cpu: ['arm64'], libc: ['musl'] });
  });

  it('is not completed with a package that every platform would download', () => {
    plant({ '': { optionalDependencies: { 'quick-native': '^1.2.3' } } });
    expect(complete(copy)).toMatchObject({ status: 1, said: expect.stringContaining('quick-native does not say it') });
    expect(Object.keys(read(copy).packages)).toEqual(['']);
  });

  it('needs nothing for what a package finds further out', () => {
    plant({ 'libs/x/node_modules/a/node_modules/b': { optionalDependencies: { near: '1.0.0', far: '1.0.0' } }, 'libs/x/node_modules/a/node_modules/near': {}, 'node_modules/far': {} });
    expect(complete('--check', copy)).toEqual({ status: 0, said: '0 missing\n' });
  });
});
