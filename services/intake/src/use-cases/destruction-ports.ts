import type { CommandHandler, EventStore } from '@lienthong/event-store';
import type { DestructionCommand, DestructionRejection } from '../domain/destruction-list.decider.js';
import type { DestructionEvent, DestructionList } from '../domain/destruction-list.js';
import type { Ending } from '../domain/dossier.js';
import type { RetentionRule } from '../domain/retention.js';

/** What destruction lists need of the rest of intake. */
export abstract class DestructionPorts {
  abstract readonly store: EventStore;
  abstract readonly lists: CommandHandler<DestructionCommand, DestructionList, DestructionEvent, DestructionRejection>;
  /** Services that have to report. */
  abstract readonly agencies: readonly string[];
  abstract drawNumber(series: string): Promise<number>;
  /** `rule` null: no confirmed rule fits. `keptUntil` is empty then. */
  abstract retentionOf(procedureCode: string, ending: Pick<Ending, 'kind' | 'at'>): Readonly<{ rule: RetentionRule | null; keptUntil: string }>;
  /** Number of the list that has this dossier and was not rejected. */
  abstract findList(ref: string): Promise<string | undefined>;
  /** Codes that are still known, by reference. */
  abstract findCodes(refs: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Hashes of files that these dossiers have and no other that stays, by dossier code. */
  abstract findOwnFiles(codes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}
