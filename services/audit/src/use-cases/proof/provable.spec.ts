import { beyondOneFile, missingFrom } from './provable.js';
import type { DossierEvidence, LogEvidence } from './dossier-evidence.js';

const TAX = 'lienthong.test/tax';
const INTAKE = 'lienthong.test/intake';
const AUDIT = 'lienthong.test/audit';
const log = (origin: string, size: number, ...entries: readonly (readonly [index: number, cause?: string])[]): LogEvidence => ({
  id: 1, origin, size, root: Buffer.alloc(32), note: 'note', entries: entries.map(([index, cause = null]) => ({ index, cause, type: 'T', bytes: Buffer.alloc(0) })),
});
const evidence = (logs: readonly LogEvidence[], heard: DossierEvidence['heard'] = [], hearings: DossierEvidence['hearings'] = []): DossierEvidence => ({ logs, heard, hearings });
const codeOf = (given: DossierEvidence, origins = [TAX, INTAKE]) => missingFrom(given, origins)?.code ?? null;

describe('what is missing from a proof', () => {
  it('is nothing, when facts and causes are inside', () => {
    expect(codeOf(evidence([log(INTAKE, 5, [3]), log(TAX, 2, [1, `${INTAKE}#3`])], [{ origin: INTAKE, index: 3 }]))).toBeNull();
  });
  it('is a fact beyond the checkpoint, or of a log that nobody verified', () => {
    expect([codeOf(evidence([log(INTAKE, 3, [2])], [{ origin: INTAKE, index: 3 }])), codeOf(evidence([log(INTAKE, 3, [2])], [{ origin: TAX, index: 0 }]))]).toEqual(['NOT_YET_PROVEN', 'NOT_YET_PROVEN']);
  });
  it('is a cause beyond the checkpoint of the other log, or one that has nothing of the dossier', () => {
    expect(codeOf(evidence([log(INTAKE, 3), log(TAX, 2, [1, `${INTAKE}#3`])]))).toBe('NOT_YET_PROVEN');
    expect(codeOf(evidence([log(INTAKE, 4), log(TAX, 2, [1, `${INTAKE}#3`])]))).toBe('CAUSE');
  });
  it('is a hearing of audit, where its own log is in the policy', () => {
    const heard = evidence([log(INTAKE, 5, [3]), log(AUDIT, 7)], [], [{ origin: AUDIT, index: 7 }]);
    expect([codeOf(heard), codeOf(heard, [INTAKE, AUDIT])]).toEqual([null, 'NOT_YET_PROVEN']);
  });
});

describe('a proof that no file can hold', () => {
  const many = (count: number): LogEvidence => log(TAX, count, ...Array.from({ length: count }, (_, index) => [index] as const));
  it('has more than 10,000 events over all logs', () => {
    expect(beyondOneFile(evidence([many(6_000), many(4_000)]))).toBeNull();
    expect(beyondOneFile(evidence([many(6_000), many(4_001)]))).toBe('it has 10001 events of at most 10000');
  });
  it('or more than 16 MiB', () => {
    expect(beyondOneFile(evidence([many(1)]), 16 * 1024 * 1024)).toBeNull();
    expect(beyondOneFile(evidence([many(1)]), 16 * 1024 * 1024 + 1)).toContain('16777217 bytes');
  });
});
