import type { Decider, Rejection } from '@lienthong/kernel';
import type { AppendMeta, NewEvent, SqlEffect, StreamAppend } from './event.js';
import type { EventStore } from './event-store.js';

export type HandleOptions<E, S> = Readonly<{
  meta: AppendMeta;
  /** The version the caller saw (If-Match). Without it a conflict is answered by deciding again. */
  expectedVersion?: number | undefined;
  also?: readonly SqlEffect[] | ((events: readonly E[], state: S) => readonly SqlEffect[]) | undefined;
}>;

export type Handled<E, R> =
  | Readonly<{ kind: 'accepted'; events: readonly E[]; version: number; position: number }>
  | Readonly<{ kind: 'rejected'; rejection: R }>;

export type Prepared<S, R> =
  | Readonly<{ kind: 'accepted'; append: StreamAppend; state: S }>
  | Readonly<{ kind: 'rejected'; rejection: R; state: S }>;

export type CommandHandler<C, S, E, R> = Readonly<{
  handle(key: string, command: C, options: HandleOptions<E, S>): Promise<Handled<E, R>>;
  prepare(key: string, command: C): Promise<Prepared<S, R>>;
  state(key: string): Promise<{ state: S; version: number }>;
}>;

export type CommandHandlerOptions<C, S, E, R> = Readonly<{
  store: EventStore; decider: Decider<C, S, E, R>; category: string; cacheLimit?: number;
}>;

export function createCommandHandler<C, S, E extends NewEvent, R extends Rejection<string>>(
  _options: CommandHandlerOptions<C, S, E, R>,
): CommandHandler<C, S, E, R> {
  throw new Error('not built yet');
}
