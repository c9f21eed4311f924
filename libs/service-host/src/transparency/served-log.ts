import type { LogTree, SignedHead, SignedState } from '@lienthong/event-store';
import { NO_QUORUM, openCheckpoint, TILE_WIDTH, type TileAt } from '@lienthong/transparency-log';
import type { LogRefusal, StandingRefusal } from './log-refusal.js';
import type { TransparencyPolicy } from './transparency-policy.js';

/** Readers of tiles come in thousands; the checkpoint changes once a second. */
const KEPT_MS = 200;
/** Time without a cosignature after which somebody should look (transparency-log.md §4). */
const PATIENCE_MS = 4 * 3_600_000;

/**
 * `size`: events in the tree; `treeBehind`: events that are not in it yet. `served` is null before the first checkpoint. `quorum` is the policy's
 * name for whose cosignatures it takes, or `none`. Times are RFC 3339; `cosigners` are `<name>+<key id>`.
 */
export type LogStatus = Readonly<{
  origin: string; size: number; treeBehind: number; quorum: string;
  signed: Readonly<{ size: number; at: string | null }>;
  served: Readonly<{ size: number; cosignedAt: string | null; cosigners: readonly string[] }> | null;
  unwitnessedSince: string | null;
  refusing: Readonly<{ code: string; because: string }> | null;
  /** Event types that are announced as facts: each such event of the log must be heard. */
  announces: readonly string[];
}>;

/** What this log shows to strangers, in any replica: the newest checkpoint that met the policy, and nothing beyond it. */
export class ServedLog {
  #kept: Readonly<{ state: SignedState; until: number }> | undefined;
  #told: Readonly<{ status: Promise<LogStatus>; until: number }> | undefined;

  constructor(readonly parts: Readonly<{ tree: LogTree; head: SignedHead; refusal: LogRefusal; policy: TransparencyPolicy; announces: readonly string[] }>) {}

  async findCheckpoint(): Promise<string | undefined> {
    return (await this.#state()).note ?? undefined;
  }

  /** Tiles and bundles grow, so a narrower one is the beginning of what is there now. */
  async findTile(at: TileAt): Promise<Buffer | undefined> {
    return await this.#isServed(at) ? this.parts.tree.tile(at) : undefined;
  }

  async findBundle(at: TileAt): Promise<Buffer | undefined> {
    return await this.#isServed(at) ? this.parts.tree.bundle(at.index, at.width) : undefined;
  }

  /** A few statements each time it is asked, so it is asked for once by whoever comes together. */
  status(): Promise<LogStatus> {
    const now = performance.now();
    if (this.#told === undefined || this.#told.until < now) this.#told = { status: this.#tell(), until: now + KEPT_MS };
    return this.#told.status;
  }

  /** What somebody should look at, in words; undefined when all is well. */
  async findConcern(): Promise<string | undefined> {
    const { refusing, unwitnessedSince } = await this.status();
    if (refusing !== null) return `the log signs nothing: ${refusing.because}`;
    return unwitnessedSince !== null && Date.now() - Date.parse(unwitnessedSince) >= PATIENCE_MS ? `the log is without new cosignatures since ${unwitnessedSince}` : undefined;
  }

  async #tell(): Promise<LogStatus> {
    const { tree, refusal, policy, announces } = this.parts;
    const [state, { size, behind, refusing }, standing] = await Promise.all([this.#state(), tree.status(), refusal.find()]);
    return {
      origin: policy.origin, size, treeBehind: behind, quorum: policy.own.quorum,
      signed: { size: state.size, at: state.signedAt }, served: this.#served(state), unwitnessedSince: state.unwitnessedSince, refusing: reasonOf(standing, refusing), announces,
    };
  }

  #served({ note, noteSize }: SignedState): LogStatus['served'] {
    if (note === null) return null;
    // Without a quorum: it was met when the note was published, by the policy of that time.
    const opened = openCheckpoint(note, { ...this.parts.policy.own, quorum: NO_QUORUM }, { origin: this.parts.policy.origin });
    const { cosignedAt, cosigners } = opened.kind === 'checkpoint' ? opened : { cosignedAt: null, cosigners: [] };
    return { size: noteSize, cosignedAt: cosignedAt === null ? null : new Date(cosignedAt * 1_000).toISOString(), cosigners };
  }

  /** Before it says no it looks again: another replica may have just shown a larger checkpoint to whoever asks. */
  async #isServed(at: TileAt): Promise<boolean> {
    if (reaches(await this.#state(), at)) return true;
    this.#kept = undefined;
    return reaches(await this.#state(), at);
  }

  async #state(): Promise<SignedState> {
    const now = performance.now();
    if (this.#kept === undefined || this.#kept.until < now) this.#kept = { state: await this.parts.head.read(), until: now + KEPT_MS };
    return this.#kept.state;
  }
}

function reaches({ noteSize }: SignedState, { level, index, width }: TileAt): boolean {
  return index * TILE_WIDTH + width <= Math.floor(noteSize / TILE_WIDTH ** level);
}

function reasonOf(standing: StandingRefusal | undefined, ofTree: Readonly<{ code: string; because: string }> | null): LogStatus['refusing'] {
  const reason = standing ?? ofTree;
  return reason === null ? null : { code: reason.code, because: reason.because };
}
