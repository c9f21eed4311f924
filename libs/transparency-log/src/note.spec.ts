import { checkpointText, cosign, cosignatureLine, cosignedBytes, noteLine, noteOf, openCheckpoint, openNote, readCheckpointText, signBytes, signNote } from './index.js';
import type { Checkpoint, OpenedNote } from './index.js';
import { codeOf, COSIGNED_AT, keyOf, policyOf, testKey, WITNESS } from './spec-keys.js';
import { vectors } from './spec-vectors.js';

type NoteVector = Readonly<{
  name: string; note: string; text: string; trusted: readonly string[]; verifiedBy: readonly string[]; ignored: readonly string[];
  checkpoint?: Readonly<{ origin: string; size: number; root: string }>;
}>;
type Bad = Readonly<{ code: string; note?: string; noteHex?: string; why: string; refusedByGoNoteOpen: boolean }>;
const { notes } = vectors('notes.json') as Readonly<{ notes: readonly NoteVector[] }>;
const bad = vectors('notes-bad.json') as Readonly<{ trusted: string; acceptForComparison: string; refuse: readonly Bad[] }>;
const cosigned = vectors('cosignature.json') as Readonly<{
  log: string; accept: readonly Readonly<{ cosignedCheckpoint: string; signatureLine: string; signedMessage: string; size: number; text: string; time: number }>[];
  refuse: readonly Readonly<{ note: string; why: string; error: string }>[];
}>;
const INTAKE = testKey('lienthong.test/intake');
const noWitness = (keys: readonly string[]) => policyOf([...keys.map((key) => `log ${key}`), 'quorum none', ''].join('\n'));

describe('signed notes', () => {
  it.each(notes)('are opened: $name', ({ note, text, trusted, verifiedBy }) => {
    for (const given of [note, Buffer.from(note)]) {
      const opened = openNote(given, trusted.map(keyOf)) as OpenedNote;
      expect(opened).toMatchObject({ kind: 'note', text });
      expect(opened.lines.map(({ key }) => `${key.name}+${key.id}`)).toEqual(verifiedBy);
    }
  });

  it.each(notes.filter(({ checkpoint }) => checkpoint !== undefined))('have checkpoints in them: $name', ({ note, text, trusted, checkpoint }) => {
    const { origin, size, root } = checkpoint as NonNullable<typeof checkpoint>;
    const expected: Checkpoint = { origin, size, root: Buffer.from(root, 'base64') };
    expect(readCheckpointText(text)).toEqual({ kind: 'checkpoint', checkpoint: expected });
    // One vector has a line of another implementation after ours.
    expect(text.startsWith(checkpointText(expected))).toBe(true);
    expect(openCheckpoint(note, noWitness(trusted.slice(0, 1)), { origin })).toMatchObject({ checkpoint: expected, note, cosignedAt: null });
  });

  // Those of which the vectors' secrets sign every line, or all but unknown witnesses.
  it.each(notes.filter(({ ignored, trusted }) => ignored.length === 0 && trusted.length === 1 && !(trusted[0] as string).startsWith('example')))('are made byte for byte: $name', ({ note, text }) => {
    expect(signNote(text, [INTAKE])).toBe(note);
    expect(noteOf(text, [noteLine(INTAKE.verifier, signBytes(INTAKE, Buffer.from(text)))])).toBe(note);
  });

  it('are made by the old and the new key at once, and open with either', () => {
    const old = notes.find(({ name }) => name.includes('the reader knows the old one')) as NoteVector;
    const next = testKey('lienthong.test/intake', 'note', '#2');
    expect(signNote(old.text, [INTAKE, next])).toBe(old.note);
    for (const keys of [[INTAKE], [next], [INTAKE, next]]) {
      const policy = noWitness(keys.map(({ verifier }) => verifier.text));
      expect(openCheckpoint(old.note, policy)).toMatchObject({ kind: 'checkpoint', signers: keys.map(({ verifier: { name, id } }) => `${name}+${id}`) });
    }
    // What only the old key signed stays verifiable by a policy that keeps it, beside the new one.
    const history = signNote(old.text, [INTAKE]);
    expect(openCheckpoint(history, noWitness([next, INTAKE].map(({ verifier }) => verifier.text)))).toMatchObject({ kind: 'checkpoint' });
    expect(codeOf(openCheckpoint(history, noWitness([next.verifier.text])))).toBe('NOTE_UNVERIFIED');
  });

  it.each(bad.refuse)('are refused with $code: $why', ({ code, note, noteHex }) => {
    const given = note ?? Buffer.from(noteHex as string, 'hex');
    expect(codeOf(openCheckpoint(given, noWitness([bad.trusted]), { origin: 'lienthong.test/intake' }))).toBe(code);
    if (code.startsWith('NOTE')) expect(codeOf(openNote(given, [keyOf(bad.trusted)]))).toBe(code);
  });

  it('that the bad ones were made from is good', () => {
    expect(openCheckpoint(bad.acceptForComparison, noWitness([bad.trusted]))).toMatchObject({ kind: 'checkpoint', checkpoint: { size: 1_000 } });
  });

  it('of another log than the one asked for are refused', () => {
    const tax = testKey('lienthong.test/tax');
    const policy = noWitness([bad.trusted, tax.verifier.text]);
    expect(openCheckpoint(bad.acceptForComparison, policy, { origin: 'lienthong.test/tax' })).toMatchObject({ code: 'NOTE_UNVERIFIED' });
    expect(openCheckpoint(bad.acceptForComparison, policy, { origin: 'lienthong.test/postal' })).toMatchObject({ code: 'NOTE_UNVERIFIED' });
    expect(openCheckpoint(bad.acceptForComparison, noWitness([]))).toMatchObject({ code: 'NOTE_UNVERIFIED' });
    // A known log that signs another log's checkpoint makes it no checkpoint.
    const text = bad.acceptForComparison.slice(0, bad.acceptForComparison.indexOf('\n\n') + 1);
    expect(openCheckpoint(signNote(text, [tax]), policy)).toMatchObject({ code: 'CHECKPOINT_ORIGIN' });
    expect(openCheckpoint(signNote(text, [tax, INTAKE]), policy)).toMatchObject({ kind: 'checkpoint', signers: ['lienthong.test/intake+6f6a56e3'] });
  });

  it('that only witnesses signed are no checkpoints of a log', () => {
    const { text, cosignedCheckpoint, signatureLine } = cosigned.accept[0] as (typeof cosigned.accept)[number];
    const policy = policyOf(`log ${cosigned.log}\nwitness audit ${WITNESS.verifier.text}\nquorum audit\n`);
    expect(codeOf(openCheckpoint(cosignedCheckpoint, policy))).toBeNull();
    expect(openCheckpoint(noteOf(text, [signatureLine]), policy)).toMatchObject({ code: 'NOTE_UNVERIFIED', because: expect.stringContaining('lienthong.test/intake+6f6a56e3') as unknown });
  });

  it('have at most 100 signature lines', () => {
    const text = 'lienthong.test/intake\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';
    const lines = Array.from({ length: 100 }, (_, index) => noteLine({ ...INTAKE.verifier, name: `other${index}` }, Buffer.alloc(64)));
    const own = noteLine(INTAKE.verifier, signBytes(INTAKE, Buffer.from(text)));
    expect(codeOf(openNote(noteOf(text, [...lines.slice(1), own]), [INTAKE.verifier]))).toBeNull();
    expect(codeOf(openNote(noteOf(text, [...lines, own]), [INTAKE.verifier]))).toBe('NOTE_FORM');
    expect(codeOf(openNote('a'.repeat(1_000_001), [INTAKE.verifier]))).toBe('NOTE_FORM');
  });
});

describe('cosignatures', () => {
  it.each(cosigned.accept)('are made byte for byte: size $size', ({ text, time, signatureLine, signedMessage, cosignedCheckpoint }) => {
    expect(cosignedBytes(text, time).toString()).toBe(signedMessage);
    expect(cosign(WITNESS, text, time)).toBe(signatureLine);
    expect(cosignatureLine(WITNESS.verifier, time, signBytes(WITNESS, cosignedBytes(text, time)))).toBe(signatureLine);
    expect(signNote(text, [INTAKE]) + cosign(WITNESS, text, time)).toBe(cosignedCheckpoint);
  });

  it.each(cosigned.accept)('are verified, with their time: size $size', ({ cosignedCheckpoint, time, size }) => {
    const policy = policyOf(`log ${cosigned.log}\nwitness audit ${WITNESS.verifier.text}\nquorum audit\n`);
    expect(openCheckpoint(cosignedCheckpoint, policy, { now: time })).toMatchObject({
      kind: 'checkpoint', checkpoint: { size }, cosignedAt: time, cosigners: ['lienthong.test/audit/witness+bd29accd'], signers: ['lienthong.test/intake+6f6a56e3'],
    });
    expect(openNote(cosignedCheckpoint, [WITNESS.verifier])).toMatchObject({ lines: [{ time }] });
  });

  it.each(cosigned.refuse)('are refused: $why', ({ note, error }) => {
    expect(codeOf(openNote(note, [WITNESS.verifier]))).toBe(error.startsWith('invalid signature') ? 'NOTE_SIGNATURE' : 'NOTE_UNVERIFIED');
  });

  it('say when, to the last second that a number can hold', () => {
    const text = 'lienthong.test/intake\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';
    for (const seconds of [0, 1, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
      expect(openNote(noteOf(text, [cosign(WITNESS, text, seconds)]), [WITNESS.verifier])).toMatchObject({ lines: [{ time: seconds }] });
    }
  });

  it('from more than five minutes ahead of the reader are refused', () => {
    const text = 'lienthong.test/intake\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';
    const policy = policyOf(`log ${cosigned.log}\nwitness audit ${WITNESS.verifier.text}\nquorum audit\n`);
    const note = signNote(text, [INTAKE]) + cosign(WITNESS, text, COSIGNED_AT);
    expect(codeOf(openCheckpoint(note, policy, { now: COSIGNED_AT - 300 }))).toBeNull();
    expect(codeOf(openCheckpoint(note, policy, { now: COSIGNED_AT - 301 }))).toBe('QUORUM');
    expect(codeOf(openCheckpoint(note, policy))).toBeNull();
  });
});
