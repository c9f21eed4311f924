import { refuse } from '@lienthong/service-host';
import { readItemCode, type ItemCode } from '../../domain/s10.js';

/** Checked wherever a person or a carrier names an item: a wrong digit would find another citizen's. */
export function itemCodeOf(text: string): ItemCode {
  const reading = readItemCode(text);
  if (reading.kind === 'rejected') refuse(reading.rejection);
  return reading.itemCode;
}
