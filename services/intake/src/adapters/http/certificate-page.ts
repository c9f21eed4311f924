import type { AgencyLine, Certificate } from '../../domain/destruction-certificate.js';
import { escaped, printedPage, printedTime } from '@lienthong/service-host';

const AGENCIES: Readonly<Record<string, string>> = {
  intake: 'Bộ phận Một cửa / One-stop unit', processing: 'Hệ thống giải quyết thủ tục / Procedure engine', tax: 'Cơ quan thuế / Tax', 'land-registry': 'Văn phòng Đăng ký đất đai / Land registry',
  postal: 'Bưu chính / Post', audit: 'Kiểm toán, giám sát / Audit',
};

/** In both languages, on one page; nothing is loaded from elsewhere. Names the officers who decided and nobody of whom the dossiers were. */
export function certificatePage(certificate: Certificate): string {
  const { number, list, certifiedAt, legalBasis, proposed, approved, dossiers, agencies } = certificate;
  const kept = agencies.flatMap(({ agency, keptByLaw }) => keptByLaw.map(({ because }) => `<li>${agencyName(agency)}: ${escaped(because.vi)} / ${escaped(because.en)}</li>`)).join('');
  return printedPage(`Giấy chứng nhận tiêu hủy ${number}`, `<header><p>${escaped(proposed.unit)}</p><p>Số / No. <strong>${escaped(number)}</strong></p></header>
<h1>Giấy chứng nhận tiêu hủy hồ sơ</h1>
<p>Certificate of destruction of dossiers</p>
<dl>
<dt>Danh mục tiêu hủy / List</dt><dd>${escaped(list)}</dd>
<dt>Căn cứ / Legal basis</dt><dd>${escaped(legalBasis)}</dd>
<dt>Người đề nghị / Proposed by</dt><dd>${person(proposed)}</dd>
<dt>Người phê duyệt / Approved by</dt><dd>${person(approved)}</dd>
<dt>Số hồ sơ / Dossiers</dt><dd>${dossiers.length}</dd>
<dt>Hoàn thành / Completed</dt><dd>${printedTime(certifiedAt)}</dd>
</dl>
<table>
<caption>Đã tiêu hủy tại từng cơ quan / Destroyed at each agency</caption>
<thead><tr><th scope="col">Cơ quan / Agency</th><th scope="col">Hồ sơ / Dossiers</th><th scope="col">Sự kiện / Events</th><th scope="col">Tệp / Files</th><th scope="col">Giữ lại / Kept</th><th scope="col">Thời điểm / When</th></tr></thead>
<tbody>${agencies.map(agencyRow).join('')}</tbody>
</table>
${kept === '' ? '' : `<p>Giữ lại theo luật khác / Kept under other law:</p><ul>${kept}</ul>`}
<table>
<caption>Hồ sơ, theo mã tham chiếu trong nhật ký / Dossiers, by their reference in the logs</caption>
<thead><tr><th scope="col">STT</th><th scope="col">Mã tham chiếu / Reference</th><th scope="col">Thủ tục / Procedure</th><th scope="col">Lưu đến / Kept until</th></tr></thead>
<tbody>${dossiers.map(({ ref, procedureCode, keptUntil }, index) => `<tr><td>${index + 1}</td><td><code>${escaped(ref)}</code></td><td>${escaped(procedureCode)}</td><td>${printedTime(keptUntil)}</td></tr>`).join('')}</tbody>
</table>
<p class="note">Nhật ký, mã xác thực và điểm kiểm của các cơ quan không thay đổi; nội dung đã tiêu hủy không còn khôi phục được từ đó. Bản sao lưu hết hạn theo chính sách sao lưu.
/ The agencies’ logs, commitments and checkpoints are unchanged; what was destroyed cannot be recovered from them. Backups end by their own retention.</p>`);
}

function agencyRow({ agency, dossiers, events, files, kept, firstAt, lastAt, recordsUntil }: AgencyLine): string {
  const when = firstAt === lastAt ? printedTime(lastAt) : `${printedTime(firstAt)} – ${printedTime(lastAt)}`;
  const left = recordsUntil === '' ? '' : `<br><small>Bản ghi truyền tin hết hạn / records on the broker end: ${escaped(recordsUntil.slice(0, 10))}</small>`;
  return `<tr><td>${agencyName(agency)}</td><td>${dossiers}</td><td>${events}</td><td>${files}</td><td>${kept}</td><td>${when}${left}</td></tr>`;
}

function agencyName(agency: string): string {
  return escaped(AGENCIES[agency] ?? agency);
}

function person({ by, unit, at }: Certificate['proposed']): string {
  return `${escaped(by)}, ${escaped(unit)}, ${printedTime(at)}`;
}
