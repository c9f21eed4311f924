/** Sentences of the page of late work. */
const vi = {
  title: 'Trễ hạn và sắp đến hạn',
  lead: 'Việc nào trễ, đang nằm ở đâu, ai giữ. Ngày hẹn dời theo đồng hồ pháp lý; mở hồ sơ để xem vì sao là ngày ấy.',
  offices: 'Nơi có việc trễ hoặc sắp đến hạn',
  office: 'Cơ quan, đơn vị', late: 'Trễ', soon: 'Sắp đến hạn', waiting: 'Chờ người dân',
  all: 'Cộng',
  showOffice: (office: string) => `Chỉ xem ${office}`,
  shown: 'Đang xem', states: { '': 'Cả trễ và sắp đến hạn', late: 'Đã trễ', soon: 'Sắp đến hạn' },
  procedure: 'Mã thủ tục', onlyAt: (office: string) => `Chỉ ${office}`, everywhere: 'Xem mọi nơi',
  list: 'Danh sách, hạn sớm nhất trước',
  what: 'Việc, hồ sơ', where: 'Nơi giữ', due: 'Hạn', since: 'Từ bao giờ',
  whole: 'Cả hồ sơ', nobody: 'Chưa ai nhận', lateFor: (apart: string) => `Trễ ${apart}`, left: (apart: string) => `Còn ${apart}`,
  none: 'Không có việc nào trễ hay sắp đến hạn.', noneHelp: 'Danh sách này tự làm mới.',
  more: 'Xem thêm', why: 'Vì sao là ngày này',
  isNew: 'Mới', news: (count: string) => `${count} việc mới từ lần xem trước.`, seen: 'Đánh dấu đã xem', noNews: 'Không có gì mới từ lần xem trước.',
  newsHelp: 'Đánh dấu mọi việc đã trễ hoặc sắp đến hạn lúc danh sách này được tải, cả việc ở trang sau và ngoài bộ lọc. Chỉ riêng ông/bà.',
};

const en: typeof vi = {
  title: 'Late and due soon',
  lead: 'What is late, where it lies and with whom. Dates move with the legal clock; open the dossier to see why it is that day.',
  offices: 'Where work is late or due soon',
  office: 'Agency, unit', late: 'Late', soon: 'Due soon', waiting: 'Waits for the citizen',
  all: 'Together',
  showOffice: (office) => `Show ${office} only`,
  shown: 'Showing', states: { '': 'Late and due soon', late: 'Late', soon: 'Due soon' },
  procedure: 'Procedure code', onlyAt: (office) => `${office} only`, everywhere: 'Show all',
  list: 'The list, the earliest date first',
  what: 'Task, dossier', where: 'Where', due: 'Due', since: 'Since',
  whole: 'The whole dossier', nobody: 'Nobody yet', lateFor: (apart) => `${apart} late`, left: (apart) => `${apart} left`,
  none: 'Nothing is late or due soon.', noneHelp: 'This list refreshes by itself.',
  more: 'Show more', why: 'Why it is this date',
  isNew: 'New', news: (count) => `${count} new since you last looked.`, seen: 'Mark as seen', noNews: 'Nothing new since you last looked.',
  newsHelp: 'Marks all that was late or due soon when this list was read, on later pages and outside the filter too. For you alone.',
};

export const deadlineWords = { vi, en };
