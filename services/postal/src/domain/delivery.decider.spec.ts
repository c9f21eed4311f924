import { specFor } from '@lienthong/testing';
import { deliveryDecider } from './delivery.decider.js';
import type { DeliveryEvent } from './delivery.js';
import { CODE, deliveryPrepared, ITEM, known, NOW, ordered, posted, RECIPIENT, scan, WANTED, wanted } from './spec-samples.js';
import type { Scan } from './tracking.js';

const { given } = specFor(deliveryDecider);
const live = [known, wanted, deliveryPrepared, ordered];

describe('wanting a delivery', () => {
  const want = { type: 'WantDelivery', at: NOW, data: { code: CODE, recipient: null, wanted: WANTED } } as const;
  const unwant = { type: 'UnwantDelivery', at: NOW, data: { code: CODE, taskId: WANTED.taskId } } as const;

  it('puts it on the work list, and takes it off when the step is over', () => {
    given(known).when(want).then(wanted);
    given(known, wanted).when(unwant).then({ type: 'DeliveryUnwanted', data: unwant.data });
  });
  it('moves its date once, and no other step’s', () => {
    const move = { type: 'MoveDeliveryDate', at: NOW, data: { code: CODE, taskId: WANTED.taskId, dueAt: '2026-12-09T09:00:00.000+07:00' } } as const;
    const moved = { type: 'DeliveryDateMoved', data: move.data } as const;
    given(known, wanted).when(move).then(moved);
    given(known, wanted, moved).when(move).thenNothing();
    given(known, wanted).when({ ...move, data: { ...move.data, taskId: 'other' } }).thenNothing();
    given(known).when(move).thenNothing();
  });
  it('stays quiet for a step that is there already, or not there', () => {
    given(known, wanted).when(want).thenNothing();
    given(known, wanted).when({ ...unwant, data: { ...unwant.data, taskId: 'other' } }).thenNothing();
    given(known).when({ type: 'NoteRecipient', at: NOW, data: { code: CODE, recipient: RECIPIENT, sender: 'H56.17' } }).thenNothing();
  });
});

describe('correcting the recipient', () => {
  const moved = { ...RECIPIENT, address: 'Địa chỉ mới mẫu' };
  const correct = { type: 'CorrectRecipient', at: NOW, data: { code: CODE, recipient: moved, reason: 'Ghi nhầm số nhà', correctedAt: NOW } } as const;
  const corrected: DeliveryEvent = { type: 'RecipientCorrected', data: correct.data };
  const prepare = { type: 'PrepareDelivery', at: NOW, data: { code: CODE, itemCode: ITEM, unit: 'H56.B1', recipient: null, codAmount: 0 } } as const;
  const preparedFor = (recipient: typeof RECIPIENT, change: object = {}): DeliveryEvent => ({ type: 'DeliveryPrepared', data: { code: CODE, itemCode: ITEM, orderNumber: CODE, recipient, codAmount: 0, unit: 'H56.B1', ...change } });

  it('sends what is not on its way yet to the new address', () => {
    given(known).when(correct).then(corrected);
    given(known, wanted, corrected).when(prepare).then(preparedFor(moved));
  });
  it('says of what is on its way that it goes to the old one; what comes back goes to the new', () => {
    given(...live).when(correct).then(corrected);
    const state = [...live, corrected].reduce(deliveryDecider.evolve, deliveryDecider.initial);
    expect(state).toMatchObject({ recipient: RECIPIENT, correction: { recipient: moved, reason: 'Ghi nhầm số nhà' } });
    const returned: DeliveryEvent = { type: 'ItemReturned', data: { code: CODE, itemCode: ITEM, scan: scan('RETURN', { reason: 'Sai địa chỉ' }) } };
    given(...live, corrected, returned, wanted).when(prepare).then(preparedFor(moved, { orderNumber: `${CODE}-2` }));
  });
  it('stays quiet where nothing goes by post, nothing changed, or it has arrived', () => {
    given().when(correct).thenNothing();
    given(known, corrected).when(correct).thenNothing();
    given(...live, { type: 'ItemDelivered', data: { code: CODE, itemCode: ITEM, scan: scan('EMI', { receivedBy: 'B' }) } }).when(correct).thenNothing();
  });
});

describe('preparing an order', () => {
  const prepare = { type: 'PrepareDelivery', at: NOW, data: { code: CODE, itemCode: ITEM, unit: 'H56.B1', recipient: null, codAmount: 0 } } as const;

  it('takes the number before the carrier is asked', () => given(known, wanted).when(prepare).then(deliveryPrepared));
  it('never orders again while a waybill is live', () => {
    given(...live).when(prepare).thenRejected('WAYBILL_LIVE');
    given(...live, posted).when(prepare).thenRejected('WAYBILL_LIVE');
  });
  it('takes up an unconfirmed order as it is', () => given(known, wanted, deliveryPrepared).when({ ...prepare, data: { ...prepare.data, itemCode: 'EE123456785VN' } }).thenNothing());
  it('gives the order after a return a number of its own', () => {
    const returned: DeliveryEvent = { type: 'ItemReturned', data: { code: CODE, itemCode: ITEM, scan: scan('RETURN', { reason: 'Không có người nhận' }) } };
    given(...live, returned).when(prepare).thenRejected('DELIVERY_NOT_WANTED');
    const again = { ...prepare, data: { ...prepare.data, itemCode: 'EE123456785VN' } };
    given(...live, returned, wanted).when(again).then({ type: 'DeliveryPrepared', data: { code: CODE, itemCode: 'EE123456785VN', orderNumber: `${CODE}-2`, recipient: RECIPIENT, codAmount: 0, unit: 'H56.B1' } });
  });
  it('refuses what no step waits for, another unit’s work, and an unknown address', () => {
    given(known).when(prepare).thenRejected('DELIVERY_NOT_WANTED');
    given(known, wanted).when({ ...prepare, data: { ...prepare.data, unit: 'H56.B2' } }).thenRejected('OTHER_UNIT');
    given(wanted).when(prepare).thenRejected('RECIPIENT_UNKNOWN');
  });
});

describe('the carrier’s answer', () => {
  const confirm = { type: 'ConfirmDelivery', at: NOW, data: { code: CODE, itemCode: ITEM } } as const;
  const refuse = { type: 'RefuseDelivery', at: NOW, data: { code: CODE, itemCode: ITEM, because: 'Sai mã tỉnh' } } as const;

  it('confirms the order, or frees it for another try', () => {
    given(known, wanted, deliveryPrepared).when(confirm).then(ordered);
    given(known, wanted, deliveryPrepared).when(refuse).then({ type: 'DeliveryOrderRefused', data: refuse.data });
  });
  it('stays quiet when it comes twice, or too late to refuse', () => {
    given(...live).when(confirm).thenNothing();
    given(...live).when(refuse).thenNothing();
  });
  it('refuses to confirm what was not prepared', () => given(known, wanted).when(confirm).thenRejected('NOT_ORDERED'));
});

describe('tracking a delivery', () => {
  const track = (event: Scan) => ({ type: 'TrackDelivery', at: NOW, data: { code: CODE, itemCode: ITEM, scan: event } }) as const;
  const delivered = scan('EMI', { receivedBy: 'Công dân mẫu B', at: '2026-12-04T08:30:00.000+07:00' });
  const attempted = (at: string) => scan('EMH', { reason: 'Vắng nhà', at });

  it('turns the carrier’s codes into what they mean', () => {
    given(...live).when(track(scan('EMA'))).then(posted);
    given(...live, posted).when(track(scan('EMG'))).then({ type: 'TrackingRecorded', data: { code: CODE, itemCode: ITEM, scan: scan('EMG') } });
    given(...live, posted).when(track(delivered)).then({ type: 'ItemDelivered', data: { code: CODE, itemCode: ITEM, scan: delivered } });
    const back = scan('RETURN', { reason: 'Không có người nhận' });
    given(...live, posted).when(track(back)).then({ type: 'ItemReturned', data: { code: CODE, itemCode: ITEM, scan: back } });
  });
  it('counts the attempts', () => {
    const first: DeliveryEvent = { type: 'DeliveryAttempted', data: { code: CODE, itemCode: ITEM, attempt: 1, scan: attempted(NOW) } };
    given(...live, posted).when(track(attempted(NOW))).then(first);
    const next = attempted('2026-12-04T08:50:00.000+07:00');
    given(...live, posted, first).when(track(next)).then({ type: 'DeliveryAttempted', data: { code: CODE, itemCode: ITEM, attempt: 2, scan: next } });
  });
  it('infers what a scan proves: that the item was ordered and handed in', () => {
    const inferred = { ...delivered, event: 'EMA', receivedBy: '' } as const;
    given(known, wanted, deliveryPrepared).when(track(delivered)).then(
      { type: 'DeliveryOrdered', data: { code: CODE, itemCode: ITEM, orderedAt: delivered.at } },
      { type: 'ItemPosted', data: { code: CODE, itemCode: ITEM, scan: inferred } },
      { type: 'ItemDelivered', data: { code: CODE, itemCode: ITEM, scan: delivered } },
    );
  });
  it('stays quiet for a repeat, and only records what comes late', () => {
    given(...live, posted).when(track(scan('EMA'))).thenNothing();
    const ended: DeliveryEvent = { type: 'ItemDelivered', data: { code: CODE, itemCode: ITEM, scan: delivered } };
    given(...live, posted, ended).when(track(scan('EDG'))).then({ type: 'TrackingRecorded', data: { code: CODE, itemCode: ITEM, scan: scan('EDG') } });
    given(...live, posted, ended).when(track(delivered)).thenNothing();
  });
  it('refuses news after the end, the future, and scans that say too little', () => {
    const ended: DeliveryEvent = { type: 'ItemDelivered', data: { code: CODE, itemCode: ITEM, scan: delivered } };
    given(...live, posted, ended).when(track(attempted(NOW))).thenRejected('ITEM_ENDED');
    given(...live, posted).when(track(scan('EMG', { at: '2026-12-04T09:00:00.001+07:00' }))).thenRejected('DATE_IN_FUTURE');
    given(...live, posted).when(track(scan('EMH'))).thenRejected('REASON_MISSING');
    given(...live, posted).when(track(scan('EMI'))).thenRejected('RECEIVER_MISSING');
    given(known, wanted).when(track(scan('EMA'))).thenRejected('NOT_ORDERED');
  });
  it('bounds the scans of one item', () => {
    const many = Array.from({ length: 200 }, (_, minute): DeliveryEvent => ({ type: 'TrackingRecorded', data: { code: CODE, itemCode: ITEM, scan: scan('EMG', { at: `2026-12-01T00:00:00.${String(minute).padStart(3, '0')}+07:00` }) } }));
    given(...live, posted, ...many).when(track(scan('EDG'))).thenRejected('TOO_MANY_SCANS');
  });
});
