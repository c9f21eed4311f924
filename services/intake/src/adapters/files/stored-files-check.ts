import type { CheckRun, EventStore, Finding, SelfCheck } from '@lienthong/event-store';
import type { FileVault } from '../../use-cases/file-vault.js';

/** A page of the log; only what is new since the last pass is read. */
const PAGE = 1_000;
/** Some seconds of reading from a disk. A larger archive is gone through in several passes. */
const FILES_A_PASS = 500;

/** Every file that was taken in is there, and its bytes still have the hash under which they were entered in the log. */
export function storedFilesCheck(store: EventStore, vault: FileVault): SelfCheck {
  const hashes = new Map<string, number>();
  let [readTo, next] = [-1, 0];

  async function learn(stopped: AbortSignal): Promise<void> {
    for (let events = await store.read({ after: readTo, limit: PAGE }); events.length > 0 && !stopped.aborted; events = await store.read({ after: readTo, limit: PAGE })) {
      for (const { type, data, logIndex } of events) if (type === 'FileStored' && data !== null) hashes.set((data as { hash: string }).hash, logIndex);
      readTo = events.at(-1)!.logIndex;
    }
  }

  return {
    name: 'files',
    async run({ report, stopped }: CheckRun): Promise<void> {
      await learn(stopped);
      const all = [...hashes];
      if (next >= all.length) next = 0;
      const these = all.slice(next, next + FILES_A_PASS);
      next += these.length;
      for (const [hash, index] of these) {
        if (stopped.aborted) return;
        const state = await vault.condition(hash);
        // Erased meanwhile, with the event that named it: then nothing is missing.
        if (state === 'whole' || (await store.read({ after: index - 1, limit: 1 }))[0]?.data === null) continue;
        report(findingOf(hash, index, state));
      }
    },
  };
}

function findingOf(hash: string, index: number, state: 'altered' | 'missing'): Finding {
  return state === 'altered'
    ? { kind: 'file-altered', index, subject: `file ${hash}`, explanation: {
        vi: `Tệp ${hash.slice(0, 16)}… không còn là tệp đã nộp: nội dung trên đĩa có mã băm khác với mã ghi ở sự kiện số ${index}`,
        en: `File ${hash.slice(0, 16)}… is not what was handed in: its bytes on disk have another hash than event ${index} names` } }
    : { kind: 'file-missing', index, subject: `file ${hash}`, explanation: {
        vi: `Tệp ${hash.slice(0, 16)}… ghi ở sự kiện số ${index} không còn trên đĩa`, en: `File ${hash.slice(0, 16)}…, named by event ${index}, is no longer on disk` } };
}
