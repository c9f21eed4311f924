import {
  CollectionOrderedSchema, DeliveryAttemptedSchema, DeliveryOrderedSchema, ItemCollectedSchema, ItemDeliveredSchema, ItemPostedSchema, ItemReturnedSchema,
} from '@lienthong/contracts';
import { defineAnnouncements, fact } from '@lienthong/messaging';
import type { CollectionEvent } from '../../domain/collection.js';
import type { DeliveryEvent } from '../../domain/delivery.js';

/** What the other agencies are told. Where an item is between its posting and its delivery stays here. */
export const announcements = defineAnnouncements<DeliveryEvent | CollectionEvent>({
  CollectionOrdered: ({ data: { code, itemCode, orderedAt } }) => fact(CollectionOrderedSchema, { dossierCode: code, itemCode, orderedAt }),
  ItemCollected: ({ data: { code, itemCode, scan } }) => fact(ItemCollectedSchema, { dossierCode: code, itemCode, collectedAt: scan.at }),
  DeliveryOrdered: ({ data: { code, itemCode, orderedAt } }) => fact(DeliveryOrderedSchema, { dossierCode: code, itemCode, orderedAt }),
  ItemPosted: ({ data: { code, itemCode, scan } }) => fact(ItemPostedSchema, { dossierCode: code, itemCode, postedAt: scan.at }),
  DeliveryAttempted: ({ data: { code, itemCode, attempt, scan } }) => fact(DeliveryAttemptedSchema, { dossierCode: code, itemCode, attempt, reason: scan.reason, attemptedAt: scan.at }),
  ItemDelivered: ({ data: { code, itemCode, scan } }) => fact(ItemDeliveredSchema, { dossierCode: code, itemCode, deliveredAt: scan.at, receivedBy: scan.receivedBy }),
  ItemReturned: ({ data: { code, itemCode, scan } }) => fact(ItemReturnedSchema, { dossierCode: code, itemCode, reason: scan.reason, returnedAt: scan.at }),
});
