import { specFor } from '@lienthong/testing';
import { collectionDecider } from './collection.decider.js';
import type { CollectionEvent } from './collection.js';
import { CODE, ITEM, NOW, RECIPIENT, scan } from './spec-samples.js';
import type { Scan } from './tracking.js';

const { given } = specFor(collectionDecider);
const outstanding: CollectionEvent = { type: 'PapersOutstanding', data: { code: CODE, receivingUnit: 'H56.17' } };
const collectionPrepared: CollectionEvent = { type: 'CollectionPrepared', data: { code: CODE, itemCode: ITEM, orderNumber: `${CODE}-C`, sender: RECIPIENT, unit: 'H56.B1' } };
const ordered: CollectionEvent = { type: 'CollectionOrdered', data: { code: CODE, itemCode: ITEM, orderedAt: NOW } };
const collected: CollectionEvent = { type: 'ItemCollected', data: { code: CODE, itemCode: ITEM, scan: scan('EMA') } };
const live = [outstanding, collectionPrepared, ordered];

describe('ordering a collection', () => {
  const prepare = { type: 'PrepareCollection', at: NOW, data: { code: CODE, itemCode: ITEM, unit: 'H56.B1', sender: RECIPIENT } } as const;

  it('prepares and confirms it under a number of its own', () => {
    given(outstanding).when(prepare).then(collectionPrepared);
    given(outstanding, collectionPrepared).when({ type: 'ConfirmCollection', at: NOW, data: { code: CODE, itemCode: ITEM } }).then(ordered);
  });
  it('refuses a dossier it has not heard of, and a second live order', () => {
    given().when(prepare).thenRejected('DOSSIER_UNKNOWN');
    given(...live).when(prepare).thenRejected('WAYBILL_LIVE');
    given(outstanding).when({ type: 'ConfirmCollection', at: NOW, data: { code: CODE, itemCode: ITEM } }).thenRejected('NOT_ORDERED');
  });
  it('stays quiet while the carrier has not answered, and frees the order when it refuses', () => {
    given(outstanding, collectionPrepared).when(prepare).thenNothing();
    const refuse = { type: 'RefuseCollection', at: NOW, data: { code: CODE, itemCode: ITEM, because: 'Sai địa chỉ' } } as const;
    given(outstanding, collectionPrepared).when(refuse).then({ type: 'CollectionOrderRefused', data: refuse.data });
    given(...live).when(refuse).thenNothing();
  });
});

describe('tracking a collection', () => {
  const track = (event: Scan) => ({ type: 'TrackCollection', at: NOW, data: { code: CODE, itemCode: ITEM, scan: event } }) as const;
  const tracked = (event: Scan, ended: boolean): CollectionEvent => ({ type: 'CollectionTracked', data: { code: CODE, itemCode: ITEM, scan: event, ended } });

  it('is collected at the first scan, and ends at the one-stop unit', () => {
    given(...live).when(track(scan('EMA'))).then(collected);
    const arrived = scan('EMI', { receivedBy: 'Một cửa mẫu' });
    given(...live, collected).when(track(arrived)).then(tracked(arrived, true));
  });
  it('is not collected by a fruitless call at the door', () => {
    const absent = scan('EMH', { reason: 'Vắng nhà' });
    given(...live).when(track(absent)).then(tracked(absent, false));
  });
  it('stays quiet for a repeat', () => given(...live, collected).when(track(scan('EMA'))).thenNothing());
  it('refuses what was not ordered', () => given(outstanding).when(track(scan('EMA'))).thenRejected('NOT_ORDERED'));
});
