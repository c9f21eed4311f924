import { addCheckpointBody, checkpointText, readPolicy, sampleKey, signNote, splitNote } from '@lienthong/transparency-log';
import { readLog, rootAt } from '../journeys/public-logs.js';

/** A checkpoint with the log's own signature: keys of a platform on trial are known. Without a tree given, of a log whose last entry is another one. */
export async function forgeCheckpoint(gateway: string, service: string, tree?: Readonly<{ size: number; root: Buffer }>): Promise<string> {
  const origin = (await (await fetch(`${gateway}/log/${service}/checkpoint`)).text()).split('\n')[0]!;
  return signNote(checkpointText({ origin, ...(tree ?? await otherTree(gateway, service)) }), [sampleKey(origin, 'note')]);
}

async function otherTree(gateway: string, service: string): Promise<Readonly<{ size: number; root: Buffer }>> {
  const { size, entries } = await readLog(gateway, service);
  const other = [...entries.slice(0, -1), entries.at(-1)!.replace('"actor":"', '"actor":"x')];
  return { size, root: Buffer.from(rootAt(other, size), 'hex') };
}

/** Asks every witness of the policy to cosign it, as one of the same size that it has seen. Gives status and body of each answer. */
export async function presentFork(policyText: string, note: string): Promise<readonly string[]> {
  const read = readPolicy(policyText);
  const split = splitNote(note);
  if (read.kind === 'refused' || split.kind === 'refused') throw new Error('Expected to read policy and checkpoint, but one of them is malformed');
  const body = addCheckpointBody(Number(split.text.split('\n')[1]), [], note);
  return Promise.all(read.policy.witnesses.map(async ({ url }) => {
    const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
    return `${answer.status} ${await answer.text()}`;
  }));
}
