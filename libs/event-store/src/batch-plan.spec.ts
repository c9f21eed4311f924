import { planBatch, rememberPlan } from './batch-plan.js';
import { LogMemory } from './log-memory.js';
import { seal, sealAppend } from './sealed-append.js';
import type { AppendRequest } from './event.js';

const REF = 'd'.repeat(64);
const options = { isFact: (type: string) => type === 'Told', newestSchema: () => 1, seal };
const dossier = { code: 'H56.17-20260609-0001', ref: REF };
function request(streams: AppendRequest['streams'], about: typeof dossier | null = null) {
  return sealAppend({ streams, meta: { actor: { role: 'clock' }, at: '2026-06-09T08:00:00Z', dossier: about } }, options);
}
const event = (type = 'Kept') => ({ type, data: {} });

function memoryAt(position: number, factNumber = 0): LogMemory {
  const memory = new LogMemory(100);
  memory.moveHead({ position, factNumber });
  return memory;
}

describe('plan of a batch', () => {
  it('numbers events, facts, versions and dossier versions densely across its appends', () => {
    const memory = memoryAt(9, 4);
    memory.rememberStream('s/1', { id: 'a'.repeat(32), version: 2 });
    memory.rememberDossier(REF, { version: 5, recorded: true });
    const plan = planBatch([request([{ stream: 's/1', expected: 2, events: [event('Told'), event()] }], dossier), request([{ stream: 's/1', expected: 'any', events: [event('Told')] }]),
      request([{ stream: 's/2', expected: 'none', events: [event()] }], dossier)], memory);
    expect(plan.events.map(({ index, factNumber, version, dossierVersion }) => [index, factNumber, version, dossierVersion])).toEqual([[10, 5, 3, 6], [11, null, 4, 7], [12, 6, 5, null], [13, null, 1, 8]]);
    expect(plan.placements).toEqual([
      { kind: 'placed', position: 11, versions: { 's/1': 4 } }, { kind: 'placed', position: 12, versions: { 's/1': 5 } }, { kind: 'placed', position: 13, versions: { 's/2': 1 } },
    ]);
    expect(plan.newStreams).toEqual([{ name: 's/2', id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown }]);
    expect(plan.newDossiers).toEqual([]);
    expect(plan.to).toEqual({ position: 13, factNumber: 6 });
  });

  it('drops a conflicting append whole and gives its numbers to the next', () => {
    const memory = memoryAt(-1);
    const plan = planBatch([request([{ stream: 's/1', expected: 'none', events: [event()] }]),
      request([{ stream: 's/2', expected: 'any', events: [event()] }, { stream: 's/1', expected: 'none', events: [event()] }], dossier), request([{ stream: 's/1', expected: 1, events: [event()] }])], memory);
    expect(plan.placements.map(({ kind }) => kind)).toEqual(['placed', 'conflict', 'placed']);
    expect(plan.placements[1]).toEqual({ kind: 'conflict', conflict: { stream: 's/1', expected: 'none', actual: 1 } });
    expect(plan.events.map(({ index, version }) => [index, version])).toEqual([[0, 1], [1, 2]]);
    expect([plan.newStreams.length, plan.newDossiers.length]).toEqual([1, 0]);
  });

  it('names a new dossier once, and changes the memory only when it is told to', () => {
    const memory = memoryAt(-1);
    const plan = planBatch([request([{ stream: 's/1', expected: 'any', events: [event(), event()] }], dossier), request([{ stream: 's/1', expected: 'any', events: [event()] }], dossier)], memory);
    expect(plan.newDossiers).toEqual([{ ...dossier, salt: null }]);
    expect([memory.head.position, memory.findStream('s/1'), memory.findDossier(REF)]).toEqual([-1, undefined, undefined]);
    rememberPlan(memory, plan);
    expect(memory.head.position).toBe(2);
    expect([memory.findStream('s/1')?.version, memory.findDossier(REF)]).toEqual([3, { version: 3, recorded: true }]);
  });
});
