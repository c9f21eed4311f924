import { LogMemory } from './log-memory.js';

const place = (version: number) => ({ id: 'a'.repeat(32), version });

describe('log memory', () => {
  it('keeps the larger of two versions, whichever arrives last', () => {
    const memory = new LogMemory(10);
    memory.rememberStream('s/1', place(7));
    memory.rememberStream('s/1', place(5));
    expect(memory.findStream('s/1')).toEqual(place(7));
    memory.rememberDossier('d', { version: 3, recorded: true });
    memory.rememberDossier('d', { version: 2, recorded: false });
    expect(memory.findDossier('d')).toEqual({ version: 3, recorded: true });
  });

  it('forgets what was used least lately, and never more', () => {
    const memory = new LogMemory(3);
    for (const name of ['s/1', 's/2', 's/3']) memory.rememberStream(name, place(1));
    memory.findStream('s/1');
    memory.rememberStream('s/4', place(1));
    expect(['s/1', 's/2', 's/3', 's/4'].map((name) => memory.findStream(name)?.version)).toEqual([1, undefined, 1, 1]);
  });

  it('is corrected by what others wrote, for what it remembers and nothing else', () => {
    const memory = new LogMemory(10);
    memory.moveHead({ position: 4, factNumber: 1 });
    memory.rememberStream('s/1', place(2));
    memory.rememberStream('s/absent', { id: '', version: 0 });
    memory.rememberDossier('d', { version: 1, recorded: true });
    memory.correct({ position: 7, factNumber: 2 }, [
      { stream: 's/1', streamId: 'a'.repeat(32), version: 3, dossier: 'd', dossierVersion: 2 },
      { stream: 's/absent', streamId: 'b'.repeat(32), version: 1, dossier: null, dossierVersion: null },
      { stream: 's/unknown', streamId: 'c'.repeat(32), version: 1, dossier: 'e', dossierVersion: 1 },
    ]);
    expect(memory.head).toEqual({ position: 7, factNumber: 2 });
    expect(memory.findStream('s/1')).toEqual(place(3));
    expect(memory.findStream('s/absent')).toEqual({ id: 'b'.repeat(32), version: 1 });
    expect(memory.findDossier('d')).toEqual({ version: 2, recorded: true });
    expect([memory.findStream('s/unknown'), memory.findDossier('e')]).toEqual([undefined, undefined]);
  });

  it('knows that it is not exact before the head was read and after it was told to forget', () => {
    const memory = new LogMemory(10);
    expect(memory.isExact).toBe(false);
    memory.moveHead({ position: -1, factNumber: 0 });
    expect(memory.isExact).toBe(true);
    memory.forget();
    expect(memory.isExact).toBe(false);
  });
});
