import { escaped, printedPage, printedTime } from '@lienthong/service-host';
import type { AcceptanceNotice } from '../../domain/acceptance-notice.js';

/** On one sheet of A4, to be signed by the head of the unit; nothing is loaded from elsewhere. */
export function acceptanceNoticePage({ title, number, unit, author, subject, receivedAt, acceptedAt, limit, dueAt, legalBasis }: AcceptanceNotice): string {
  return printedPage(`${title.vi} ${number}`, `<header>
<p>Đơn vị ${escaped(unit)}</p>
<p>Đơn số: <strong>${escaped(number)}</strong></p>
</header>
<h1>${escaped(title.vi)}</h1>
<p>Kính gửi: <strong>${escaped(author.name)}</strong></p>
<dl>
<dt>Địa chỉ</dt><dd>${escaped(author.address)}</dd>
<dt>Nội dung đơn</dt><dd>${escaped(subject)}</dd>
<dt>Ngày nhận đơn</dt><dd>${printedTime(receivedAt)}</dd>
<dt>Ngày thụ lý</dt><dd>${printedTime(acceptedAt)}</dd>
<dt>Thời hạn giải quyết</dt><dd>${escaped(limit.vi)}</dd>
<dt>Giải quyết chậm nhất</dt><dd>${printedTime(dueAt)}</dd>
<dt>Căn cứ</dt><dd>${legalBasis.map(({ vi }) => escaped(vi)).join('<br>')}</dd>
</dl>
<p>Đơn đã được thụ lý để giải quyết theo quy định. Người gửi đơn theo dõi kết quả bằng số đơn nêu trên.</p>
<footer>
<p></p>
<p>Thủ trưởng đơn vị<br><small>(Ký, ghi rõ họ tên, đóng dấu)</small></p>
</footer>`);
}
