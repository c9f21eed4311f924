/** Sentences about the fees of a dossier. */
const vi = {
  title: 'Phí, lệ phí',
  none: 'Hồ sơ này không có phí, lệ phí phải nộp ở bộ phận một cửa.',
  notYet: 'Phí, lệ phí được tính khi tiếp nhận hồ sơ.',
  total: (amount: string) => `Cộng: ${amount} đồng`,
  amount: (name: string, amount: string) => `${name}: ${amount} đồng`,
  open: 'Chưa nộp',
  paid: (how: string, reference: string, moment: string) => `Đã nộp: ${how}, chứng từ ${reference}, ${moment}`,
  manners: { cash: 'tiền mặt tại quầy', transfer: 'chuyển khoản', online: 'thanh toán trực tuyến' },
  gateways: { 'national-portal': 'Cổng Dịch vụ công quốc gia', agency: 'cổng thanh toán của cơ quan' },
  short: (amount: string) => `Đơn đã sửa làm tăng phí, lệ phí: còn phải nộp ${amount} đồng`,
  over: (amount: string) => `Đơn đã sửa làm giảm phí, lệ phí: đã nộp thừa ${amount} đồng, được hoàn theo quy định`,
  manner: 'Hình thức nộp',
  reference: 'Số biên lai hoặc mã giao dịch',
  record: (amount: string) => `Ghi nhận đã thu ${amount} đồng`,
};

const en: typeof vi = {
  title: 'Fees',
  none: 'There is no fee to pay at the one-stop for this dossier.',
  notYet: 'Fees are decided when the dossier is accepted.',
  total: (amount) => `Total: ${amount} đồng`,
  amount: (name, amount) => `${name}: ${amount} đồng`,
  open: 'Not paid',
  paid: (how, reference, moment) => `Paid: ${how}, reference ${reference}, ${moment}`,
  manners: { cash: 'cash at the counter', transfer: 'bank transfer', online: 'online' },
  gateways: { 'national-portal': 'National Portal', agency: 'the agency’s gateway' },
  short: (amount) => `A correction raised the fees: ${amount} đồng more to pay`,
  over: (amount) => `A correction lowered the fees: ${amount} đồng too much were paid and are to be refunded`,
  manner: 'Way of payment',
  reference: 'Number of the receipt or transaction',
  record: (amount) => `Record ${amount} đồng as taken`,
};

export const feeWords = { vi, en };
