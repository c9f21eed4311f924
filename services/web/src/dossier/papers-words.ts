/** Sentences of the papers and files of a dossier. */
const vi = {
  title: 'Giấy tờ và tệp',
  lead: 'Mở danh sách là xem hồ sơ, và được ghi lại.',
  show: 'Xem danh sách',
  component: (code: string) => `Thành phần ${code}`,
  sheets: (originals: number, copies: number) => `${originals} bản chính, ${copies} bản sao`,
  inForm: 'Tệp trong tờ khai',
  ofOfficers: 'Tệp của cán bộ',
  unnamed: (number: number) => `Tệp ${number}`,
  open: (name: string) => `Mở ${name}`,
  none: 'Không có giấy tờ nào, hoặc không có giấy tờ nào bạn được xem.',
};

const en: typeof vi = {
  title: 'Papers and files',
  lead: 'Opening the list is a reading of the dossier, and is recorded.',
  show: 'Show the list',
  component: (code) => `Component ${code}`,
  sheets: (originals, copies) => `originals: ${originals}, copies: ${copies}`,
  inForm: 'Files of the application',
  ofOfficers: 'Files of officers',
  unnamed: (number) => `File ${number}`,
  open: (name) => `Open ${name}`,
  none: 'There are no papers, or none that you may see.',
};

export const papersWords = { vi, en };
