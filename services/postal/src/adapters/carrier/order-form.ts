import type { Addressee } from '../../domain/delivery.js';
import type { CarrierOrder } from '../../use-cases/post-office.js';

/** The office on whose behalf orders go out, with the carrier's own numbers for province and district. */
export type SenderSettings = Readonly<{ customerCode: string; name: string; address: string; tel: string; email: string; province: string; district: string }>;

/** As the carrier's interface is in use (domain §5.1). 2: the carrier fetches the item at the sender's. */
const FETCHED_AT_SENDER = 2;

/** The carrier's order, member by member in its own spelling. A collection goes the other way: from the citizen to the office. */
export function orderForm({ orderNumber, itemCode, direction, citizen, codAmount }: CarrierOrder, office: SenderSettings): object {
  const there = { name: office.name, address: office.address, tel: office.tel, email: office.email, province: office.province, district: office.district };
  const [sender, receiver] = direction === 'delivery' ? [there, placeOf(citizen)] : [placeOf(citizen), there];
  return {
    CustomerCode: office.customerCode, ItemCode: itemCode, OrderNumber: orderNumber, CODAmount: codAmount,
    SenderProvince: sender.province, SenderDistrict: sender.district, SenderAddress: sender.address, SenderName: sender.name, SenderEmail: sender.email, SenderTel: sender.tel,
    SenderDesc: '', Description: direction === 'delivery' ? 'Kết quả giải quyết thủ tục hành chính' : 'Hồ sơ thủ tục hành chính',
    ReceiverName: receiver.name, ReceiverAddress: receiver.address, ReceiverTel: receiver.tel, ReceiverProvince: receiver.province, ReceiverDistrict: receiver.district, ReceiverEmail: receiver.email,
    FlagConfig: FETCHED_AT_SENDER,
  };
}

/** Citizens write an address, not the carrier's numbers; the carrier routes by the address then. */
function placeOf({ name, address, phone, email }: Addressee): Omit<SenderSettings, 'customerCode'> {
  return { name, address, tel: phone, email, province: '', district: '' };
}
