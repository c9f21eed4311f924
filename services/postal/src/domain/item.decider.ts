import { accepted, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { evolveItem, type Item, type ItemCodeTaken, type ItemOrder } from './item.js';

// Commands

export type TakeItemCode = Command<'TakeItemCode', { itemCode: string } & ItemOrder>;

// Rejections

export type ItemRejection = Rejection<'ITEM_CODE_TAKEN'>;

// Decide

export const itemDecider: Decider<TakeItemCode, Item, ItemCodeTaken, ItemRejection> = { initial: null, decide: take, evolve: evolveItem };

function take({ data: { itemCode, dossierCode, direction } }: TakeItemCode, item: Item): Decision<ItemCodeTaken, ItemRejection> {
  if (item === null) return accepted({ type: 'ItemCodeTaken', data: { dossierCode, direction } });
  if (item.dossierCode === dossierCode && item.direction === direction) return accepted();
  return rejected('ITEM_CODE_TAKEN', `Expected to use item code ${itemCode} for dossier ${dossierCode}, but another order has it`);
}
