import { runBatch } from '../batch.js';
import { idIn, internalLine, refusedLine, type Language } from './answer-line.js';
import { becauseIn, type Unusable } from './exit-codes.js';

export type BatchOptions = Readonly<{ casesPath: string; lang: Language; withOthers: boolean; out: (text: string) => void; maxCaseMs?: number }>;

/** Plays cases in their order in a thread; each gets its one line, whatever becomes of the thread. Answers how many there were. */
export const playBatch = (lines: AsyncIterable<string | Unusable>, { casesPath, lang, withOthers, ...options }: BatchOptions): Promise<number> =>
  runBatch(lines, {
    ...options,
    worker: new URL('./case-worker.js', import.meta.url),
    workerData: { casesPath, lang, withOthers },
    faulty: (line, because) => (line === null ? unreadable(becauseIn(because, lang), lang) : internalLine(idIn(line), becauseIn(because, lang), lang)),
  });

/** Without the engine, which only the thread loads. */
const unreadable = (because: string, lang: Language): object =>
  ({ id: null, ...refusedLine([{ element: null, rule: 'case-invalid', text: { vi: because, en: because } }], lang) });
