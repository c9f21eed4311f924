import type { Actor } from '@lienthong/event-store';
import type { AmendClock, AmendmentRejection } from '../domain/clock-amendment.js';

export type AmendedClock = Readonly<{ kind: 'accepted'; version: number; position: number }> | Readonly<{ kind: 'rejected'; rejection: AmendmentRejection }>;

/** Where a due date is changed by hand. An abstract class so that Nest can inject it. */
export abstract class ClockPorts {
  /** `caseCode`: under whose dossier reference it is kept. */
  abstract amend(caseCode: string, command: AmendClock, actor: Actor): Promise<AmendedClock>;
}
