/** What a command may touch besides files and network: handed in, so that a spec can look at it. */
export type Surroundings = Readonly<{
  out: (text: string) => void; err: (text: string) => void; env: Readonly<Record<string, string | undefined>>;
  /** Seconds since 1970; the machine's clock where none is given. */
  now?: () => number;
}>;

/** One word after `lienthong`. `run` answers the exit code; what it throws is a bug, and ends with EXIT.bug. */
export type Command = Readonly<{
  summary: Readonly<{ vi: string; en: string }>; usage: string; run: (args: readonly string[], around: Surroundings) => Promise<number>;
}>;

/** Exit codes, the same for all commands (README). 0 leaves no doubt; every doubt has its own number. */
export const EXIT = { verified: 0, refused: 1, usage: 2, notAttested: 3, unwitnessed: 4, growthUnproven: 5, bug: 70 } as const;
