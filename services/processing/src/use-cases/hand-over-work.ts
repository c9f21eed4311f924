import { actOnDossier } from './act-on-dossier.js';
import type { AbsencePorts, LeftBehind } from './absence-ports.js';
import type { DossierPorts } from './dossier-ports.js';
import { findPresent } from './stand-in.js';

export type HandOverPorts = Readonly<{ dossiers: DossierPorts; absences: AbsencePorts }>;
/** `position`: of the last append, which the next look has to have seen. */
export type HandedOver = Readonly<{ count: number; position: number | undefined }>;

/** One append each: a hundred take a second, and a stop waits for one at most. */
const BATCH = 100;

/**
 * Gives a batch of what absent people have to whoever is there for them: what they had when they left, what the model or a delegate gave them
 * since. It looks at who has what now and does nothing twice, so it may be stopped and begun anew at any time.
 */
export async function handOverSome({ dossiers, absences }: HandOverPorts, at: string, minPosition: number | undefined, isStopped: () => boolean): Promise<HandedOver> {
  let position = minPosition;
  let count = 0;
  for (const task of await absences.leftBehind(at, BATCH, minPosition)) {
    if (isStopped()) break;
    const acted = await handOver({ dossiers, absences }, task, at);
    if (acted.kind === 'rejected') continue;
    count += 1;
    position = Math.max(position ?? 0, acted.position);
  }
  return { count, position };
}

/** An ended procedure needs nobody any more: what it refuses is nobody's trouble. */
async function handOver({ dossiers, absences }: HandOverPorts, task: LeftBehind, at: string): ReturnType<typeof actOnDossier> {
  const { code, jobKey, subject, name, agency, unit, reason, recordedBy, recordedByName } = task;
  const present = await findPresent(absences, { subject, name, agency, unit, roles: [] }, at);
  const to = present === undefined || present.subject === subject ? null : present;
  return actOnDossier(dossiers, {
    code, actor: { role: 'clock' }, seenVersion: undefined, effects: [],
    step: { type: 'HandOverTask', at, data: { jobKey, from: subject, to, by: { subject: recordedBy, name: recordedByName }, reason } },
  });
}
