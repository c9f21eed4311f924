import { dossierDecider } from './dossier.decider.js';
import type { Dossier } from './dossier.js';
import { portalRecord } from './portal-record.js';
import { APPLICATION, CODE, dossierAccepted, submitted, VERSION } from './spec-samples.js';

const of = (changes: Partial<Dossier> = {}, application: Partial<typeof APPLICATION> = {}): Dossier => ({ ...(dossierDecider.evolve(dossierDecider.initial, submitted(application)) as Dossier), ...changes });
const HASH = 'a'.repeat(64);

describe('a dossier in the words of the National Portal', () => {
  it('says what is known, and nothing that has not happened', () => {
    expect(portalRecord(of(), VERSION)).toEqual({
      MaHoSo: CODE, MaTTHC: '1.013831', TenTTHC: VERSION.name.vi, TrichYeuHoSo: VERSION.name.vi, KenhThucHien: '1', TrangThaiHoSo: '1', ChuHoSo: 'Công dân mẫu A', SoDienThoai: '0900000000',
      DinhDanhCHS: [{ SoDinhDanh: '038000000001' }], NgayNopHoSo: '20261120150000', HinhThuc: '0', DonViXuLy: 'H56.17', HoSoCoThanhPhanSoHoa: '0', TaiKhoanDuocXacThucVoiVNeID: '0', DuocThanhToanTrucTuyen: '0',
      TaiLieuNop: [], DanhSachLePhi: [], DanhSachGiayToKetQua: [],
    });
  });
  it('tells receipt, date as the clock moved it, payment, papers and result', () => {
    const accepted = dossierDecider.evolve(of(), dossierAccepted()) as Dossier;
    const payment = { amount: 28_000, manner: 'online', gateway: 'national-portal', reference: 'FT-1', paidAt: '', recordedBy: { unit: '', subject: '', name: '' } } as const;
    const components = [{ code: 'TP1', originals: 0, copies: 0, files: [HASH] }, { code: 'TP2', originals: 0, copies: 0, files: [], source: { kind: 'national-store', resultCode: 'KQ.G07.000122' } }, { code: 'TP3', originals: 1, copies: 0, files: [] }] as const;
    const dossier: Dossier = {
      ...accepted, application: { ...accepted.application, channel: 'online', returnManner: 'post', components, attachments: [{ name: 'đơn.pdf', sha256: HASH, size: 1, mediaType: 'application/pdf', path: 'x', label: 'x' }] },
      movedTo: '2026-12-07T15:30:00.000+07:00', payment, charges: [{ code: 'LP1', name: { vi: 'Lệ phí', en: 'Fee' }, amount: 28_000, lines: [] }], identification: 'vneid', state: 10, sharedAs: 'KQ.H56.1', resultFiles: [HASH],
      ending: { kind: 'returned', at: '2026-12-01T09:00:00.000+07:00', text: 'B' },
    };
    expect(portalRecord(dossier, VERSION)).toMatchObject({
      KenhThucHien: '2', HinhThuc: '1', NgayTiepNhan: '20261120153000', NgayHenTra: '20261207153000', NgayTra: '20261201090000', TrangThaiHoSo: '10', HoSoCoThanhPhanSoHoa: '1', TaiKhoanDuocXacThucVoiVNeID: '1', DuocThanhToanTrucTuyen: '1',
      TaiLieuNop: [
        { TepDinhKemId: HASH, TenTepDinhKem: 'đơn.pdf', MaThanhPhanHoSo: 'TP1', IsDeleted: 'False', DuocSoHoa: '1', DuocTaiSuDung: '0', DuocLayTuKhoDMQG: '0' },
        { MaThanhPhanHoSo: 'TP2', DuocSoHoa: '0', DuocTaiSuDung: '2', DuocLayTuKhoDMQG: '1', MaKetQuaThayThe: 'KQ.G07.000122' },
      ],
      DanhSachLePhi: [{ MaPhiLePhi: 'LP1', TenPhiLePhi: 'Lệ phí', Gia: '28000' }], DanhSachGiayToKetQua: [{ GiayToId: HASH, MaGiayToKetQua: 'KQ.H56.1' }],
    });
  });
  it('has a refusal with its day', () => {
    const refusal = { stage: 'intake', reason: 'x', legalBasis: '', refusedBy: { unit: '', subject: '', name: '' }, refusedAt: '2026-11-21T08:00:00.000+07:00' } as const;
    expect(portalRecord(of({ state: 3, refusal }), undefined)).toMatchObject({ TrangThaiHoSo: '3', NgayTuChoi: '20261121080000' });
  });
});
