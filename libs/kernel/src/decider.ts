/** A fact that happened. `type` is the stable wire name, never derived from a class name. */
export type Fact<Type extends string, Data extends object> = Readonly<{ type: Type; data: Readonly<Data> }>;

/** A request to decide something. `at` is the only clock the domain sees (RFC 3339 with offset). */
export type Command<Type extends string, Data extends object> = Readonly<{ type: Type; data: Readonly<Data>; at: string }>;

/** An expected "no". A value, not an exception: callers must handle every `code`. */
export type Rejection<Code extends string> = Readonly<{ code: Code; because: string }>;

export type Decision<E, R> =
  | Readonly<{ kind: 'accepted'; events: readonly E[] }>
  | Readonly<{ kind: 'rejected'; rejection: R }>;

/** Three pure things. Time, ids, randomness and prices arrive in the command. */
export type Decider<C, S, E, R> = Readonly<{
  initial: S;
  decide(command: C, state: S): Decision<E, R>;
  evolve(state: S, event: E): S;
}>;

/** Without events: the command changes nothing, which is not a refusal. */
export function accepted<E>(...events: readonly E[]): Readonly<{ kind: 'accepted'; events: readonly E[] }> {
  return { kind: 'accepted', events };
}

/** `because` reads "Expected to ⟨verb⟩ ⟨thing⟩ ⟨id⟩, but ⟨fact⟩". */
export function rejected<Code extends string>(code: Code, because: string): Readonly<{ kind: 'rejected'; rejection: Rejection<Code> }> {
  return { kind: 'rejected', rejection: { code, because } };
}

/** Compile error when a `switch` forgets a case; a crash, never a default, if one arrives at run time. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
