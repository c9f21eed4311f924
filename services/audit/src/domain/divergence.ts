import { assertNever } from '@lienthong/kernel';
import type { Fact } from '@lienthong/kernel';
import { sha256 } from '@lienthong/transparency-log';
import type { Bilingual } from './custody.js';

// Events · one stream for each distinct finding, so that it is told once however often it is seen.

/** What can be wrong with a log; the contract's DivergenceFound says what each means. */
export const DIVERGENCE_KINDS = [
  'fork', 'shrunk', 'bad-proof', 'entry-altered', 'event-missing', 'event-added', 'payload-altered', 'payload-missing', 'dossier-gap', 'fact-unlogged',
  'event-unannounced', 'fact-number-wrong', 'tiles-altered', 'projection-altered', 'file-altered', 'checkpoint-missing', 'dossier-stuck',
] as const;
export type DivergenceKind = (typeof DIVERGENCE_KINDS)[number];

/** What is wrong, and where. `subject` says what of the log where its index does not: a reference, a table, a file; else it is empty. */
export type Place = Readonly<{ log: string; kind: DivergenceKind; index: number | null; subject: string }>;
export type Finding = Place & Readonly<{ explanation: Bilingual }>;

export type DivergenceFound = Fact<'DivergenceFound', Finding & { foundAt: string }>;
export type DivergenceMended = Fact<'DivergenceMended', Place & { mendedAt: string }>;
export type DivergenceEvent = DivergenceFound | DivergenceMended;

// State

export type Divergence = 'never-seen' | 'open' | 'mended';

/** Two signed histories are evidence for ever: that the log shows the right one again takes nothing back. */
export const isMendable = (kind: DivergenceKind): boolean => kind !== 'fork' && kind !== 'shrunk';

// Evolve

export function evolveDivergence(_: Divergence, event: DivergenceEvent): Divergence {
  switch (event.type) {
    case 'DivergenceFound':
      return 'open';
    case 'DivergenceMended':
      return 'mended';
    default:
      return assertNever(event);
  }
}

/** Name of the finding's stream, the same for the same finding: `tax.fork.17`, with a digest of the subject where it has one. */
export function placeKey({ log, kind, index, subject }: Place): string {
  const digest = subject === '' ? [] : [sha256(Buffer.from(subject)).toString('hex').slice(0, 16)];
  return [serviceOf(log), kind, index ?? 'log', ...digest].join('.');
}

/** `tax` of `lienthong.example/tax`, and of `lienthong.example/tax/2`. */
export function serviceOf(log: string): string {
  return log.split('/')[1] ?? log;
}
