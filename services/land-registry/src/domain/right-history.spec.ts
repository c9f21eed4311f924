import { rightHistory, rightOn, type KnownEvent } from './right-history.js';
import type { ParcelEvent } from './parcel.js';
import { buyer, CODE, entered, OTHER_CODE, PARCEL, reserved, seller, sold } from './spec-samples.js';

const ENTERED_AT = '2026-11-20T01:00:00.000Z';
const SOLD_AT = '2026-11-23T02:00:00.000Z';
const known = (knownAt: string, events: readonly ParcelEvent[]): readonly KnownEvent[] => events.map((event) => ({ knownAt, event }));
const third = { name: 'Người mua mẫu thứ ba', identifier: '038090000003' };

describe('the history of a parcel\'s rights', () => {
  it('is periods of valid time, each with the time at which it was known', () => {
    expect(rightHistory([...known(ENTERED_AT, entered), ...known(ENTERED_AT, [reserved()]), ...known(SOLD_AT, sold())])).toEqual([
      { rightId: `${PARCEL}-R1`, holder: seller, certificateNumber: 'BX 123456', validFrom: '2015-05-20', validTo: '2026-11-23', beganBy: null, endedBy: CODE, beganKnownAt: ENTERED_AT, endedKnownAt: SOLD_AT },
      { rightId: `${PARCEL}-R2`, holder: buyer, certificateNumber: 'AA 00000001', validFrom: '2026-11-23', validTo: null, beganBy: CODE, endedBy: null, beganKnownAt: SOLD_AT, endedKnownAt: null },
    ]);
  });

  it('knows nobody before the first title, and on the day of a transfer the new holder', () => {
    const history = rightHistory([...known(ENTERED_AT, entered), ...known(SOLD_AT, sold())]);
    const holderOn = (day: string) => rightOn(history, day)?.holder;
    expect([holderOn('2015-05-19'), holderOn('2015-05-20'), holderOn('2026-11-22'), holderOn('2026-11-23'), holderOn('2030-01-01')]).toEqual([undefined, seller, seller, buyer, buyer]);
  });

  it('gives a right that was sold on the day it was bought to nobody for a day, and keeps it', () => {
    const again: ParcelEvent = { type: 'TransferRegistered', data: { dossierCode: OTHER_CODE, parcel: PARCEL, endedRightId: `${PARCEL}-R2`, rightId: `${PARCEL}-R3`, holder: third, registeredAt: '2026-11-23T16:00:00+07:00', by: { id: 'o', name: 'o', unit: 'H56.23' } } };
    const history = rightHistory([...known(ENTERED_AT, entered), ...known(SOLD_AT, [...sold(), again])]);
    expect(rightOn(history, '2026-11-23')?.holder).toEqual(third);
    expect(history[1]).toMatchObject({ holder: buyer, validFrom: '2026-11-23', validTo: '2026-11-23' });
  });

  it('says of a right without a title nothing that it does not know', () => {
    const history = rightHistory(known(ENTERED_AT, entered.slice(0, 2)));
    expect([history[0]?.validFrom, rightOn(history, '2026-11-30')]).toEqual([null, undefined]);
  });
});
