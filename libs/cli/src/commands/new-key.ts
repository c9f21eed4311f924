import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { keyFromSeed, readSigningKey, signingKeyText } from '@lienthong/transparency-log';
import { EXIT, type Command } from '../command.js';

const USAGE = `lienthong new-key NAME [--cosignature]

  NAME             the origin of a log (lienthong.h56/tax), or <origin of audit>/completeness
  --cosignature    a key of a witness: <origin of audit>/witness, or a name of its own

The secret goes to standard output, the verifier key for the policy to standard error; nothing is kept.`;

export const newKey: Command = {
  summary: { vi: 'tạo khóa mới', en: 'draw a new key for a log or a witness' },
  usage: USAGE,
  run: async (args, { out, err }) => {
    try {
      const { values, positionals: [name, ...more] } = parseArgs({ args: [...args], options: { cosignature: { type: 'boolean', default: false } }, allowPositionals: true });
      if (name === undefined || more.length > 0) throw new Error(`Expected one name, but got ${more.length + (name === undefined ? 0 : 1)}\n\n${USAGE}`);
      const key = keyFromSeed(name, values.cosignature ? 'cosignature' : 'note', randomBytes(32));
      const text = signingKeyText(key);
      // Written by what reads it: a name that nobody could use is refused here and not at the start of a service.
      if (readSigningKey(text).kind === 'refused') throw new Error('Expected a key name without spaces and plus signs, but got another one');
      out(`${text}\n`);
      err(`${key.verifier.text}\n`);
      return EXIT.verified;
    } catch (error) {
      err(`${(error as Error).message}\n`);
      return EXIT.usage;
    }
  },
};
