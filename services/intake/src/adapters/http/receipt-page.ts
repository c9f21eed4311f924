import type { ReceiptForm } from '../../domain/receipt-form.js';
import { groupedDigits } from '@lienthong/kernel';
import { escaped, printedPage, printedTime } from '@lienthong/service-host';
import { dossierHead, printedLine } from './printed-head.js';

/** Form 01 as a page that prints on one sheet of A4. Nothing is loaded from elsewhere, so it prints the same in ten years. */
export function receiptPage(form: ReceiptForm): string {
  const { submitter } = form;
  const rows = form.components.map(({ name, originals, copies, files }, index) =>
    `<tr><td>${index + 1}</td><td>${escaped(name.vi)}</td><td>${originals}</td><td>${copies}</td><td>${files}</td></tr>`).join('');
  return printedPage(`${form.title} ${form.dossierCode}`, `${dossierHead(form.receivingUnit, form.dossierCode)}
<h1>${escaped(form.title)}</h1>
<p>(Mẫu số ${form.form})</p>
<dl>
${printedLine('Người nộp hồ sơ', submitter.name)}
${printedLine('Số định danh / mã số thuế', submitter.identifier)}
${printedLine('Địa chỉ', submitter.address)}
${printedLine('Điện thoại', submitter.phone)}
${printedLine('Thư điện tử', submitter.email)}
${printedLine('Nội dung yêu cầu', form.content.vi)}
${printedLine('Số lượng hồ sơ', `${form.sets} bộ`)}
${printedLine('Thời gian giải quyết theo quy định', form.processingTime.vi)}
${printedLine('Thời gian nhận hồ sơ', printedTime(form.receivedAt))}
${printedLine('Thời gian hẹn trả kết quả', printedTime(form.dueAt))}
${feeLines(form)}
${printedLine('Kênh nộp', form.channel.vi)}
${printedLine('Nhận kết quả', form.resultBy.vi)}
</dl>
<table>
<caption>Thành phần hồ sơ</caption>
<thead><tr><th scope="col">STT</th><th scope="col">Tên giấy tờ</th><th scope="col">Bản chính</th><th scope="col">Bản sao</th><th scope="col">Tệp</th></tr></thead>
<tbody>${rows}</tbody>
</table>
<p class="note">${escaped(form.note.vi)}</p>
<footer>
<p>Người nộp hồ sơ<br><small>(Ký và ghi rõ họ tên)</small></p>
<p>Người tiếp nhận hồ sơ<br><small>(Ký và ghi rõ họ tên)</small><br><br>${escaped(form.receivedBy)}</p>
</footer>`);
}

/** What is to be paid, and that it is; nothing where the procedure has no fee. */
function feeLines({ fees, paid }: ReceiptForm): string {
  if (fees.length === 0) return '';
  const dong = (amount: number): string => `${groupedDigits(String(amount), 'vi')} đồng`;
  const total = fees.reduce((sum, { amount }) => sum + amount, 0);
  const rows = fees.map(({ name, amount }) => `${name.vi}: ${dong(amount)}`).join('; ');
  const state = paid === null ? 'Chưa nộp' : `Đã nộp ${dong(paid.amount)}, ${paid.how.vi}, chứng từ ${paid.reference}, ${printedTime(paid.paidAt)}${paid.refunded > 0 ? `; đã hoàn ${dong(paid.refunded)}` : ''}`;
  return `${printedLine('Phí, lệ phí', fees.length > 1 ? `${rows}; cộng ${dong(total)}` : rows)}
${printedLine('Nộp phí, lệ phí', state)}`;
}
