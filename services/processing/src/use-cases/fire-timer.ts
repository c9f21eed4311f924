import type { Reaction } from '@lienthong/event-store';
import { advanceDossier, type TimerPayload } from './advance-dossier.js';
import type { DossierPorts } from './dossier-ports.js';

/**
 * A timer is an ordinary command that may come too late. It counts from when it was due: a service that was down does not give or
 * take legal time. A refusal is thrown, so that the row stays and is tried again instead of being lost.
 */
export async function fireTimer(ports: DossierPorts, timer: Readonly<{ id: string; dueAt: string; payload: unknown }>): Promise<Reaction> {
  const { code, timerKey } = timer.payload as TimerPayload;
  const advance = await advanceDossier(ports, code, { type: 'FireTimer', at: timer.dueAt, data: { timerKey } });
  if (advance.kind === 'quiet') return 'nothing';
  if (advance.kind === 'rejected') throw new Error(`${advance.rejection.code}: ${advance.rejection.because}`);
  const dossier = (await ports.store.findDossier(code)) ?? null;
  return { streams: advance.streams, meta: { actor: { role: 'clock' }, at: timer.dueAt, dossier }, also: advance.also };
}
