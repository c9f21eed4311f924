import { keyFromSeed, type Policy } from '@lienthong/transparency-log';
import { LogSigner, signerOf } from '../transparency/note-signer.js';
import { openStatement, signStatement, type RegisterStatement } from './register-statement.js';

const ORIGIN = 'lienthong.test/land-registry';
const keyOf = (name: string, seed: number) => keyFromSeed(name, 'note', Buffer.alloc(32, seed));
const [key, stranger] = [keyOf(ORIGIN, 1), keyOf(ORIGIN, 2)];
const policy: Policy = { logs: [{ key: key.verifier, url: null }], witnesses: [], groups: [], quorum: 'none', completeness: [] };
const signer = new LogSigner(ORIGIN, [signerOf(key)]);
const said: RegisterStatement = { register: 'land', entry: '14758.12.345', holder: '038000000001', askedBy: '038000000001', asOf: '2026-11-20T09:00:00+07:00', facts: { address: 'Phố “Mẫu”\nxã Mẫu', area: '120.5' } };

describe('a statement of a register', () => {
  it('is believed by whoever trusts the register’s log, and says what it said', async () => expect(openStatement(await signStatement(signer, said), policy, ORIGIN)).toEqual(said));

  it.each<[string, (note: string) => Promise<string> | string, Policy | null]>([
    ['was changed on the way', (note) => note.replace('120.5', '820.5'), policy],
    ['was signed by another key of that name', () => signStatement(new LogSigner(ORIGIN, [signerOf(stranger)]), said), policy],
    ['is a checkpoint of the log', () => signer.sign(`${ORIGIN}\n7\nAAAA\n`), policy],
    ['names another log', () => new LogSigner(ORIGIN, [signerOf(key)]).sign('lienthong-register-statement/v1\nlienthong.test/tax\n{}\n'), policy],
    ['says nothing', () => signer.sign(`lienthong-register-statement/v1\n${ORIGIN}\n{}\n`), policy],
    ['says more after it', async (note) => signer.sign(`${note.split('\n\n')[0] ?? ''}\nmore\n`), policy],
    ['is too long to be one', (note) => note + ' '.repeat(8_000), policy],
    ['is no note', () => 'x', policy],
    ['comes where nobody knows whom to trust', (note) => note, null],
  ])('is not believed when it %s', async (_why, change, trusted) => expect(openStatement(await change(await signStatement(signer, said)), trusted, ORIGIN)).toBeUndefined());
});
