import { join } from 'node:path';
import { freePort } from '@lienthong/local';
import { startKafkaCluster } from '@lienthong/testing';
import { ApiClient } from '../journeys/api-client.js';
import { inParallel } from '../journeys/desk.js';
import { NpmStart } from '../journeys/npm-start.js';
import { parcelForm } from '../journeys/transfer-forms.js';
import { planTransfer } from '../journeys/transfer-plan.js';
import { TransferPlayers } from '../journeys/transfer-players.js';
import { tellSummary } from '../journeys/transfer-summary.js';
import { megabytes, memoryOf } from './memory.js';
import type { ProcessMemory } from './memory.js';
import { inFreshFolder } from './start.bench.js';

export type TransferFigure = Readonly<{
  transfers: number; seconds: number; perSecond: number; isRight: boolean; commandsEach: number;
  /** Dossiers per second if their commands were all there is to do; see `floorPerSecond` below. */
  floorPerSecond: number; ofFloor: number;
  /** Supervisor, services, simulator and PostgreSQL after the run; the broker is not ours. */
  megabytes: number; processes: readonly ProcessMemory[];
}>;

/** As many as the players have under way at once: twelve counters and six desks of six. */
const IN_FLIGHT = 48;

/** Land transfers through all services over Kafka, as fast as they go, with the players and the broker on the same cores. */
export async function transfersBench(transfers = 400): Promise<TransferFigure> {
  const kafka = await startKafkaCluster({ nodes: 1 });
  try {
    return await inFreshFolder(async (folder) => {
      const port = String(await freePort());
      const platform = NpmStart.run(['--port', port, '--data', join(folder, 'data'), '--transport', 'kafka'], { KAFKA_BROKERS: kafka.brokers.join(',') });
      try {
        await platform.printed(/Ctrl-C/);
        return await play(`http://127.0.0.1:${port}`, transfers, platform);
      } finally {
        await platform.endBy('SIGTERM', platform.pid);
      }
    });
  } finally {
    await kafka.stop();
  }
}

async function play(gateway: string, transfers: number, platform: NpmStart): Promise<TransferFigure> {
  const result = await new TransferPlayers({ gateway, transfers, counters: 12, patienceMs: 120_000 }).play();
  const processes = await memoryOf(await platform.processes());
  const { isRight } = await tellSummary(new ApiClient(gateway, 'auditor'), result);
  const floorPerSecond = transfers / await secondsOfIdleCommands(gateway, result.commands);
  const seconds = result.durationMs / 1_000;
  return {
    transfers, seconds: round(seconds), perSecond: round(transfers / seconds), isRight, commandsEach: round(result.commands / transfers),
    floorPerSecond: round(floorPerSecond), ofFloor: Math.round((transfers / seconds / floorPerSecond) * 100) / 100,
    megabytes: megabytes(processes), processes,
  };
}

/**
 * The floor: as many commands from the same client through the same door to one service, each checked and decided like any other, but
 * with nothing to do, since the parcel is already entered. What lies between is what events, facts, read models and work lists cost.
 */
async function secondsOfIdleCommands(gateway: string, commands: number): Promise<number> {
  const registrar = new ApiClient(gateway, 'registrar');
  const body = JSON.stringify(parcelForm(planTransfer(0, 'FLOOR')));
  const enter = async (): Promise<void> => {
    const { status } = await registrar.send('POST', '/api/land-registry/parcels', body);
    if (status >= 300) throw new Error(`Expected to enter a parcel again, but the answer was ${status}`);
  };
  await enter();
  const startedAt = performance.now();
  await inParallel(Array.from({ length: commands }, (_, number) => number), IN_FLIGHT, enter);
  return (performance.now() - startedAt) / 1_000;
}

const round = (value: number): number => Math.round(value * 10) / 10;
