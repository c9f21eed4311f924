import { after, readMoment, writeMoment, type Model } from '@lienthong/bpmn';
import type { SqlEffect } from '@lienthong/event-store';
import { startsOf } from '../domain/child-dossier.js';
import { isCorrection, unpacked } from '../domain/supplement-corrections.js';
import { caseOf, type Instance, type InstanceEvent } from '../domain/instance.js';
import type { DossierPorts } from './dossier-ports.js';
import type { Source } from './mail.js';

/** As long as Camunda's clients keep a message that says nothing of it. */
const USUAL_TIME_TO_LIVE = 'PT1H';
/** Nobody waits longer for what may never come; the row would stay. */
const LONGEST_TIME_TO_LIVE = 'P1Y';

/** A run that was decided: `version` is the stream's before its events. */
export type Ran = Readonly<{ code: string; version: number; events: readonly InstanceEvent[]; before: Instance; after: Instance; model: Model | undefined }>;

/** What a run sets going outside its instance: timers, waiting for messages, and everything it sends. Stored with its events or not at all. */
export function effectsOf(ports: DossierPorts, ran: Ran): readonly SqlEffect[] {
  return [...ran.events.flatMap((event, index) => effectsOfEvent(ports, ran, event, { stream: `instance/${ran.code}`, version: ran.version + index + 1 })), ...correctedChildren(ports, ran)];
}

/** What was set right in the case is set right in the bodies' dossiers that have begun with it and have not ended. */
function correctedChildren({ mail }: DossierPorts, { code, version, events, after: { children } }: Ran): readonly SqlEffect[] {
  const modified = unpacked(events).some(isCorrection) ? events.find((event) => event.type === 'InstanceModified') : undefined;
  if (modified?.type !== 'InstanceModified') return [];
  const open = Object.entries(children).filter(([, { ended }]) => ended === null);
  return open.map(([child]) => mail.errand(`correct~${child}~${version}`, modified.data.at, { kind: 'correct-child', code: child, parent: code }));
}

/** A timer that fires is taken away by the runner itself, in the transaction that stores this run. */
function effectsOfEvent(ports: DossierPorts, ran: Ran, event: InstanceEvent, source: Source): readonly SqlEffect[] {
  const { mail } = ports;
  const { code } = ran;
  switch (event.type) {
    case 'TimerScheduled': {
      const { timerKey, dueAt } = event.data;
      return [mail.errand(`${code}~${timerKey}`, dueAt, { kind: 'timer', code, timerKey })];
    }
    case 'TimerCancelled':
      return [ports.cancelTimer(`${code}~${event.data.timerKey}`)];
    case 'JobOpened':
      return (event.data.escalatesAt ?? []).map(({ at, toRole }, place) =>
        mail.errand(`${code}~${event.data.jobKey}~escalation-${place + 1}`, at, { kind: 'escalate', code, jobKey: event.data.jobKey, toRole }));
    case 'SubscriptionOpened': {
      const { subscriptionKey, kind, name, correlationKey = null, at } = event.data;
      if (kind === 'condition') return [];
      return mail.subscribe({ code, caseCode: caseOf(ran.after, code), subscriptionKey, process: ran.after.pin?.procedure ?? '', kind, name, correlationKey, openedAt: at });
    }
    case 'SubscriptionClosed':
      return [mail.unsubscribe(code, event.data.subscriptionKey)];
    case 'SignalThrown':
      return [mail.broadcast({ name: event.data.name, source, thrower: code, at: event.data.at })];
    case 'MessageThrown':
      return [...childrenOf(ports, ran, event.data, source), ...letterOf(ports, ran, event.data, source)];
    case 'InstanceCompleted':
    case 'InstanceTerminated':
      return endOf(ports, ran, event, source);
    default:
      return [];
  }
}

type Thrown = Readonly<{ name: string; correlationKey: string; timeToLive: string; at: string }>;

/** Every process of the same file that the message starts, but the one that threw it. */
function childrenOf({ mail }: DossierPorts, { code, model, after: { pin } }: Ran, { name, at }: Thrown, source: Source): readonly SqlEffect[] {
  const own = pin?.child?.process ?? model?.main;
  const starts = model === undefined ? [] : startsOf(model, name).filter(({ process }) => process !== own);
  return starts.map(({ process, startEvent }) => mail.errand(`child~${code}~${source.version}~${process}`, at, { kind: 'start-child', source, code, process, startEvent }));
}

function letterOf({ mail }: Pick<DossierPorts, 'mail'>, { code, after: instance }: Ran, { name, correlationKey, timeToLive, at }: Thrown, source: Source): readonly SqlEffect[] {
  const expiresAt = expiryOf(at, timeToLive);
  return mail.post({ id: `${code}~${source.version}`, name, correlationKey, source, caseCode: caseOf(instance, code), thrownAt: at, expiresAt });
}

export function expiryOf(at: string, timeToLive: string): string {
  const from = readMoment(at) ?? 0;
  const longest = after(from, LONGEST_TIME_TO_LIVE) ?? from;
  return writeMoment(Math.min(longest, after(from, timeToLive === '' ? USUAL_TIME_TO_LIVE : timeToLive) ?? from));
}

/** A child's end is its parent's news, and a message that the parent's process may wait for. With a case that is ended, its children are. */
function endOf({ mail }: DossierPorts, ran: Ran, event: Extract<InstanceEvent, { type: 'InstanceCompleted' | 'InstanceTerminated' }>, source: Source): readonly SqlEffect[] {
  const { code, before, events, after: { pin, children } } = ran;
  const { at } = event.data;
  const orphans = event.type === 'InstanceTerminated' ? Object.entries(children).filter(([, { ended }]) => ended === null) : [];
  const ends = orphans.map(([child]) => mail.errand(`end~${child}`, at, { kind: 'end-child', code: child, reason: event.type === 'InstanceTerminated' ? event.data.reason : '' }));
  // Rows are there only where the instance had some; most have none, and then their end needs no effect at all.
  const hadSome = Object.keys(before.run.subscriptions).length > 0 || events.some(({ type }) => type === 'SubscriptionOpened');
  const silence = hadSome ? [mail.unsubscribeAll(code)] : [];
  if (pin?.child === undefined) return [...silence, ...ends];
  const { parent, process } = pin.child;
  const letter = letterOf({ mail }, ran, { name: `${process}-ended`, correlationKey: parent, timeToLive: LONGEST_TIME_TO_LIVE, at }, source);
  return [...silence, ...ends, mail.errand(`ended~${code}`, at, { kind: 'child-ended', source, code, parent }), ...letter];
}
