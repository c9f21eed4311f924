import type { Reaction } from '@lienthong/event-store';
import { advanceRemembered } from './advance-dossier.js';
import { meetDeadlines, tellProcedure } from './clock-deadlines.js';
import { reactionOf } from './clock-reaction.js';
import { correlate, deliverSignal } from './deliver.js';
import type { DossierPorts } from './dossier-ports.js';
import type { Errand } from './mail.js';
import { correctChild } from './correct-child.js';
import { endChild, noteChildEnd, startChild } from './run-child.js';

type Timer = Readonly<{ id: string; dueAt: string; payload: unknown }>;
/** Rows of the first release are timers and do not say so. */
type Payload = Errand | Readonly<{ kind?: undefined; code: string; timerKey: string }>;

/** What concerns one instance happens in its order; letters of one name and key are not brought by two at once. */
export function keyOfTimer({ id, payload }: Pick<Timer, 'id' | 'payload'>): string {
  const errand = payload as Payload;
  if (errand.kind === 'correlate') return `${errand.name} ${errand.correlationKey}`;
  return 'code' in errand ? errand.code : id;
}

/** Whatever was set going in an earlier append, when it is due. Its row goes in the append of what it leads to: once, and never lost. */
export async function fireTimer(ports: DossierPorts, timer: Timer, now: string): Promise<Reaction> {
  const errand = timer.payload as Payload;
  const { dueAt } = timer;
  switch (errand.kind) {
    case undefined:
    case 'timer':
      return fire(ports, errand.code, errand.timerKey, dueAt);
    case 'escalate':
      return escalate(ports, errand, dueAt);
    case 'deadline':
      return meetDeadlines(ports, errand.code, dueAt, now);
    case 'tacit':
      return tellProcedure(ports, errand.code, errand.outcome, dueAt);
    case 'correlate':
      return correlate(ports, errand, timer);
    case 'start-child':
      return startChild(ports, errand);
    case 'child-ended':
      return noteChildEnd(ports, errand);
    case 'end-child':
      return endChild(ports, errand, dueAt);
    case 'correct-child':
      return correctChild(ports, errand, dueAt);
    case 'broadcast':
      return { streams: [], meta: { actor: { role: 'clock' }, at: dueAt, dossier: null }, also: ports.mail.fanOut(timer.id, errand) };
    case 'deliver-signal':
      return deliverSignal(ports, errand);
  }
}

/**
 * A timer is an ordinary command that may come too late. It counts from when it was due: a service that was down does not give or
 * take legal time.
 */
async function fire(ports: DossierPorts, code: string, timerKey: string, dueAt: string): Promise<Reaction> {
  return reactionOf(ports, code, dueAt, await advanceRemembered(ports, code, { type: 'FireTimer', at: dueAt, data: { timerKey } }));
}

/** A task that is done by now, or a procedure that has ended, has been hurried enough. */
async function escalate(ports: DossierPorts, { code, jobKey, toRole }: Extract<Errand, { kind: 'escalate' }>, at: string): Promise<Reaction> {
  const advance = await advanceRemembered(ports, code, { type: 'EscalateTask', at, data: { jobKey, toRole } });
  const isOver = advance.kind === 'rejected' && ['ENDED', 'JOB_UNKNOWN'].includes(advance.rejection.code);
  return isOver ? 'nothing' : reactionOf(ports, code, at, advance);
}
