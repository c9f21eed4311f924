import type { Matter } from '../api/explain.js';

/** Sentences of the account of a fee, a tax, a competence or a refusal, and of the letters that say it to people. */
const vi = {
  title: 'Vì sao như vậy?',
  lead: 'Mỗi con số và mỗi quyết định có căn cứ. Chọn một mục để xem cách tính.',
  matters: { fee: 'Phí, lệ phí', routing: 'Cơ quan có thẩm quyền', tax: 'Thuế và nghĩa vụ tài chính', refusal: 'Lý do từ chối', decisions: 'Các bảng quyết định đã dùng' } satisfies Record<Matter | 'decisions', string>,
  none: 'Hồ sơ này chưa có mục này.',
  source: 'Căn cứ',
  rule: (decision: string, version: number, rule: string, day: string) => `Bảng ${decision}, phiên bản ${version}, dòng ${rule}, hiệu lực từ ${day}`,
  evaluated: (name: string, moment: string) => `${name}, ${moment}`,
  letters: 'Văn bản',
  lettersLead: 'Lời văn do thủ tục quy định; đã ban hành thì không đổi.',
  issued: (number: number, by: string, moment: string) => `Số ${number}, ${by} ban hành ${moment}`,
  draft: 'Dự thảo',
  notDue: 'Chưa đủ điều kiện ban hành',
  gaps: 'Còn thiếu',
  read: 'Xem',
  readOf: (name: string) => `Xem ${name}`,
  issue: 'Ban hành',
  issueOf: (name: string) => `Ban hành ${name}`,
  print: 'In',
  close: 'Đóng',
};

const en: typeof vi = {
  title: 'Why is it so?',
  lead: 'Every figure and every decision has its ground. Choose one to see how it came about.',
  matters: { fee: 'Fees', routing: 'Competent authority', tax: 'Taxes and financial obligations', refusal: 'Reason for refusal', decisions: 'Decision tables used' },
  none: 'This dossier has none of this yet.',
  source: 'Ground',
  rule: (decision, version, rule, day) => `Table ${decision}, version ${version}, row ${rule}, in force from ${day}`,
  evaluated: (name, moment) => `${name}, ${moment}`,
  letters: 'Letters',
  lettersLead: 'The procedure words them; once issued they do not change.',
  issued: (number, by, moment) => `No. ${number}, issued by ${by}, ${moment}`,
  draft: 'Draft',
  notDue: 'Not to be issued yet',
  gaps: 'Missing',
  read: 'Read',
  readOf: (name) => `Read ${name}`,
  issue: 'Issue',
  issueOf: (name) => `Issue ${name}`,
  print: 'Print',
  close: 'Close',
};

export const explainWords = { vi, en };
