/** What an event says about the item. `moves` is known and shown, but changes nothing for the dossier. */
type Meaning = 'posted' | 'moves' | 'attempted' | 'delivered' | 'returned';

type TrackingEntry = Readonly<{ meaning: Meaning; vi: string; en: string }>;

/**
 * The EMSEVT V3 events of domestic use (domain §5.3). The standard has none for an item that goes back to its sender inside one
 * country; carriers report it in their own words, and it is called RETURN here.
 */
export const TRACKING_EVENTS = {
  EMA: { meaning: 'posted', vi: 'Nhận gửi', en: 'Posting / collection' },
  EDD: { meaning: 'moves', vi: 'Đến trung tâm khai thác', en: 'Into sorting centre' },
  EDE: { meaning: 'moves', vi: 'Rời trung tâm khai thác', en: 'Out of sorting centre' },
  EMG: { meaning: 'moves', vi: 'Đến bưu cục phát', en: 'Arrival at delivery office' },
  EDF: { meaning: 'moves', vi: 'Giữ tại bưu cục phát', en: 'Held at delivery depot' },
  EDG: { meaning: 'moves', vi: 'Đang đi phát', en: 'Out for physical delivery' },
  EDH: { meaning: 'moves', vi: 'Đến điểm nhận', en: 'Arrived at collection point' },
  EMH: { meaning: 'attempted', vi: 'Phát không thành công', en: 'Attempted / unsuccessful delivery' },
  EMI: { meaning: 'delivered', vi: 'Phát thành công', en: 'Final delivery' },
  RETURN: { meaning: 'returned', vi: 'Chuyển hoàn', en: 'Returned to sender' },
} as const satisfies Record<string, TrackingEntry>;

export type TrackingCode = keyof typeof TRACKING_EVENTS;

export const TRACKING_CODES = Object.keys(TRACKING_EVENTS) as readonly TrackingCode[];

/** One scan as the carrier reports it. Empty text where it says nothing. */
export type Scan = Readonly<{ event: TrackingCode; at: string; office: string; reason: string; receivedBy: string }>;

/** A carrier sends its events again when in doubt: kind and time tell one from another. */
export function scanKey({ event, at }: Scan): string {
  return `${event}@${at}`;
}

export function meaningOf({ event }: Scan): Meaning {
  return TRACKING_EVENTS[event].meaning;
}
