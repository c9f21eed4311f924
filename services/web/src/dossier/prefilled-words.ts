/** Sentences of what was filled in before the applicant typed anything. */
const vi = {
  title: 'Nguồn của dữ liệu trong đơn',
  lead: 'Mục nào được điền sẵn, từ đâu, và người nộp có sửa không. Mở ra là xem hồ sơ, và được ghi lại.',
  show: 'Xem nguồn dữ liệu',
  saidBySource: (value: string) => `Nguồn ghi: ${value}`,
  none: 'Không có mục nào được điền sẵn: mọi dữ liệu do người nộp khai, hoặc bạn không được xem đơn này.',
};

const en: typeof vi = {
  title: 'Where the application’s data come from',
  lead: 'Which fields were filled in, from where, and whether the applicant corrected them. Opening it is a reading of the dossier, and is recorded.',
  show: 'Show the sources',
  saidBySource: (value) => `The source says: ${value}`,
  none: 'Nothing was filled in: the applicant stated everything, or you may not see this application.',
};

export const prefilledWords = { vi, en };
