import { escaped, printedPage, printedTime } from '@lienthong/service-host';

/** Form 04 of TT 03/2025/TT-VPCP (domain §1.3). `addressee` is empty where the procedure keeps no name: it is then written by hand. */
export type ApologyForm = Readonly<{
  form: '04'; title: string; dossierCode: string; addressee: string; unit: string; receivedAt: string; firstDueAt: string; reason: string; newDueAt: string; signedBy: string; issuedAt: string; isInTime: boolean;
}>;

/** A page that prints on one sheet of A4; nothing is loaded from elsewhere. */
export function apologyPage(form: ApologyForm): string {
  return printedPage(`${form.title} ${form.dossierCode}`, `<header>
<p>${escaped(form.unit)}</p>
<p>Mã hồ sơ: <strong>${escaped(form.dossierCode)}</strong></p>
</header>
<h1>${escaped(form.title)}</h1>
<p>(Mẫu số ${form.form})</p>
<p>Kính gửi: ${form.addressee === '' ? '…………………………………………' : escaped(form.addressee)}</p>
<dl>
<dt>Hồ sơ tiếp nhận lúc</dt><dd>${printedTime(form.receivedAt)}</dd>
<dt>Thời gian hẹn trả kết quả ban đầu</dt><dd>${printedTime(form.firstDueAt)}</dd>
<dt>Lý do chậm trả</dt><dd>${escaped(form.reason)}</dd>
<dt>Thời gian hẹn trả kết quả mới</dt><dd><strong>${printedTime(form.newDueAt)}</strong></dd>
</dl>
<p>Chúng tôi xin lỗi vì chưa trả kết quả đúng hẹn và đề nghị được gia hạn đến thời gian nêu trên; chỉ gia hạn một lần.</p>
<footer>
<p></p>
<p>${printedTime(form.issuedAt)}<br>Thủ trưởng cơ quan giải quyết<br><small>(Ký, ghi rõ họ tên và đóng dấu)</small><br><br>${escaped(form.signedBy)}</p>
</footer>`);
}
