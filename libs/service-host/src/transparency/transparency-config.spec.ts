import { readFileSync } from 'node:fs';
import { keyFromSeed, sampleKey, signingKeyText, type KeyType, type SigningKey } from '@lienthong/transparency-log';
import { readConfig, type SettingSpecs } from '../service-config.js';
import { LogSigner, signerOf, signersOf } from './note-signer.js';
import { TransparencyPolicy } from './transparency-policy.js';

const ORIGIN = 'lienthong.h56/tax';
const keyOf = (name: string, fill: number, type: KeyType = 'note'): SigningKey => keyFromSeed(name, type, Buffer.alloc(32, fill));
const [key, older, postal] = [keyOf(ORIGIN, 1), keyOf(ORIGIN, 2), keyOf('lienthong.h56/postal', 3)];
const [audit, neighbour] = [keyOf('lienthong.h56/audit/witness', 4, 'cosignature'), keyOf('lienthong.h57/witness', 5, 'cosignature')];

const POLICY = [
  `log ${key.verifier.text} https://one.example/log/tax`, `log ${older.verifier.text}`, `log ${postal.verifier.text}`,
  `witness audit ${audit.verifier.text} https://one.example/witness`, `witness neighbour ${neighbour.verifier.text} https://two.example/witness`, 'group both all audit neighbour', 'quorum both', '',
].join('\n');

const production = {
  MODE: 'production', PROVINCE: 'h56', DATABASE_URL: 'postgres://u:p@h/d', ISSUER: 'https://issuer.example', SERVICE_CLIENT_SECRET: 'real', LOG_KEY: signingKeyText(key), POLICY_FILE: '/config/policy.txt',
};
type Changes = Readonly<{ files?: Readonly<Record<string, string>>; settings?: SettingSpecs }>;
const read = (environment: Readonly<Record<string, string>> = {}, { files = {}, settings = {} }: Changes = {}) => readConfig({ ...production, ...environment }, {
  service: 'tax', usualPort: 0, needsDatabase: true, settings,
  readFile: (path) => {
    const text = { '/config/policy.txt': POLICY, ...files }[path];
    if (text === undefined) throw Object.assign(new Error('not there'), { code: 'ENOENT' });
    return text;
  },
});

describe('the key of a log', () => {
  it('is given as text or in a file, alone or with the one it replaces', () => {
    expect(read().logKeys).toEqual([key]);
    const both = `${signingKeyText(key)}\n${signingKeyText(older)}\n`;
    expect(read({ LOG_KEY: both }).logKeys).toEqual([key, older]);
    expect(read({ LOG_KEY: '', LOG_KEY_FILE: '/run/secrets/key' }, { files: { '/run/secrets/key': both } }).logKeys).toEqual([key, older]);
  });

  it('is a sample in local mode, if none is given', () => {
    expect(read({ MODE: 'local', LOG_KEY: '', POLICY_FILE: '' }).logKeys).toEqual([sampleKey(ORIGIN, 'note')]);
  });

  const vectorSeed = Buffer.from((JSON.parse(readFileSync(new URL('../../../transparency-log/test/vectors/notes.json', import.meta.url), 'utf8')) as { keys: { seedHex: string }[] }).keys[0]!.seedHex, 'hex');
  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['missing', 'LOG_KEY is not set, nor is LOG_KEY_FILE', { LOG_KEY: '' }],
    ['in no file', 'LOG_KEY_FILE names a file that cannot be read (ENOENT)', { LOG_KEY: '', LOG_KEY_FILE: '/nowhere' }],
    ['no key', 'LOG_KEY holds no signing key', { LOG_KEY: 'secret-of-mine' }],
    ['of another log', 'LOG_KEY holds a key of lienthong.h56/postal, but signs as lienthong.h56/tax', { LOG_KEY: signingKeyText(postal) }],
    ['for another purpose', 'LOG_KEY holds a key for a cosignature, but is for a note', { LOG_KEY: signingKeyText(keyOf(ORIGIN, 1, 'cosignature')) }],
    ['there twice', 'LOG_KEY holds one key twice in line 2', { LOG_KEY: `${signingKeyText(key)}\n${signingKeyText(key)}` }],
    ['there too often', 'LOG_KEY holds 5 keys of at most 4', { LOG_KEY: [1, 2, 3, 4, 5].map((fill) => signingKeyText(keyOf(ORIGIN, fill))).join('\n') }],
    ['a sample', 'LOG_KEY holds a sample key, which only local mode accepts', { LOG_KEY: signingKeyText(sampleKey(ORIGIN, 'note')) }],
    ['a sample under another name', 'LOG_KEY holds a sample key', { LOG_KEY: signingKeyText(keyFromSeed(ORIGIN, 'note', sampleKey('lienthong.local/tax', 'note').seed)) }],
    ['one of the test vectors', 'LOG_KEY holds a sample key', { LOG_KEY: signingKeyText(keyFromSeed(ORIGIN, 'note', vectorSeed)) }],
    ['under a name that no origin has', 'PROVINCE is "H56", but names logs', { PROVINCE: 'H56' }],
  ])('is refused when it is %s', (_, complaint, environment) => {
    expect(() => read(environment)).toThrow(complaint);
  });

  it('is in no complaint', () => {
    const secret = signingKeyText(postal).split('+').at(-1)!;
    let complaint = '';
    try {
      read({ LOG_KEY: signingKeyText(postal) });
    } catch (error) {
      complaint = (error as Error).message;
    }
    expect([complaint.includes('lienthong.h56/postal'), complaint.includes(secret)]).toEqual([true, false]);
  });

  it('may be in a device: then none is looked for', () => {
    const { LOG_KEY: _, ...without } = production;
    const config = readConfig(without, { service: 'tax', usualPort: 0, needsDatabase: true, signsElsewhere: true, readFile: () => POLICY });
    expect([config.logKeys, config.policy?.text]).toEqual([[], POLICY]);
  });
});

describe('a setting that is a key', () => {
  const settings: SettingSpecs = { WITNESS_KEY: { purpose: 'to cosign', signs: { suffix: '/witness', type: 'cosignature' } } };
  const witness = keyOf(`${ORIGIN}/witness`, 9, 'cosignature');

  it('is read like the key of the log', async () => {
    const { settings: { WITNESS_KEY } } = read({ WITNESS_KEY: `\n${signingKeyText(witness)}\n` }, { settings });
    expect(signersOf(WITNESS_KEY!).map(({ verifier }) => verifier)).toEqual([witness.verifier]);
    expect(read({ WITNESS_KEY_FILE: '/k' }, { settings, files: { '/k': signingKeyText(witness) } }).settings).toEqual({ WITNESS_KEY: signingKeyText(witness) });
    expect(read({ MODE: 'local' }, { settings }).settings).toEqual({ WITNESS_KEY: signingKeyText(sampleKey(`${ORIGIN}/witness`, 'cosignature')) });
  });

  it('is refused like it', () => {
    expect(() => read({}, { settings })).toThrow('WITNESS_KEY is not set, nor is WITNESS_KEY_FILE (to cosign)');
    expect(() => read({ WITNESS_KEY: signingKeyText(key) }, { settings })).toThrow('WITNESS_KEY holds a key of lienthong.h56/tax, but signs as lienthong.h56/tax/witness');
    expect(() => read({ WITNESS_KEY: signingKeyText(sampleKey(`${ORIGIN}/witness`, 'cosignature')) }, { settings })).toThrow('WITNESS_KEY holds a sample key');
  });
});

describe('the policy file', () => {
  it('is kept to the byte, and needed outside local mode', () => {
    expect(read().policy?.text).toBe(POLICY);
    expect(() => read({ POLICY_FILE: '' })).toThrow('POLICY_FILE is not set');
    expect(read({ MODE: 'local', POLICY_FILE: '' }).policy).toBeNull();
  });

  it('is refused when it cannot be read, is no policy, or knows the log by other keys', () => {
    expect(() => read({ POLICY_FILE: '/nowhere' })).toThrow('POLICY_FILE names a file that cannot be read (ENOENT)');
    expect(() => read({}, { files: { '/config/policy.txt': 'quorum somebody\n' } })).toThrow('POLICY_FILE names a file that is no policy: Expected to read line 1 of the policy');
    expect(() => read({}, { files: { '/config/policy.txt': `# ${'x'.repeat(300_000)}\n` } })).toThrow('more than 262144 bytes');
    expect(() => read({ LOG_KEY: signingKeyText(keyOf(ORIGIN, 8)) })).toThrow('POLICY_FILE knows lienthong.h56/tax by other keys');
  });

  it('says whom a log asks, but never a witness of its own', () => {
    const { policy } = read();
    const asked = (origin: string, own: SigningKey) => new TransparencyPolicy(policy, origin, [own.verifier]);
    expect(asked(ORIGIN, key).witnesses.map(({ name, url }) => [name, url])).toEqual([['audit', 'https://one.example/witness'], ['neighbour', 'https://two.example/witness']]);
    const auditLog = keyOf('lienthong.h56/audit', 6);
    const withAudit = { text: '', policy: { ...policy!.policy, logs: [...policy!.policy.logs, { key: auditLog.verifier, url: null }] } };
    expect(new TransparencyPolicy(withAudit, 'lienthong.h56/audit', [auditLog.verifier]).witnesses.map(({ name }) => name)).toEqual(['neighbour']);
  });

  it('leaves a log that it does not know with its own signature alone', () => {
    const auditLog = keyOf('lienthong.h56/audit', 6);
    const { witnesses, own } = new TransparencyPolicy(read().policy, 'lienthong.h56/audit', [auditLog.verifier]);
    expect([witnesses, own.quorum, own.logs]).toEqual([[], 'none', [{ key: auditLog.verifier, url: null }]]);
  });
});

describe('signers', () => {
  it('all sign, and none signs under another name', async () => {
    const note = await new LogSigner(ORIGIN, [signerOf(key), signerOf(older)]).sign('text\n');
    expect(note.split('\n').filter((line) => line.startsWith('— ')).map((line) => line.split(' ')[1])).toEqual([ORIGIN, ORIGIN]);
    expect(() => new LogSigner(ORIGIN, [signerOf(postal)])).toThrow('lienthong.h56/postal is no note key of that name');
    expect(() => new LogSigner(ORIGIN, [])).toThrow('there is no key');
  });
});
