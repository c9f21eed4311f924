/** What a command answers with. The interceptor turns position into `Position`, version into `ETag`, location into `Location`. */
export class CommandAnswer {
  constructor(
    readonly body: unknown,
    readonly position: number,
    readonly version: number | null,
    readonly location: string | null,
    readonly status: number | null,
  ) {}
}

export type CommandOutcome = Readonly<{ position: number; version?: number; body?: unknown; location?: string; status?: number }>;

/** `return commandAnswer({ position, version, body: { code } })`. Without a body the answer is `{ position }`. */
export function commandAnswer({ position, version, body, location, status }: CommandOutcome): CommandAnswer {
  return new CommandAnswer(body ?? { position }, position, version ?? null, location ?? null, status ?? null);
}
