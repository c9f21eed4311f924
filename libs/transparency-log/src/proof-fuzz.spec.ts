import { addCheckpointBody, decideWitness, openCheckpoint, openNote, readAddCheckpoint, readCheckpointText, readCompletenessText, readDossierProof, readPolicy, readSigningKey, readTlogProof, readVerifierKey, verifyDossierProof, verifyTlogProof, writeDossierProof, writePolicy, writeTlogProof } from './index.js';
import type { Refusal } from './index.js';
import { damaged } from './spec-damage.js';
import { dossierProofOf, policyOfLogs, proofOf, vectorLogs } from './spec-dossier.js';
import { AUDITOR, codeOf, keyOf, policyOf, testKey } from './spec-keys.js';
import { dice } from './spec-trees.js';
import { vectors } from './spec-vectors.js';

const ROUNDS = 3_000;
const logs = vectorLogs();
const policy = policyOf(policyOfLogs(logs));
const { steps, log } = vectors('witness.json') as Readonly<{ log: string; steps: readonly Readonly<{ request: string }>[] }>;
const bad = vectors('notes-bad.json') as Readonly<{ refuse: readonly Readonly<{ note?: string }>[] }>;
const proof = writeDossierProof(dossierProofOf(logs, 'H56.17-20260609-0001'));
const requests = steps.map(({ request }) => request);
const notes = [...logs.map(({ checkpoint }) => checkpoint), ...bad.refuse.flatMap(({ note }) => note ?? [])];
const proofs = logs.flatMap((made) => made.rows.map(({ index }) => proofOf(made, index)));
const keys = [...logs.map(({ key }) => key), AUDITOR, testKey('witness.example.org/w1', 'cosignature')].map(({ verifier }) => verifier.text);

/** Damaged, or bytes of no sample at all. */
const strange = (sample: Buffer, other: Buffer, roll: (below: number) => number): Buffer =>
  roll(20) === 0 ? Buffer.from(Array.from({ length: roll(300) }, () => roll(256))) : damaged(sample, other, roll, 40);

/** Gives a reader damaged samples from a fixed seed. It must answer with a value or a refusal that is a sentence; counts the values. */
function fuzz(seed: number, samples: readonly string[], read: (bytes: Buffer) => Readonly<{ kind: string }> | Refusal): number {
  const roll = dice(seed);
  const all = samples.map((sample) => Buffer.from(sample));
  let accepted = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const pick = () => all[roll(all.length)] as Buffer;
    if (codeOf(read(strange(pick(), pick(), roll))) === null) accepted += 1;
  }
  return accepted;
}

describe('damaged files', () => {
  it('open as a note only with what was signed', () => {
    const trusted = logs.map(({ key }) => key.verifier);
    const signed = new Set(logs.map(({ checkpoint }) => checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1)));
    const accepted = fuzz(11, notes, (bytes) => {
      const opened = openNote(bytes, trusted);
      if (opened.kind === 'note') expect(signed.has(opened.text) || bad.refuse.some(({ note }) => note?.startsWith(`${opened.text}\n`) === true)).toBe(true);
      return opened;
    });
    // Damage within an unknown witness's line leaves a good note; were there none, this would have tried nothing.
    expect(accepted).toBeGreaterThan(20);
    expect(fuzz(12, notes, (bytes) => openCheckpoint(bytes, policy))).toBeLessThan(ROUNDS / 10);
  });

  it('are read as checkpoint, statement, key or policy, or refused', () => {
    const texts = logs.map(({ checkpoint }) => checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1));
    expect(fuzz(13, texts, (bytes) => readCheckpointText(bytes.toString()))).toBeGreaterThan(0);
    fuzz(14, [(JSON.parse(proof) as { completeness: string }).completeness.split('\n\n')[0] as string], (bytes) => readCompletenessText(`${bytes.toString()}\n`));
    expect(fuzz(15, keys, (bytes) => readVerifierKey(bytes.toString()))).toBeLessThan(ROUNDS / 10);
    fuzz(16, ['PRIVATE+KEY+a+00000000+AAAA'], (bytes) => readSigningKey(bytes.toString()));
    const accepted = fuzz(17, [policyOfLogs(logs), `${keys.slice(0, 5).map((key) => `log ${key} https://example.org`).join('\n')}\nquorum none\n`], (bytes) => {
      const read = readPolicy(bytes.toString());
      if (read.kind === 'policy') expect(readPolicy(writePolicy(read.policy))).toEqual(read);
      return read;
    });
    expect(accepted).toBeGreaterThan(20);
  });

  it('prove an event only if nothing that was signed is changed', () => {
    const good = new Set(proofs);
    const trusted = new Set(logs.flatMap(({ logged }) => logged.map(({ entry }) => Buffer.from(entry).toString('base64'))));
    const accepted = fuzz(18, proofs, (bytes) => {
      const read = readTlogProof(bytes);
      if (read.kind === 'proof') expect(writeTlogProof(read.proof)).toBe(bytes.toString());
      const verified = verifyTlogProof(bytes, policy);
      if (verified.kind === 'event') expect(good.has(bytes.toString()) || trusted.has(/\nextra (.*)\n/.exec(bytes.toString())?.[1] ?? '')).toBe(true);
      return verified;
    });
    expect(accepted).toBeLessThan(ROUNDS / 10);
  });

  it('prove a dossier only as the undamaged file does', () => {
    const report = verifyDossierProof(proof, policy);
    expect(report.kind).toBe('dossier');
    const accepted = fuzz(19, [proof, proof.slice(0, 2_000), '{"format":"lienthong-proof/v1"}'], (bytes) => {
      codeOf(readDossierProof(bytes));
      const verified = verifyDossierProof(bytes, policy);
      if (verified.kind === 'dossier') expect(verified).toEqual(report);
      return verified;
    });
    expect(accepted).toBeLessThan(ROUNDS / 10);
  });

  it('are answered by the witness, and cosigned only with a signature that holds', () => {
    const [known, texts] = [keyOf(log), new Set(requests.map((request) => request.slice(request.indexOf('\n\n') + 2).split('\n\n')[0]))];
    let cosigned = 0;
    fuzz(20, requests, (body) => {
      const request = readAddCheckpoint(body);
      if (request !== null) expect(addCheckpointBody(request.oldSize, request.path, request.note.toString('latin1'))).toBe(body.toString('latin1'));
      const decision = decideWitness({ stored: null, keys: [known], body });
      if (decision.kind === 'cosign') {
        expect(texts.has(decision.text.trimEnd())).toBe(true);
        cosigned += 1;
      } else {
        expect([400, 403, 404, 409, 422]).toContain(decision.status);
      }
      return decision;
    });
    expect(cosigned).toBeGreaterThan(0);
  });
});
