import { addCheckpointBody, conflict, consistencyPath, cosign, COSIGNED_TYPE, decideWitness, readAddCheckpoint, rootOf, rangeFromTiles, signNote, checkpointText, openNote } from './index.js';
import type { ToCosign } from './index.js';
import { COSIGNED_AT, keyOf, testKey, WITNESS } from './spec-keys.js';
import { grownTiles } from './spec-trees.js';
import { vectors } from './spec-vectors.js';

type Step = Readonly<{
  why: string; request: string; status: number; contentType?: string; response?: string; responseWithTestKeyAtTime1790000000?: string; sizeAfter: number; rootAfter: string | null;
}>;
const { log, steps } = vectors('witness.json') as Readonly<{ log: string; steps: readonly Step[] }>;
const known = keyOf(log);

/** Answers the vectors' requests one after the other, and keeps what it cosigned. */
function replay(): readonly Readonly<{ step: Step; got: ReturnType<typeof decideWitness>; stored: Readonly<{ size: number; root: Buffer }> | null }>[] {
  let stored: Readonly<{ size: number; root: Buffer }> | null = null;
  return steps.map((step) => {
    const body = Buffer.from(step.request);
    const got = decideWitness({ stored, keys: readAddCheckpoint(body)?.origin === known.name ? [known] : [], body });
    if (got.kind === 'cosign') stored = { size: got.checkpoint.size, root: got.checkpoint.root };
    return { step, got, stored };
  });
}

describe('witness', () => {
  it.each(replay())('answers $step.status: $step.why', ({ step, got, stored }) => {
    expect(got.kind === 'cosign' ? 200 : got.status).toBe(step.status);
    if (got.kind === 'answer' && step.contentType !== undefined) expect([got.contentType, got.body]).toEqual([step.contentType, step.response]);
    if (got.kind === 'cosign') expect([COSIGNED_TYPE, cosign(WITNESS, got.text, COSIGNED_AT)]).toEqual([step.contentType, step.responseWithTestKeyAtTime1790000000]);
    expect([stored?.size ?? 0, stored?.root.toString('base64') ?? null]).toEqual([step.sizeAfter, step.rootAfter]);
  });

  it('suspects a fork and bad proofs, and nothing else', () => {
    const suspicions = replay().flatMap(({ step, got }) => (got.kind === 'answer' && got.suspicion !== undefined ? [[step.why, got.suspicion]] : []));
    expect(suspicions).toEqual([
      ['growth without a proof', 'bad-proof'], ['growth with a bit of the proof flipped', 'bad-proof'],
      ['another root for the same size (fork)', 'fork'], ["a rewritten history that grew, with the rewriter's own proof", 'bad-proof'],
    ]);
  });

  it('gives the note as evidence exactly when a trusted key signed it', () => {
    for (const { step, got } of replay()) {
      if (got.kind === 'cosign') continue;
      const request = readAddCheckpoint(Buffer.from(step.request));
      const isSigned = request !== null && openNote(request.note, [known]).kind === 'note' && !step.why.includes('leading zero');
      expect([step.why, got.signed?.note]).toEqual([step.why, isSigned ? request.note.toString() : undefined]);
    }
  });

  it('keeps the lines of trusted keys only, whatever somebody adds to a note that a log signed', () => {
    const [{ tileOf }, key] = [grownTiles(12), testKey('lienthong.test/intake')];
    const text = checkpointText({ origin: known.name, size: 12, root: rootOf(rangeFromTiles(12, tileOf)) });
    const note = signNote(text, [key]);
    const stranger = signNote(text, [testKey('lienthong.test/tax')]).slice(text.length + 1);
    const pretended = cosign(WITNESS, 'another text\n', COSIGNED_AT);
    const decision = decideWitness({ stored: null, keys: [known], body: Buffer.from(addCheckpointBody(0, [], `${note}${stranger}${pretended}`)) }) as ToCosign;
    expect(decision).toMatchObject({ kind: 'cosign', note });
    // Who trusts the witness can read what it shows.
    expect(openNote(`${decision.note}${cosign(WITNESS, decision.text, COSIGNED_AT)}`, [known, WITNESS.verifier])).toMatchObject({ kind: 'note' });
    const refused = decideWitness({ stored: { size: 12, root: Buffer.alloc(32) }, keys: [known], body: Buffer.from(addCheckpointBody(12, [], `${note}${stranger}`)) });
    expect(refused).toMatchObject({ status: 422, suspicion: 'fork', signed: { note } });
  });

  it('sees a fork also from a log that does not know what was cosigned', () => {
    const [{ tileOf }, key] = [grownTiles(20), testKey('lienthong.test/intake')];
    const root = (size: number) => rootOf(rangeFromTiles(size, tileOf));
    const body = (oldSize: number, size: number, bytes: Buffer) => Buffer.from(addCheckpointBody(oldSize, [], signNote(checkpointText({ origin: known.name, size, root: bytes }), [key])));
    const stored = { size: 12, root: root(12) };
    expect(decideWitness({ stored, keys: [known], body: body(5, 12, root(11)) })).toMatchObject({ status: 409, body: '12\n', suspicion: 'fork' });
    expect(decideWitness({ stored, keys: [known], body: body(5, 12, root(12)) })).not.toHaveProperty('suspicion');
    expect(decideWitness({ stored, keys: [known], body: body(5, 11, root(11)) })).toMatchObject({ status: 409, signed: { checkpoint: { size: 11 } } });
    // A first checkpoint contradicts nothing.
    expect(decideWitness({ stored: null, keys: [known], body: body(0, 12, root(11)) })).toMatchObject({ kind: 'cosign' });
  });

  it('takes the requests that a log makes', () => {
    const [{ tileOf }, key] = [grownTiles(1_500), testKey('lienthong.test/intake')];
    let stored: Readonly<{ size: number; root: Buffer }> | null = null;
    for (const size of [0, 0, 1, 2, 255, 256, 257, 1_500]) {
      const oldSize: number = stored?.size ?? 0;
      const checkpoint = { origin: known.name, size, root: rootOf(rangeFromTiles(size, tileOf)) };
      const body = addCheckpointBody(oldSize, consistencyPath(oldSize, size, tileOf), signNote(checkpointText(checkpoint), [key]));
      const decision = decideWitness({ stored, keys: [known], body: Buffer.from(body) }) as ToCosign;
      expect(decision).toMatchObject({ kind: 'cosign', oldSize, checkpoint });
      stored = decision.checkpoint;
    }
  });

  it('is as strict with bytes: too many, and no UTF-8', () => {
    const good = Buffer.from((steps.at(-1) as Step).request);
    const stored = { size: 1_024, root: Buffer.from((steps.at(-2) as Step).rootAfter as string, 'base64') };
    expect(decideWitness({ stored, keys: [known], body: good }).kind).toBe('cosign');
    const long = Buffer.concat([good, Buffer.alloc(65_537 - good.length, '\n')]);
    expect(decideWitness({ stored, keys: [known], body: long })).toMatchObject({ status: 400 });
    const sized = (length: number) => readAddCheckpoint(Buffer.from(`old 0\n\n${known.name}\n`.padEnd(length, 'a')));
    expect([sized(65_536)?.origin, sized(65_537)]).toEqual([known.name, null]);
    expect(decideWitness({ stored, keys: [known], body: Buffer.from(good.toString('latin1').replace('intake\n15', 'inta\u00ffke\n15'), 'latin1') })).toMatchObject({ status: 400 });
  });

  it('answers a lost race with the size that won', () => {
    expect(conflict(17)).toEqual({ kind: 'answer', status: 409, contentType: 'text/x.tlog.size', body: '17\n' });
  });
});
