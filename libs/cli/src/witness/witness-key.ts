import { readFileSync } from 'node:fs';
import { isPublishedKey, readSigningKey, sampleKey, type SigningKey } from '@lienthong/transparency-log';

type Environment = Readonly<Record<string, string | undefined>>;

/** A rotation takes two. */
const MOST_KEYS = 4;
/** Of the neighbour in trials on one machine (deploy/local). */
const SAMPLE_NAME = 'lienthong.neighbour/witness';

/**
 * Keys that cosign, a line each: from the file that is named, or WITNESS_KEY_FILE, or WITNESS_KEY. Where MODE is local a sample key will do, also
 * without being given; elsewhere it is refused. Throws with what is wrong and never with what the key is.
 */
export function readWitnessKeys(file: string | undefined, environment: Environment): readonly SigningKey[] {
  const path = file ?? environment['WITNESS_KEY_FILE'];
  const text = path === undefined || path === '' ? environment['WITNESS_KEY'] ?? '' : readFileSync(path, 'utf8');
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length === 0 && environment['MODE'] === 'local') return [sampleKey(SAMPLE_NAME, 'cosignature')];
  if (lines.length === 0) throw refusal('no key is given (--key-file, WITNESS_KEY_FILE or WITNESS_KEY; `lienthong new-key NAME --cosignature` makes one)');
  if (lines.length > MOST_KEYS) throw refusal(`there are ${lines.length} keys of at most ${MOST_KEYS}`);
  return lines.map((line) => {
    const read = readSigningKey(line);
    if (read.kind === 'refused') throw refusal(read.because);
    if (read.key.verifier.type !== 'cosignature') throw refusal(`the key of ${read.key.verifier.name} signs notes; a key serves one purpose only`);
    if (environment['MODE'] !== 'local' && isPublishedKey(read.key)) throw refusal(`the key of ${read.key.verifier.name} is a sample that everybody has`);
    return read.key;
  });
}

function refusal(because: string): Error {
  return new Error(`Expected to cosign with a key of one's own, but ${because}`);
}
