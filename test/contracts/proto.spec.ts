import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BIN = path.join(ROOT, 'node_modules/.bin');
const RELEASED = path.join(ROOT, 'test/contracts/released.binpb');
const GENERATED = 'libs/contracts/src/gen';

/** buf from npm with local plugins: no network. */
const buf = (folder: string, ...args: readonly string[]) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    execFile(path.join(BIN, 'buf'), [...args], { cwd: folder, env: { ...process.env, PATH: `${BIN}${path.delimiter}${process.env['PATH']}` } }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, output: stdout + stderr }));
  });

describe('the contracts in proto/', () => {
  let scratch = '';
  beforeAll(async () => { scratch = await mkdtemp(path.join(tmpdir(), 'lienthong-proto-')); });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  const changed = async (file: string, change: (text: string) => string): Promise<string> => {
    const folder = await mkdtemp(path.join(scratch, 'changed-'));
    await cp(path.join(ROOT, 'proto'), folder, { recursive: true });
    const text = await readFile(path.join(folder, file), 'utf8');
    assert.notEqual(change(text), text, 'the change must change something');
    await writeFile(path.join(folder, file), change(text));
    return folder;
  };

  it('pass buf lint', async () => assert.deepEqual(await buf(path.join(ROOT, 'proto'), 'lint'), { code: 0, output: '' }));

  it('break nothing that was released', async () => {
    assert.deepEqual(await buf(path.join(ROOT, 'proto'), 'breaking', '--against', RELEASED), { code: 0, output: '' });
  });

  it('could not lose, rename or retype a field unnoticed', async () => {
    const obligation = 'lienthong/tax/v1/obligation.proto';
    for (const change of [
      (text: string) => text.replace('  int64 paid = 3;\n', ''),
      (text: string) => text.replace('int64 paid = 3;', 'int64 amount_paid = 3;'),
      (text: string) => text.replace('int64 paid = 3;', 'string paid = 3;'),
      (text: string) => text.replace('int64 paid = 3;', 'int64 paid = 9;'),
    ]) {
      const { code, output } = await buf(await changed(obligation, change), 'breaking', '--against', RELEASED);
      assert.equal(code, 1);
      assert.match(output, /obligation\.proto/);
    }
  });

  it('could not be written against the style unnoticed', async () => {
    const { code, output } = await buf(await changed('lienthong/tax/v1/obligation.proto', (text) => text.replace('string tax_office = 6;', 'string taxOffice = 6;')), 'lint');
    assert.equal(code, 1);
    assert.match(output, /taxOffice/);
  });

  it('are what libs/contracts was generated from', async () => {
    // buf puts its output folder in front of the template's own, which starts from proto/.
    await buf(path.join(ROOT, 'proto'), 'generate', '-o', path.join(scratch, 'proto'));
    assert.deepEqual(await contentOf(path.join(scratch, GENERATED)), await contentOf(path.join(ROOT, GENERATED)));
  });
});

async function contentOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).toSorted();
  assert.notEqual(files.length, 0);
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await readFile(path.join(folder, file), 'utf8')])));
}
