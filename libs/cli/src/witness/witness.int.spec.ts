import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import { addCheckpointBody, checkpointText, keyFromSeed, leafHash, openNote, readVerifierKey, rootOf, emptyRange, growTree, signNote, signingKeyText, type SigningKey } from '@lienthong/transparency-log';
import { CosignedLogs } from './cosigned-logs.js';

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));
type Step = Readonly<{ request: string; status: number; contentType?: string; response?: string; sizeAfter: number; rootAfter: string | null; why: string }>;
const vectors = JSON.parse(readFileSync(new URL('../../../transparency-log/test/vectors/witness.json', import.meta.url), 'utf8')) as Readonly<{ log: string; witness: { name: string; seedHex: string; vkey: string }; steps: readonly Step[] }>;

const key = keyFromSeed(vectors.witness.name, 'cosignature', Buffer.from(vectors.witness.seedHex, 'hex'));
const own: SigningKey = keyFromSeed('lienthong.h56/tax', 'note', Buffer.alloc(32, 1));

/** A process of its own, as somebody in another province runs it. */
class Outside {
  url = '';
  stderr = '';
  private child: ChildProcess | undefined;
  private exit: Promise<number | null> = Promise.resolve(null);

  constructor(readonly folder: string, readonly policy = join(folder, 'policy.txt'), readonly environment: Readonly<Record<string, string>> = { MODE: 'local', WITNESS_KEY: signingKeyText(key) }) {}

  get state(): string { return join(this.folder, 'state'); }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--no-warnings', MAIN, 'witness', '--policy', this.policy, '--state', this.state, '--port', '0'], { env: { PATH: process.env['PATH'], ...this.environment } });
    this.child = child;
    this.exit = once(child, 'exit').then(([code]) => code as number | null);
    child.stderr.on('data', (chunk) => { this.stderr += String(chunk); });
    const started = new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk) => {
        const found = /cosigns at (\S+)/.exec(String(chunk));
        if (found === null) return;
        this.url = found[1]!;
        resolve();
      });
    });
    const ended = once(child, 'close').then(() => { throw new Error(`Expected the witness to start, but it ended: ${this.stderr}`); });
    await Promise.race([started, ended]);
  }

  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    this.child?.kill(signal);
    return this.exit;
  }

  hangUp(): void { this.child!.kill('SIGHUP'); }

  ask(body: string | Uint8Array): Promise<Response> {
    return fetch(`${this.url}/add-checkpoint`, { method: 'POST', body: body as string });
  }
}

let folder: string;
let outside: Outside;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-witness-'));
  writeFileSync(join(folder, 'policy.txt'), `log ${vectors.log}\nlog ${own.verifier.text}\nquorum none\n`);
  outside = new Outside(folder);
});
afterEach(async () => {
  await outside.end('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Note and root of the own log with so many leaves. */
function checkpointOf(size: number, salt = ''): Readonly<{ note: string; text: string }> {
  const { range } = growTree(emptyRange, Array.from({ length: size }, (_, at) => leafHash(Buffer.from(`${salt}${at}`))));
  const text = checkpointText({ origin: own.verifier.name, size, root: rootOf(range) });
  return { text, note: signNote(text, [own]) };
}

/** The note without the lines of other keys: those of a key that is not known here yet are not shown, since nobody has verified them. */
function signedBy(verifier: string, note: string): string {
  const [, id] = verifier.split('+');
  return note.replaceAll(/^— \S+ (\S+)\n/gm, (line, signature: string) => (Buffer.from(signature, 'base64').subarray(0, 4).toString('hex') === id ? line : ''));
}

describe('an outside witness', () => {
  it('answers the vectors, and forgets nothing though it is killed after every request', async () => {
    const read = readVerifierKey(vectors.log);
    const origin = read.kind === 'key' ? read.key.name : '';
    expect(vectors.steps.length).toBeGreaterThan(20);
    for (const { request, status, contentType, response, sizeAfter, rootAfter, why } of vectors.steps) {
      await outside.start();
      const answer = await outside.ask(request);
      const body = await answer.text();
      expect([why, answer.status]).toEqual([why, status]);
      if (contentType !== undefined) expect(answer.headers.get('content-type')).toBe(contentType);
      if (status === 409) expect(body).toBe(response);
      if (status === 200) {
        const note = request.slice(request.indexOf('\n\n') + 2);
        expect(openNote(note.slice(0, note.lastIndexOf('\n\n') + 2) + body, [key.verifier])).toMatchObject({ kind: 'note', lines: [{ key: key.verifier }] });
        const shown = await fetch(`${outside.url}/${createHash('sha256').update(origin).digest('hex')}/checkpoint`);
        expect([shown.status, await shown.text()]).toEqual([200, signedBy(vectors.log, note) + body]);
      }
      await outside.end('SIGKILL');
      const promised = await new CosignedLogs(outside.state).findPromised(origin);
      expect([why, promised?.checkpoint.size ?? 0, promised?.checkpoint.root.toString('base64') ?? null]).toEqual([why, sizeAfter, rootAfter]);
    }
  });

  it('keeps both notes of a fork, and says so', async () => {
    await outside.start();
    expect((await outside.ask(addCheckpointBody(0, [], checkpointOf(5).note))).status).toBe(200);
    expect((await outside.ask(addCheckpointBody(5, [], checkpointOf(5, 'other').note))).status).toBe(422);
    const evidence = join(outside.state, createHash('sha256').update(own.verifier.name).digest('hex'), 'evidence');
    expect(readdirSync(evidence).map((name) => readFileSync(join(evidence, name), 'utf8')).toSorted()).toEqual([checkpointOf(5).note, checkpointOf(5, 'other').note].toSorted());
    expect(outside.stderr).toContain('lienthong.h56/tax signed two histories of one size');
  });

  it('cosigns one of many requests that come together, and tells the others where it stands', async () => {
    await outside.start();
    const answers = await Promise.all(Array.from({ length: 24 }, (_, at) => outside.ask(addCheckpointBody(0, [], checkpointOf(at + 1).note))));
    const statuses = answers.map(({ status }) => status);
    expect([statuses.filter((status) => status === 200).length, statuses.filter((status) => status === 409).length]).toEqual([1, 23]);
    const winner = statuses.indexOf(200) + 1;
    for (const answer of answers.filter(({ status }) => status === 409)) expect(await answer.text()).toBe(`${winner}\n`);
    expect((await new CosignedLogs(outside.state).findPromised(own.verifier.name))?.checkpoint.size).toBe(winner);
  });

  it('refuses what is too large or not there, and goes on', async () => {
    await outside.start();
    expect((await outside.ask('x'.repeat(70_000))).status).toBe(400);
    await outside.ask('x'.repeat(5_000_000)).then(({ status }) => expect(status).toBe(400), (error: unknown) => expect(String(error)).toContain('fetch failed'));
    for (const path of ['', 'add-checkpoint', `${'0'.repeat(64)}/checkpoint`, '../lock', `${'0'.repeat(63)}%2e/checkpoint`]) expect([path, (await fetch(`${outside.url}/${path}`)).status]).toEqual([path, 404]);
    expect((await fetch(`${outside.url}/health`)).status).toBe(200);
    // Somebody who says nothing holds no request for ever, and holds up nobody.
    const idle = connect(Number(new URL(outside.url).port), '127.0.0.1');
    await once(idle, 'connect');
    expect((await outside.ask(addCheckpointBody(0, [], checkpointOf(3).note))).status).toBe(200);
    idle.destroy();
  });

  it('reads at SIGHUP whose logs it watches, and keeps what it had when that is no policy', async () => {
    writeFileSync(outside.policy, `log ${vectors.log}\nquorum none\n`);
    await outside.start();
    const { note } = checkpointOf(4);
    const until = async (status: number) => { for (let tries = 0; (await outside.ask(addCheckpointBody(0, [], note))).status !== status && tries < 1_000; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 20); }); };
    expect((await outside.ask(addCheckpointBody(0, [], note))).status).toBe(404);
    writeFileSync(outside.policy, 'no policy\n');
    outside.hangUp();
    while (!outside.stderr.includes('goes on with what it had')) await new Promise((resolve) => { setTimeout(resolve, 20); });
    writeFileSync(outside.policy, `log ${own.verifier.text}\nquorum none\n`);
    outside.hangUp();
    await until(200);
    expect((await outside.ask(addCheckpointBody(4, [], note))).status).toBe(200);
  });

  it('leaves in order at SIGTERM, and its folder to one process at a time', async () => {
    await outside.start();
    const second = new Outside(folder);
    await expect(second.start()).rejects.toThrow(/but process \d+ does/);
    expect(await outside.end('SIGTERM')).toBe(0);
    await second.start();
    expect(await second.end('SIGTERM')).toBe(0);
  });
});

describe('an outside witness does not start', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['without a key', {}, 'no key is given'],
    ['with a key of the test vectors', { WITNESS_KEY: signingKeyText(key) }, 'is a sample that everybody has'],
    ['with a key that signs notes', { WITNESS_KEY: signingKeyText(own) }, 'signs notes'],
    ['with what is no key', { WITNESS_KEY: 'secret-of-mine' }, 'Expected to read signing key'],
  ])('%s', async (_, environment, complaint) => {
    outside = new Outside(folder, undefined, environment);
    await expect(outside.start()).rejects.toThrow(complaint);
    expect(outside.stderr).not.toContain('secret-of-mine');
  });

  it('without a policy', async () => {
    writeFileSync(outside.policy, 'no policy\n');
    await expect(outside.start()).rejects.toThrow('Expected to know whose logs to watch');
  });
});
