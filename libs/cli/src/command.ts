/** What a command may touch besides files and network: handed in, so that a spec can look at it. */
export type Surroundings = Readonly<{
  out: (text: string) => void; err: (text: string) => void; env: Readonly<Record<string, string | undefined>>;
  /** Seconds since 1970; the machine's clock where none is given. */
  now?: () => number;
  /** Standard input, for commands that read it. */
  input?: AsyncIterable<string | Uint8Array>;
  /** Which of the two is looked at by a person, and how wide it is; nobody where it is not given. */
  terminal?: Readonly<{ out: boolean; err: boolean; columns: number }>;
}>;

/** Vietnamese first, English second. */
export type Summary = Readonly<{ vi: string; en: string }>;

/** One word after `lienthong`. `run` answers the exit code; what it throws is a bug, and ends with EXIT.bug. */
export type Command = Readonly<{ summary: Summary; usage: string; run: (args: readonly string[], around: Surroundings) => Promise<number> }>;
/** A word that is followed by another one. */
export type Group = Readonly<{ summary: Summary; commands: Commands }>;
/** Loaded when it is called. */
export type Commands = Readonly<Record<string, () => Promise<Command | Group>>>;

/** Exit codes, the same for all commands (README). 0 leaves no doubt; every doubt has its own number. */
export const EXIT = { verified: 0, refused: 1, usage: 2, notAttested: 3, unwitnessed: 4, growthUnproven: 5, bug: 70 } as const;
