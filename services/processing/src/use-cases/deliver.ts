import type { Reaction, SqlEffect } from '@lienthong/event-store';
import { advanceDossier, dossierRefOf } from './advance-dossier.js';
import { reactionOf } from './clock-reaction.js';
import type { DossierPorts } from './dossier-ports.js';
import type { Errand, Match } from './mail.js';
import { readSent } from './sent-content.js';

/** Brings one letter to one who waits for it, and looks again: another process may wait for it too, or another letter be there. */
export async function correlate(ports: DossierPorts, { name, correlationKey }: Extract<Errand, { kind: 'correlate' }>, { dueAt }: Readonly<{ dueAt: string }>): Promise<Reaction> {
  const { mail } = ports;
  const match = await mail.findMatch(name, correlationKey);
  if (match === undefined) return only(dueAt, [mail.clear(name, correlationKey, dueAt)]);
  const again = mail.look(`again~${match.letterId}~${match.code}~${match.subscriptionKey}`, name, correlationKey, dueAt);
  const sent = await readSent(ports, match.source);
  return sent === undefined ? only(dueAt, [mail.discard(match.letterId), again]) : bring(ports, match, sent.variables, again);
}

type Brought = NonNullable<Awaited<ReturnType<typeof readSent>>>['variables'];

async function bring(ports: DossierPorts, match: Match, variables: Brought, again: SqlEffect): Promise<Reaction> {
  const { code, at, subscriptionKey, letterId, process } = match;
  const advance = await advanceDossier(ports, code, {
    type: 'CorrelateMessage', at, data: { name: match.name, correlationKey: match.correlationKey, variables, messageId: letterId, subscriptionKey },
  });
  if (advance.kind === 'quiet') {
    // The row says that somebody waits and the instance does not: guarded by the version at which that is so, the row goes.
    const { state } = await ports.loadInstance(code);
    return { streams: advance.streams, meta: { actor: { role: 'clock' }, at, dossier: await dossierRefOf(ports, code, state) }, also: [ports.mail.unsubscribe(code, subscriptionKey), again] };
  }
  const reaction = await reactionOf(ports, code, at, advance);
  return reaction === 'nothing' ? reaction : { ...reaction, also: [...(reaction.also ?? []), ports.mail.take(letterId, process), again] };
}

/** To one of those who waited when the signal was thrown; who no longer waits has missed nothing. */
export async function deliverSignal(ports: DossierPorts, { source, code, subscriptionKey }: Extract<Errand, { kind: 'deliver-signal' }>): Promise<Reaction> {
  const sent = await readSent(ports, source);
  if (sent === undefined) return 'nothing';
  const { name, variables, at } = sent;
  return reactionOf(ports, code, at, await advanceDossier(ports, code, { type: 'DeliverSignal', at, data: { name, variables, subscriptionKey } }));
}

function only(at: string, also: readonly SqlEffect[]): Reaction {
  return { streams: [], meta: { actor: { role: 'clock' }, at, dossier: null }, also };
}
