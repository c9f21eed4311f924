import { dueDateHistory, explainDueDate, type CalendarBook, type DatedDueDate, type StartedClock } from '@lienthong/calendar';
import type { Explanation } from '@lienthong/kernel';
import { refuse } from '@lienthong/service-host';
import type { Instance } from '../../domain/instance.js';
import { maySee, type Reader } from '../../domain/visibility.js';
import type { DossierPorts, DossierStates } from '../../use-cases/dossier-ports.js';

/** A dossier whose clock has started, for whoever may see it. */
export type ClockedDossier = Readonly<{ running: StartedClock; instance: Instance; clock: Extract<DossierStates['clock']['state'], { dueAt: string }> }>;

export async function getClocked(dossiers: DossierPorts, code: string, reader: Reader): Promise<ClockedDossier> {
  const [{ state: instance }, { state: clock }] = await Promise.all([dossiers.loadInstance(code), dossiers.loadClock(code)]);
  if (clock.running === null || !maySee(instance, reader)) refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code.slice(0, 60)}, but it has no procedure here that the requester may see` });
  return { running: clock.running, instance, clock };
}

/** Every date that the dossier has had; the last one holds. */
export function datesOf(calendars: CalendarBook, running: StartedClock): readonly DatedDueDate[] {
  const history = dueDateHistory(calendars, running);
  return history.kind === 'history' ? history.dates : refuse(history.rejection);
}

/** Line by line, with every date that was promised before and why it fell. */
export async function accountOf(dossiers: DossierPorts, code: string, { instance, running }: Pick<ClockedDossier, 'instance' | 'running'>): Promise<Explanation> {
  const { procedure, procedureVersion } = instance.pin ?? { procedure: '', procedureVersion: 0 };
  const limitBasis = (await dossiers.findDefinition(procedure, procedureVersion))?.procedure?.limitBasis;
  return explainDueDate({ about: code, limit: running.limit, ...(limitBasis && { legalBasis: limitBasis }), dates: datesOf(await dossiers.calendars(running.calendar), running) });
}
