import type { SinceEvent } from './event.js';

/** Thrown by `append` when a stream is not at the expected version; nothing of the request was stored. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
  constructor(
    readonly stream: string,
    readonly expected: number | 'none',
    readonly actual: number,
    readonly since: readonly SinceEvent[],
  ) {
    super(`Expected to append to ${stream} at version ${expected}, but it is at ${actual}`);
  }
}

/** Thrown by `append` when an effect changed another number of rows than it must; nothing of the request was stored. */
export class EffectFailed extends Error {
  override readonly name = 'EffectFailed';
  constructor(readonly text: string, readonly mustChange: number, readonly changed: number) {
    super(`Expected to change ${mustChange} rows by an effect, but ${changed} changed: ${text}`);
  }
}

/** Thrown by `append` at once when too much waits already. Hosts answer 503; the caller may try again later. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
  constructor(readonly waiting: number) {
    super(`Expected to queue an append, but ${waiting} are waiting already`);
  }
}

/** Thrown by a message handler or codec: this message can never be handled as it is. It parks its key. */
export class CannotHandle extends Error {
  override readonly name = 'CannotHandle';
  constructor(readonly code: string, readonly because: string) {
    super(`${code}: ${because}`);
  }
}
