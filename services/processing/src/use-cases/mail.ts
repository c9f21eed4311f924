import type { SqlEffect } from '@lienthong/event-store';

/** An open message or signal subscription. `caseCode`: the dossier to which the logs count it; `process`: the procedure that waits. */
export type Subscription = Readonly<{
  code: string; caseCode: string; subscriptionKey: string; process: string; kind: 'message' | 'signal'; name: string; correlationKey: string | null; openedAt: string;
}>;

/** The event that sent something: what it carries stays there, sealed, and is read when it is delivered. */
export type Source = Readonly<{ stream: string; version: number }>;

export type Letter = Readonly<{ id: string; name: string; correlationKey: string; source: Source; caseCode: string | null; thrownAt: string; expiresAt: string }>;

/** A letter and the subscription that takes it. `at`: when both were there. */
export type Match = Readonly<{ letterId: string; name: string; correlationKey: string; source: Source; code: string; subscriptionKey: string; process: string; at: string }>;

/** Goes page by page through those who waited (`upTo`) when the signal was thrown. */
export type Broadcast = Readonly<{ name: string; source: Source; thrower: string; at: string; after: number; upTo: number }>;

/** What a timer row of this service is for: besides timers of instances, everything that one instance sends to another waits there. */
export type Errand =
  | Readonly<{ kind: 'timer'; code: string; timerKey: string }>
  /** Looks what has come of the dossier's clock. */
  | Readonly<{ kind: 'deadline'; code: string }>
  /** Tells the procedure that silence has become a decision. */
  | Readonly<{ kind: 'tacit'; code: string; outcome: string }>
  | Readonly<{ kind: 'escalate'; code: string; jobKey: string; toRole: string }>
  | Readonly<{ kind: 'correlate'; name: string; correlationKey: string }>
  | Readonly<{ kind: 'start-child'; source: Source; code: string; process: string; startEvent: string }>
  | Readonly<{ kind: 'child-ended'; source: Source; code: string; parent: string }>
  | Readonly<{ kind: 'end-child'; code: string; reason: string }>
  /** The case's application was set right after the child began. */
  | Readonly<{ kind: 'correct-child'; code: string; parent: string }>
  | Readonly<{ kind: 'broadcast' } & Broadcast>
  | Readonly<{ kind: 'deliver-signal'; source: Source; code: string; subscriptionKey: string }>;

/**
 * Where messages and signals meet those who wait for them. Rows change only as effects of the appends that open, throw or take them, so that
 * log and rows agree at every moment; the head's lock, under which effects run, puts opening and throwing in one order.
 */
export abstract class Mail {
  abstract subscribe(subscription: Subscription): readonly SqlEffect[];
  abstract unsubscribe(code: string, subscriptionKey: string): SqlEffect;
  /** The instance has ended. */
  abstract unsubscribeAll(code: string): SqlEffect;
  abstract post(letter: Letter): readonly SqlEffect[];
  /** At most once to each process: a second delivery aborts its append. */
  abstract take(letterId: string, process: string): SqlEffect;
  /** The oldest letter of the name and key that somebody waits for. */
  abstract findMatch(name: string, correlationKey: string): Promise<Match | undefined>;
  /** Looks for a match when this append is stored. Every cause has an id of its own: a look that is under way must not swallow the next. */
  abstract look(id: string, name: string, correlationKey: string, at: string): SqlEffect;
  /** What it carried has been erased. */
  abstract discard(letterId: string): SqlEffect;
  /** Letters past their time that nobody can claim any more. */
  abstract clear(name: string, correlationKey: string, at: string): SqlEffect;
  abstract broadcast(signal: Omit<Broadcast, 'after' | 'upTo'>): SqlEffect;
  /** One delivery each for the next page of those who waited, and a row for the rest. */
  abstract fanOut(id: string, broadcast: Broadcast): readonly SqlEffect[];
  abstract errand(id: string, dueAt: string, errand: Errand): SqlEffect;
  /** Numbers are never given twice; one that was drawn in vain leaves a gap. */
  abstract drawChildNumber(unit: string, day: string): Promise<number>;
}
