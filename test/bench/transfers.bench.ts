import { readFile } from 'node:fs/promises';
import { ApiClient } from '../journeys/api-client.js';
import { startTemporaryPlatform } from '../journeys/temporary-platform.js';
import { TransferPlayers } from '../journeys/transfer-players.js';
import { tellSummary } from '../journeys/transfer-summary.js';

export type TransferFigure = Readonly<{
  transfers: number; seconds: number; perSecond: number; isRight: boolean;
  /** From the start of the first process to a ready gateway, with an installed and built tree. */
  startSeconds: number;
  /** Resident memory of all services and the carrier's simulator after the run, without the broker. */
  servicesMegabytes: number; postgresMegabytes: number;
}>;

/** Land transfers through all services over Kafka, as fast as they go, with the players on the same two cores. */
export async function transfersBench(transfers = 400): Promise<TransferFigure> {
  const { platform, startSeconds, stop } = await startTemporaryPlatform('kafka');
  try {
    const result = await new TransferPlayers({ gateway: platform.url, transfers, counters: 12, patienceMs: 120_000 }).play();
    const { isRight } = await tellSummary(new ApiClient(platform.url, 'auditor'), result);
    const seconds = result.durationMs / 1_000;
    const services = await Promise.all([...platform.services.values()].map(({ pid }) => residentMegabytes(pid)));
    return {
      transfers, seconds: round(seconds), perSecond: round(transfers / seconds), isRight, startSeconds: round(startSeconds),
      servicesMegabytes: Math.round(services.reduce((sum, one) => sum + one, 0)), postgresMegabytes: Math.round(await privateMegabytesBelow(await platform.postgres.findPid())),
    };
  } finally {
    await stop();
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;

async function residentMegabytes(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1_024;
}

/** Proportional set size, since PostgreSQL's processes share most of their memory. */
async function privateMegabytesBelow(parent: number | undefined): Promise<number> {
  if (parent === undefined) return 0;
  const children = (await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8').catch(() => '')).trim().split(' ').filter((pid) => pid !== '');
  const sizes = await Promise.all([String(parent), ...children].map(async (pid) => {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) / 1_024;
  }));
  return sizes.reduce((sum, size) => sum + size, 0);
}
