import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Language } from './answer.js';
import { answerLine } from './case-line.js';
import { openModels } from './models.js';

// A thread of its own: whatever should run for ever or eat all memory ends it, and not the batch.
const { casesPath, lang } = workerData as Readonly<{ casesPath: string; lang: Language }>;
const setting = { folder: dirname(casesPath), lang, models: openModels() };

let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (line: string) => {
  last = last.then(async () => parentPort?.postMessage(await answerLine(line, setting)));
});
