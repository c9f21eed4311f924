import type { Variables } from '@lienthong/bpmn';
import { appendTogether, type Actor, type SqlEffect } from '@lienthong/event-store';
import { messageDecider, type MessageRejection } from '../domain/message.js';
import { dossierRefOf } from './advance-dossier.js';
import type { DossierPorts } from './dossier-ports.js';
import { expiryOf } from './outbox.js';

export type Incoming = Readonly<{
  messageId: string; name: string; correlationKey: string; timeToLive: string; variables: Variables; at: string; actor: Actor;
  /** What the host adds to every command's append. */
  effects: readonly SqlEffect[];
}>;
export type Received = Readonly<{ kind: 'accepted'; position: number }> | Readonly<{ kind: 'rejected'; rejection: MessageRejection }>;

/**
 * A message from outside is an event of its own before it is delivered. One whose key is a dossier's code, alone or before a "/", belongs to
 * that dossier, and is destroyed with it.
 */
export async function receiveMessage(ports: DossierPorts, { messageId, name, correlationKey, timeToLive, variables, at, actor, effects }: Incoming): Promise<Received> {
  const stream = `message/${messageId}`;
  const appended = await appendTogether<null, MessageRejection>(ports.store, async () => {
    const { version } = await ports.store.load(stream);
    const data = { messageId, name, correlationKey, timeToLive, variables };
    const decision = messageDecider.decide({ type: 'ReceiveMessage', at, data }, { isReceived: version > 0 });
    if (decision.kind === 'rejected') return decision;
    const code = dossierCodeIn(correlationKey);
    const instance = await ports.loadInstance(code);
    const dossier = instance.state.pin === null ? null : await dossierRefOf(ports, code, instance.state);
    const source = { stream, version: 1 };
    const letter = { id: `outside~${messageId}`, name, correlationKey, source, caseCode: dossier?.code ?? null, thrownAt: at, expiresAt: expiryOf(at, timeToLive) };
    return {
      kind: 'accepted', result: null,
      request: { streams: [{ stream, expected: 'none', events: decision.events }], meta: { actor, at, dossier }, also: [...ports.mail.post(letter), ...effects] },
    };
  });
  return appended.kind === 'rejected' ? appended : { kind: 'accepted', position: appended.position };
}

/** `<code>` or `<code>/<which of its steps>`, as the permit's bodies are told apart. */
const dossierCodeIn = (correlationKey: string): string => correlationKey.split('/', 1)[0] ?? '';
