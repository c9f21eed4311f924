import { readSigningKey, readVerifierKey } from '@lienthong/transparency-log';
import { newKey } from './new-key.js';

async function run(...args: readonly string[]): Promise<Readonly<{ code: number; out: string; err: string }>> {
  let [out, err] = ['', ''];
  const code = await newKey.run(args, { out: (text) => { out += text; }, err: (text) => { err += text; }, env: {} });
  return { code, out, err };
}

describe('new-key', () => {
  it.each([[[], 'note'], [['--cosignature'], 'cosignature']] as const)('draws a key %s', async (options, type) => {
    const [one, other] = [await run('lienthong.h56/tax', ...options), await run('lienthong.h56/tax', ...options)];
    const secret = readSigningKey(one.out.trimEnd());
    const shown = readVerifierKey(one.err.trimEnd());
    expect([one.code, secret.kind === 'key' && secret.key.verifier.type, shown.kind === 'key' && shown.key.text]).toEqual([0, type, secret.kind === 'key' && secret.key.verifier.text]);
    expect(one.out).not.toBe(other.out);
  });

  it('refuses names that no key can have', async () => {
    for (const args of [[], ['two', 'names'], ['with space'], ['with+plus'], ['--unknown', 'x']]) {
      const { code, out, err } = await run(...args);
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(err).not.toContain('PRIVATE');
    }
  });
});
