const SALE = 'H56.17-20261101-0001';
const SOLD_ON = '2026-11-20';
const SOLD_AT = '2026-11-20T02:00:00.000Z';

/** What the land registry would say of one parcel, for the browser tests of the web app alone: sold on 20 November 2026. */
export class SampleLandRegister {
  /** What was asked, in order. */
  readonly asked: { id: string; validAt: string | null; knownAt: string | null }[] = [];

  /** The answer at an address of the register; undefined for any other. */
  answer(path: string, query: URLSearchParams): { status: number; body: object; headers?: Record<string, string> } | undefined {
    const [, name] = /^\/api\/land-registry\/parcels\/([^/]+)$/.exec(path) ?? [];
    if (name === undefined) return undefined;
    const id = decodeURIComponent(name);
    const validAt = query.get('valid-at');
    this.asked.push({ id, validAt, knownAt: query.get('known-at') });
    if (id !== '14845.12.214') return { status: 404, body: { title: 'Không có thửa này', code: 'PARCEL_UNKNOWN', whatToDo: 'Kiểm tra mã thửa.' } };
    const [isSold, isKnown] = [validAt === null || validAt >= SOLD_ON, (query.get('known-at') ?? '9') >= SOLD_ON];
    const period = { validFrom: '2015-05-20', validTo: null, beganBy: null, endedBy: null, beganKnownAt: '2026-01-05T02:00:00.000Z', endedKnownAt: null };
    const ended = isKnown ? { validTo: SOLD_ON, endedBy: SALE, endedKnownAt: SOLD_AT } : {};
    const seller = { rightId: `${id}-R1`, holder: { name: 'Người Bán (mẫu)', identifier: '001070000001' }, certificateNumber: 'AA 00000001', ...period, ...ended };
    const buyer = { rightId: `${id}-R2`, holder: { name: 'Người Mua (mẫu)', identifier: '001080000002' }, certificateNumber: 'AA 00000002', ...period, validFrom: SOLD_ON, beganBy: SALE, beganKnownAt: SOLD_AT };
    const details = { commune: '14845', mapSheet: '12', parcelNumber: '214', address: 'Phố Mẫu, phường Mẫu', area: '126.5', landUse: 'ODT' };
    return { status: 200, body: { parcel: id, ...details, reservation: null, history: isKnown ? [seller, buyer] : [seller], ...(query.size > 0 && { right: isSold && isKnown ? buyer : seller }) } };
  }
}
