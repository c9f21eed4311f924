import { isPublishedKey, readSigningKey, type SigningKey, type VerifierKey } from '@lienthong/transparency-log';

/** `name`: what the keys sign as. `acceptsPublished`: also keys that anybody can compute, which prove nothing. */
export type KeyRule = Readonly<{ name: string; type: VerifierKey['type']; acceptsPublished: boolean }>;
export type KeysRead = Readonly<{ kind: 'keys'; keys: readonly SigningKey[] }> | Readonly<{ kind: 'unusable'; because: string }>;

/** A rotation takes two; a second algorithm would take two more. Every key is a line in every checkpoint. */
const MOST_KEYS = 4;

/** Keys as Go's note package writes them, one a line, newest first. What is wrong is said without a word of the key's own. */
export function readSigningKeys(text: string, { name, type, acceptsPublished }: KeyRule): KeysRead {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length === 0) return unusable('holds no key');
  if (lines.length > MOST_KEYS) return unusable(`holds ${lines.length} keys of at most ${MOST_KEYS}`);
  const keys: SigningKey[] = [];
  for (const [at, line] of lines.entries()) {
    const which = lines.length === 1 ? '' : ` in line ${at + 1}`;
    const read = readSigningKey(line);
    if (read.kind === 'refused') return unusable(`holds no signing key${which} (PRIVATE+KEY+<name>+<id>+<base64>)`);
    const { verifier } = read.key;
    if (verifier.name !== name) return unusable(`holds a key of ${verifier.name}${which}, but signs as ${name}`);
    if (verifier.type !== type) return unusable(`holds a key for a ${verifier.type}${which}, but is for a ${type}`);
    if (!acceptsPublished && isPublishedKey(read.key)) return unusable(`holds a sample key${which}, which only local mode accepts`);
    if (keys.some((key) => key.verifier.id === verifier.id)) return unusable(`holds one key twice${which}`);
    keys.push(read.key);
  }
  return { kind: 'keys', keys };
}

function unusable(because: string): KeysRead {
  return { kind: 'unusable', because };
}
