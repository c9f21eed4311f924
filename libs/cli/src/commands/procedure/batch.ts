import { runBatch } from '../batch.js';
import { idIn, internalLine, refusedLine, type Language } from './answer-line.js';
import { becauseIn } from './exit-codes.js';
import type { UnreadableLine } from './read-file.js';

export type BatchOptions = Readonly<{ casesPath: string; lang: Language; withOthers: boolean; out: (text: string) => void; maxCaseMs?: number }>;

/** Plays cases in their order in a thread; each gets its one line, whatever becomes of the thread. Answers how many there were. */
export const playBatch = (lines: AsyncIterable<string | UnreadableLine>, { casesPath, lang, withOthers, ...options }: BatchOptions): Promise<number> =>
  runBatch(lines, {
    ...options,
    worker: new URL('./case-worker.js', import.meta.url),
    workerData: { casesPath, lang, withOthers },
    faulty: (line, because) => (line === null || because.line !== undefined ? unreadable(line, becauseIn(because, lang), lang) : internalLine(idIn(line), becauseIn(because, lang), lang)),
  });

/** Without the engine, which only the thread loads. */
const unreadable = (line: string | null, because: string, lang: Language): object =>
  ({ id: line === null ? null : idIn(line), ...refusedLine([{ element: null, rule: 'case-invalid', text: { vi: because, en: because } }], lang) });
