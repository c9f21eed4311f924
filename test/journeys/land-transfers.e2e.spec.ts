import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from './api-client.js';
import { checkProofs } from './proof-check.js';
import { startTemporaryPlatform } from './temporary-platform.js';
import { TransferPlayers } from './transfer-players.js';
import { tellSummary } from './transfer-summary.js';

/** The whole platform as `npm start` runs it, and what `npm run demo` plays into it. Over Kafka: test/resilience. */
describe('land transfers over the feed', () => {
  it('are carried through, also by a platform that was stopped and started again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lienthong-journey-'));
    const seen: string[][] = [];
    try {
      for (let start = 1; start <= 2; start++) {
        const { platform, stop } = await startTemporaryPlatform('feed', folder);
        try {
          const result = await new TransferPlayers({ gateway: platform.url, transfers: 20 }).play();
          const auditor = new ApiClient(platform.url, 'auditor');
          assert.deepEqual((await tellSummary(auditor, result)).doubts, []);
          assert.deepEqual((await checkProofs(auditor, [...result.plans.keys()])).doubts, []);
          seen.push([...result.plans.keys()]);
          const { total } = await auditor.get<{ total: number }>('/api/audit/dossiers?limit=1');
          assert.equal(total, 20 * start);
        } finally {
          await stop();
        }
      }
      assert.equal(new Set(seen.flat()).size, 40);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
