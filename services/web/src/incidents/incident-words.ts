/** Sentences about steps that stand still until somebody acts. */
const vi = {
  title: 'Sự cố chờ xử lý',
  lead: 'Quy trình đứng lại ở bước này. Sửa nguyên nhân rồi thử lại.',
  waitsFor: (agency: string) => `${agency} phải xử lý`,
  since: 'từ',
  step: 'Bước',
  retry: 'Thử lại',
  retryOf: (element: string, code: string) => `Thử lại bước ${element} của ${code}`,
  more: 'Còn những sự cố khác; chúng hiện ra khi các sự cố này được xử lý.',
};

const en: typeof vi = {
  title: 'Incidents to be dealt with',
  lead: 'The procedure stands still at this step. Repair the cause, then try again.',
  waitsFor: (agency) => `${agency} has to act`,
  since: 'since',
  step: 'Step',
  retry: 'Try again',
  retryOf: (element, code) => `Try again step ${element} of ${code}`,
  more: 'There are other incidents; they appear as these are dealt with.',
};

export const incidentWords = { vi, en };
