/** Sentences about a dossier that several bodies decide, each its own part. */
const vi = {
  title: 'Các hồ sơ con',
  lead: 'Mỗi cơ quan giải quyết phần của mình, có mã và hạn riêng.',
  due: (moment: string) => `Đang giải quyết, hạn ${moment}`,
  ended: (outcome: string, moment: string) => `${outcome}, ${moment}`,
};

const en: typeof vi = {
  title: 'Child dossiers',
  lead: 'Each body decides its own part, under its own code and date.',
  due: (moment) => `In progress, due ${moment}`,
  ended: (outcome, moment) => `${outcome}, ${moment}`,
};

export const caseWords = { vi, en };
