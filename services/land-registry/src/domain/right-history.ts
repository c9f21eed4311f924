import type { Holder, ParcelEvent } from './parcel.js';

/** A parcel's event and the moment at which the register knew of it (RFC 3339, UTC). */
export type KnownEvent = Readonly<{ knownAt: string; event: ParcelEvent }>;

/**
 * How long a right was somebody's. Valid time is in days of the register, from `validFrom` on and no more on `validTo`; null: not known,
 * and not ended. Record time says since when the register has known it: `beganKnownAt`, `endedKnownAt`.
 */
export type RightPeriod = Readonly<{
  rightId: string; holder: Holder; certificateNumber: string;
  validFrom: string | null; validTo: string | null;
  beganBy: string | null; endedBy: string | null;
  beganKnownAt: string; endedKnownAt: string | null;
}>;

/**
 * The periods of a parcel's rights, oldest first, by what is in `events`. A transfer has effect from its entry in the register (Civil Code
 * 2015, Art. 503): on that day the right is the new holder's. A right that was entered from a title is valid from the title's day on.
 */
export function rightHistory(events: readonly KnownEvent[]): readonly RightPeriod[] {
  return events.reduce<readonly RightPeriod[]>(withEvent, []);
}

/** Whose the right was on a day (`YYYY-MM-DD`). Of two transfers on one day the later counts. */
export function rightOn(history: readonly RightPeriod[], day: string): RightPeriod | undefined {
  return history.findLast(({ validFrom, validTo }) => validFrom !== null && validFrom <= day && (validTo === null || day < validTo));
}

function withEvent(history: readonly RightPeriod[], { event, knownAt }: KnownEvent): readonly RightPeriod[] {
  switch (event.type) {
    case 'RightEntered':
      return [...history, periodOf(event.data, knownAt)];
    case 'TitleEntered':
      return changed(history, event.data.rightId, { certificateNumber: event.data.certificateNumber, validFrom: event.data.issuedOn });
    case 'CertificateIssued':
      return changed(history, event.data.rightId, { certificateNumber: event.data.certificateNumber });
    case 'TransferRegistered': {
      const { endedRightId, dossierCode, registeredAt } = event.data;
      const day = registeredAt.slice(0, DAY_LENGTH);
      const ended = changed(history, endedRightId, { validTo: day, endedBy: dossierCode, endedKnownAt: knownAt });
      return [...ended, { ...periodOf(event.data, knownAt), validFrom: day, beganBy: dossierCode }];
    }
    default:
      return history; // what reserves a parcel or releases it changes nobody's right
  }
}

/** Times of this register are written in its own offset, so their day is the day of the register. */
const DAY_LENGTH = 10;

function periodOf({ rightId, holder }: Readonly<{ rightId: string; holder: Holder }>, knownAt: string): RightPeriod {
  return { rightId, holder, certificateNumber: '', validFrom: null, validTo: null, beganBy: null, endedBy: null, beganKnownAt: knownAt, endedKnownAt: null };
}

function changed(history: readonly RightPeriod[], rightId: string, changes: Partial<RightPeriod>): readonly RightPeriod[] {
  return history.map((period) => (period.rightId === rightId ? { ...period, ...changes } : period));
}
