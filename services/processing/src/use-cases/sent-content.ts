import type { Variables } from '@lienthong/bpmn';
import type { InstanceEvent } from '../domain/instance.js';
import type { MessageReceived } from '../domain/message.js';
import type { DossierPorts } from './dossier-ports.js';
import type { Source } from './mail.js';

export type Sent = Readonly<{ name: string; variables: Variables; at: string }>;

/** What was sent stays in the event that sent it, and nowhere else. Undefined once that is erased: then nobody may have it any more. */
export async function readSent(ports: DossierPorts, { stream, version }: Source): Promise<Sent | undefined> {
  const { events: [stored] } = await ports.store.load(stream, version - 1);
  if (stored === undefined || stored.version !== version || stored.data === null) return undefined;
  const event = stored as unknown as InstanceEvent | MessageReceived;
  switch (event.type) {
    case 'MessageThrown':
    case 'SignalThrown':
    case 'MessageReceived':
      return event.data;
    case 'InstanceCompleted':
      return { name: event.type, variables: { outcome: event.data.outcome, outcomeName: event.data.name, childCode: codeOf(stream) }, at: event.data.at };
    case 'InstanceTerminated':
      return { name: event.type, variables: { outcome: event.data.reason, outcomeName: '', childCode: codeOf(stream) }, at: event.data.at };
    default:
      return undefined;
  }
}

const codeOf = (stream: string): string => stream.slice(stream.indexOf('/') + 1);
