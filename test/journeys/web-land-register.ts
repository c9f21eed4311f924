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
    const isSold = validAt === null || validAt >= '2026-11-20';
    const sale = { dossierCode: 'H56.17-20261101-0001', at: '2026-11-20T09:00:00+07:00' };
    const seller = { id: `${id}-R1`, holder: { name: 'Người Bán (mẫu)', identifier: '001070000001' }, certificateNumber: 'AA 00000001', ended: isSold ? sale : null };
    const buyer = { id: `${id}-R2`, holder: { name: 'Người Mua (mẫu)', identifier: '001080000002' }, certificateNumber: 'AA 00000002', ended: null };
    const details = { commune: '14845', mapSheet: '12', parcelNumber: '214', address: 'Phố Mẫu, phường Mẫu', area: '126.5', landUse: 'ODT' };
    return { status: 200, body: { parcel: id, ...details, rights: isSold ? [seller, buyer] : [seller], reservation: null } };
  }
}
