import type { TaskOffered } from '@lienthong/contracts';
import type { Prepared, StreamAppend } from '@lienthong/event-store';
import type { Rejection } from '@lienthong/kernel';
import type { Whereabouts } from './whereabouts.js';

/** A step as it is offered. `inputs`: what the procedure passes on, as JSON text, since its numbers need not be whole. */
export type OfferedStep<Step extends string = string> = Readonly<{
  dossierCode: string; dossierRef: string; taskId: string; step: Step; element: string; name: string; nameEn: string; unit: string; role: string;
  reasonVi: string; reasonEn: string; offeredAt: string; dueAt: string; inputs: string;
}>;

export type ClosedStep = Readonly<{ dossierCode: string; taskId: string; how: 'completed' | 'withdrawn'; reason: string }>;

/** A step whose date the legal clock has moved. */
export type MovedStep = Readonly<{ dossierCode: string; taskId: string; dueAt: string }>;

/** What an office does with the work that processing offers and takes back: `WorkListFacts` asks for one. Prepares only, the inbox appends. */
export abstract class OfferedWork<Step extends string = string> {
  abstract readonly whereabouts: Whereabouts;
  /** The office's own name for what is offered to it; undefined for whatever is not. */
  abstract stepOf(offered: TaskOffered): Step | undefined;
  abstract offer(step: OfferedStep<Step>, at: string): Promise<Prepared<unknown, Rejection<string>>>;
  abstract close(step: ClosedStep, at: string): Promise<Prepared<unknown, Rejection<string>>>;
  /** Nothing comes of it where the step is not open here: most steps that move are another agency's. */
  abstract move(step: MovedStep, at: string): Promise<Prepared<unknown, Rejection<string>>>;
  /** The procedure has ended, with this outcome. */
  abstract end(dossierCode: string, outcome: string, at: string): Promise<readonly StreamAppend[]>;
}
