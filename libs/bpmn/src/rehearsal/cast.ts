import type { InstanceEvent, InstanceState, Variables } from '../instance-state.js';
import type { Drawing, Engine, Entrance } from './drawing.js';
import type { Moment } from './moments.js';

// Who and what there is in one case.

/** One instance of a process of the file. */
export type Actor = {
  readonly number: number;
  readonly process: string;
  readonly engine: Engine;
  /** The correlation key of the message that started it: another one with this key has to wait (as in Zeebe). */
  readonly lock: string | null;
  /** A dossier's code, and the dossier it is part of. */
  readonly code: string;
  readonly parent: Actor | null;
  state: InstanceState;
};

/** A message that was published. Each process takes it at most once, as long as it lives. */
export type Letter = Readonly<{ id: string; name: string; correlationKey: string; variables: Variables; sender: number | null; until: Moment; takenBy: Set<string> }>;
export type Broadcast = Readonly<{ name: string; variables: Variables; thrower: number | null }>;
/** A timer or condition outside any instance. */
export type Watch = { readonly entrance: Entrance; due: Moment | null; repetitions: number | null; interval: string | null; isTrue: boolean };

export type Seen = Readonly<{ at: string; process: string; instance: number; event: InstanceEvent }>;
/** All that happens in one case. It lives as long as the rehearsal; what is mutable here nobody else sees. */
export type Stage = {
  readonly drawing: Drawing;
  readonly process: string;
  readonly input: Variables;
  readonly until: Moment;
  /** Nothing of the case happens later; what is kept without a time to live is kept so long. */
  readonly horizon: Moment;
  readonly observe: ((seen: Seen) => void) | undefined;
  now: Moment;
  at: string;
  main: Actor | null;
  /** Instances that have not ended, in the order of their start. */
  open: Actor[];
  readonly letters: Letter[];
  readonly outbox: (Letter | Broadcast)[];
  watches: Watch[];
  actors: number;
  ended: number;
  events: number;
  firings: number;
  messages: number;
  /** Why the case itself cannot be played: its input or an answer. */
  trouble: string | null;
};
