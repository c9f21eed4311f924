import type { Channel, ReturnManner } from './application.js';
import type { Component } from './components.js';
import type { Dossier } from './dossier.js';
import type { Gateway } from './fee-payment.js';
import type { ProcedureVersion } from './procedure.js';

// The dossier in the words of the National Portal (domain §2.2), as far as intake knows it. Left to the connector: the session, and what each endpoint codes
// in its own way (LoaiDoiTuong, LoaiDinhDanh, field of the procedure).

export type PortalRecord = Readonly<Record<string, string | readonly Readonly<Record<string, string>>[]>>;

const CHANNELS = { counter: '1', online: '2', postal: '3' } as const satisfies Record<Channel, string>;
/** How the result is given (HinhThuc), of one source only: to be confirmed. */
const RETURNS = { counter: '0', post: '1' } as const satisfies Record<ReturnManner, string>;
const GATEWAYS = { 'national-portal': '1', agency: '2' } as const satisfies Record<Gateway, string>;
const flag = (is: boolean): string => (is ? '1' : '0');

/** As it is now; what is not known or has not happened is left out. `version`: of its receipt, before that the one in force at its submission. */
export function portalRecord(dossier: Dossier, version: ProcedureVersion | undefined): PortalRecord {
  const { code, state, application, submittedAt, receipt, movedTo, ending, refusal, payment, charges = [], identification, resultFiles = [], sharedAs = '' } = dossier;
  const owner = application.applicant ?? application.transferor ?? application.submitter;
  const name = version?.name.vi ?? '';
  return said({
    MaHoSo: code, MaTTHC: application.procedureCode, TenTTHC: name, TrichYeuHoSo: name, KenhThucHien: CHANNELS[application.channel], TrangThaiHoSo: String(state),
    ChuHoSo: owner.name, Email: owner.email, SoDienThoai: owner.phone, DinhDanhCHS: [said({ SoDinhDanh: owner.identifier })],
    NgayNopHoSo: moment(submittedAt), NgayTiepNhan: moment(receipt?.receivedAt), NgayHenTra: moment(movedTo ?? receipt?.dueAt), NgayTuChoi: moment(refusal?.refusedAt),
    NgayTra: moment(ending?.kind === 'returned' ? ending.at : undefined), HinhThuc: RETURNS[application.returnManner], DonViXuLy: application.receivingUnit,
    HoSoCoThanhPhanSoHoa: flag(application.components.some(({ files }) => files.length > 0)), TaiKhoanDuocXacThucVoiVNeID: flag(identification === 'vneid'),
    DuocThanhToanTrucTuyen: payment?.gateway ? GATEWAYS[payment.gateway] : '0',
    TaiLieuNop: application.components.flatMap((component) => papersOf(component, dossier)),
    DanhSachLePhi: charges.map((charge) => said({ MaPhiLePhi: charge.code, TenPhiLePhi: charge.name.vi, Gia: String(charge.amount) })),
    DanhSachGiayToKetQua: (resultFiles.length === 0 && sharedAs !== '' ? [''] : resultFiles).map((hash) => said({ GiayToId: hash, MaGiayToKetQua: sharedAs })),
  });
}

/** A line for each file; one where a paper came from the repository without any. */
function papersOf({ code, files, source }: Component, { application: { attachments = [] } }: Dossier): readonly Readonly<Record<string, string>>[] {
  const stored = source?.kind === 'national-store' ? source.resultCode : '';
  const common = {
    MaThanhPhanHoSo: code, IsDeleted: 'False', DuocSoHoa: flag(files.length > 0), DuocLayTuKhoDMQG: flag(stored !== ''), MaKetQuaThayThe: stored,
    DuocTaiSuDung: stored !== '' ? '2' : flag(source?.kind === 'earlier-dossier'),
  };
  return (files.length === 0 && stored !== '' ? [''] : files).map((hash) => said({ TepDinhKemId: hash, TenTepDinhKem: attachments.find(({ sha256 }) => sha256 === hash)?.name ?? '', ...common }));
}

function said<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''));
}

/** yyyyMMddHHmmss of Việt Nam; times of dossiers are written in it. */
function moment(at: string | undefined): string {
  return at === undefined ? '' : at.slice(0, 19).replaceAll(/[-:T]/g, '');
}
