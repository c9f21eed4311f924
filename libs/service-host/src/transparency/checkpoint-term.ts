import { setTimeout as pause } from 'node:timers/promises';
import type { LogTree, SignedHead, SignedState } from '@lienthong/event-store';
import { NO_QUORUM, openCheckpoint, refusals, verifyGrowth, type Refusal } from '@lienthong/transparency-log';
import type { Log } from '../log.js';
import type { LogRefusal } from './log-refusal.js';
import type { LogSigner } from './note-signer.js';
import { cosignatureLines, signCheckpoint, type SignedCheckpoint } from './signed-checkpoint.js';
import type { TransparencyPolicy } from './transparency-policy.js';
import { WitnessClient } from './witness-client.js';
import { WitnessInquiry, type InquiryOutcome } from './witness-inquiry.js';

export type CheckpointParts = Readonly<{
  tree: Pick<LogTree, 'size' | 'root' | 'consistency' | 'status' | 'onGrowth'>; head: SignedHead; refusal: LogRefusal; signer: LogSigner; policy: TransparencyPolicy; log: Log;
}>;

/** Once the policy is met, the other witnesses have this long to be in the same checkpoint; who is later is added to it later. */
const GRACE_MS = 250;
const SIGN_EVERY_MS = 1_000;

/**
 * Publishing while one replica holds the lease. It signs nothing new before the witnesses have confirmed, in this very term, what is stored
 * as signed: a database that was restored from an older copy, or whose log was rewritten, does not know what its own key has signed.
 */
export class CheckpointTerm {
  #inquiries: readonly WitnessInquiry[] = [];
  #signed: SignedCheckpoint | undefined;
  /** Cosignature lines of #signed by witness: asked for in this term, and those that the served checkpoint had before. */
  #fresh = new Map<string, string>();
  #kept: ReadonlyMap<string, string> = new Map();
  #isConfirmed = false;
  #isRefusing = false;
  #published: string | null = null;
  #seen = { signed: 0, tree: 0 };
  #signedAtMs = -Infinity;
  readonly #complaints = new Map<string, string>();

  constructor(private readonly parts: CheckpointParts) {
    this.#begin();
  }

  /** Milliseconds until a checkpoint may be signed again. */
  get restMs(): number {
    return Math.max(0, this.#signedAtMs + SIGN_EVERY_MS - performance.now());
  }

  /** Signs, asks and publishes what there is to. True when the log has grown beyond what was signed, so that the next round need not wait for news. */
  async round(stop: AbortSignal): Promise<boolean> {
    const { tree, head, refusal } = this.parts;
    if (await refusal.find() !== undefined) {
      this.#isRefusing = true;
      return false;
    }
    if (this.#isRefusing) this.#begin();
    const [state, size] = [await head.read(), await tree.size()];
    if (this.#hasGoneBack(state, size)) this.#begin();
    this.#seen = { signed: state.size, tree: size };
    await this.#take(state);
    if (this.#isConfirmed && size > state.size && this.restMs === 0) await this.#grow(state, size);
    await this.#ask(stop);
    await this.#publish();
    return this.#isConfirmed && size > (this.#signed?.size ?? 0);
  }

  #begin(): void {
    this.#inquiries = this.parts.policy.witnesses.map((witness) => new WitnessInquiry(new WitnessClient(witness)));
    this.#signed = undefined;
    this.#isConfirmed = this.#isRefusing = false;
  }

  /** Only a restored database knows less than it did a second ago. */
  #hasGoneBack(state: SignedState, treeSize: number): boolean {
    const isOther = this.#signed !== undefined && state.size === this.#signed.size && !state.root.equals(this.#signed.root);
    return isOther || state.size < this.#seen.signed || treeSize < this.#seen.tree;
  }

  /** What is stored as signed, with its signatures made again: they are not kept, and are the same each time. */
  async #take(state: SignedState): Promise<void> {
    if (this.#signed?.size === state.size) return;
    const signed = await signCheckpoint(this.parts.signer, state);
    this.#signed = signed;
    this.#fresh = new Map();
    this.#kept = state.note === null ? new Map() : cosignatureLines(state.note, signed.text, this.parts.policy.witnesses);
    this.#published = state.note;
  }

  /** The tree is durable; it is stored as signed before the signature exists, so that no crash forgets one. */
  async #grow(state: SignedState, size: number): Promise<void> {
    const { tree, head, signer } = this.parts;
    // The tree says so itself, and its status tells it.
    if ((await tree.status()).refusing !== null) return;
    const { origin } = signer;
    const newer = { origin, size, root: await tree.root(size) };
    const grown = verifyGrowth({ origin, size: state.size, root: state.root }, newer, await tree.consistency(state.size, size));
    if (grown.kind === 'refused') return this.#refuse(refusals.signRefused(origin, size, state.size), grown.because);
    if (!await head.advance(state, newer)) return;
    this.#signedAtMs = performance.now();
    await this.#take({ ...state, ...newer });
  }

  /** Waits for all that are due, but not for the slow ones once the policy is met. */
  async #ask(stop: AbortSignal): Promise<void> {
    const signed = this.#signed!;
    const due = this.#inquiries.filter((inquiry) => inquiry.isDue() && !this.#fresh.has(inquiry.name));
    let enough = (): void => {};
    const isEnough = new Promise<void>((resolve) => { enough = resolve; }).then(() => pause(GRACE_MS, undefined, { ref: false }));
    const answers = Promise.all(due.map(async (inquiry) => {
      const outcome = await inquiry.ask(signed, this.parts.tree, stop);
      // A late answer about an older checkpoint, or to a term that a person has begun anew, is of no use.
      if (outcome === undefined || stop.aborted || signed !== this.#signed) return;
      await this.#hear(inquiry, signed, outcome, stop);
      if (this.#meetsPolicy(this.#fresh)) enough();
    }));
    // The first time every witness is heard: one that knows better must not come too late.
    await (this.#isConfirmed ? Promise.race([answers, isEnough]) : answers);
    if (signed === this.#signed && !this.#isRefusing && this.#meetsPolicy(this.#fresh)) this.#isConfirmed = true;
  }

  async #hear(inquiry: WitnessInquiry, signed: SignedCheckpoint, outcome: InquiryOutcome, stop: AbortSignal): Promise<void> {
    if (outcome.kind === 'cosigned') {
      this.#fresh.set(inquiry.name, outcome.line);
      if (this.#complaints.delete(inquiry.name)) this.parts.log.info({ witness: inquiry.name }, 'a witness cosigns again');
      return;
    }
    if (outcome.kind === 'failed') return this.#complain(inquiry.name, outcome.because);
    await this.#judge(inquiry, signed, outcome, stop);
  }

  /**
   * A witness that has seen another history, or more of it. Its own word for that is not enough where it can show the checkpoint: that one
   * must bear a signature of this log. Where it shows none, this log stays on the safe side and signs nothing.
   */
  async #judge(inquiry: WitnessInquiry, signed: SignedCheckpoint, outcome: Exclude<InquiryOutcome, { kind: 'cosigned' | 'failed' }>, stop: AbortSignal): Promise<void> {
    const { tree, head, policy, signer: { origin } } = this.parts;
    const treeSize = await tree.size();
    const shown = await inquiry.client.findLatest(origin, stop);
    const refusal = refusals.signRefused(origin, treeSize, outcome.size);
    if (shown === undefined) return this.#refuse(refusal, outcome.kind === 'contradicted' ? outcome.because : `${inquiry.name} stands there, and this log remembers to have signed size ${signed.size}`);
    const opened = openCheckpoint(shown, { ...policy.own, quorum: NO_QUORUM }, { origin });
    if (opened.kind === 'refused') return this.#complain(inquiry.name, `${inquiry.name} stands at a checkpoint that this log has not signed: ${opened.because}`);
    const { size, root } = opened.checkpoint;
    if (size > treeSize || !(await tree.root(size)).equals(root)) return this.#refuse(refusals.signRefused(origin, treeSize, size), `${inquiry.name} shows that checkpoint with this log's signature`);
    if (size <= signed.size) return this.#complain(inquiry.name, `${inquiry.name} stands at a checkpoint that this log extends, but says that it does not`);
    const grown = verifyGrowth(signed, opened.checkpoint, await tree.consistency(signed.size, size));
    if (grown.kind === 'refused') return this.#refuse(refusals.signRefused(origin, treeSize, signed.size), grown.because);
    // The log is whole, only its memory of what it signed is older: it remembers again.
    this.parts.log.warn({ witness: inquiry.name, size, remembered: signed.size }, 'a witness has cosigned more than was stored as signed; the log agrees with it and takes it over');
    await head.advance(signed, { size, root });
  }

  async #refuse(refusal: Refusal, because: string): Promise<void> {
    this.#isRefusing = true;
    this.#isConfirmed = false;
    this.parts.log.error({ code: refusal.code, because }, refusal.because);
    await this.parts.refusal.record({ code: refusal.code, because: `${refusal.because}: ${because}` });
  }

  /** Each trouble once, however often it is met. */
  #complain(about: string, because: string): void {
    if (this.#complaints.get(about) === because) return;
    this.#complaints.set(about, because);
    this.parts.log.warn({ about, because }, 'a checkpoint waits; it is tried again');
  }

  #note(lines: ReadonlyMap<string, string>): string {
    const { note } = this.#signed!;
    return note + this.parts.policy.witnesses.map(({ name }) => lines.get(name) ?? '').join('');
  }

  #meetsPolicy(lines: ReadonlyMap<string, string>): boolean {
    return openCheckpoint(this.#note(lines), this.parts.policy.own, { origin: this.parts.signer.origin, now: Math.floor(Date.now() / 1_000) }).kind === 'checkpoint';
  }

  /** Also when nothing has grown: with a cosignature that came late, or after the keys have changed. */
  async #publish(): Promise<void> {
    const lines = new Map([...this.#kept, ...this.#fresh]);
    const note = this.#note(lines);
    if (this.#isRefusing || !this.#isConfirmed || note === this.#published || !this.#meetsPolicy(lines)) return;
    await this.parts.head.publish(this.#signed!.size, note);
    this.#published = note;
  }
}
