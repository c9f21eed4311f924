import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Language } from './answer-line.js';
import { openModels } from './models.js';
import { playLine } from './play-line.js';

// A thread of its own: a model that runs for ever or eats all memory ends it, and not the batch.
const { casesPath, lang, withOthers } = workerData as Readonly<{ casesPath: string; lang: Language; withOthers: boolean }>;
const setting = { folder: dirname(casesPath), lang, withOthers, models: openModels() };

let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (line: string) => {
  last = last.then(async () => parentPort?.postMessage(await playLine(line, setting)));
});
