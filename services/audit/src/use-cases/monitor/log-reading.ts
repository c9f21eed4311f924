import type { TileAt } from '@lienthong/transparency-log';

/** `absent`: the log answers that it has no such thing. `failed`: it could not be asked, or not understood; ask again. */
export type Read<T> = Readonly<{ kind: 'read'; value: T }> | Readonly<{ kind: 'absent' }> | Readonly<{ kind: 'failed'; because: string }>;

/** What a log says of itself beside its checkpoint. Members that an older release does not know are null. */
export type LogStatus = Readonly<{
  size: number | null; servedSize: number | null; unwitnessedSince: string | null; refusing: Readonly<{ code: string; because: string }> | null; announces: readonly string[] | null;
}>;

/** A log as any stranger reads it, over HTTP. A port; `url` is the address of its prefix, from the policy. */
export abstract class LogReading {
  abstract checkpoint(url: string): Promise<Read<string>>;
  abstract status(url: string): Promise<Read<LogStatus>>;
  /** Exactly `width` hashes. */
  abstract tile(url: string, at: TileAt): Promise<Read<Buffer>>;
  /** Exactly `width` entries; `absent` too where what came is none. */
  abstract bundle(url: string, index: number, width: number): Promise<Read<readonly Buffer[]>>;
}
