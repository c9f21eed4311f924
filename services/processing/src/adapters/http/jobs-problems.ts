import type { ProblemEntry } from '@lienthong/service-host';

/** What a worker is told. Part of `problems`. */
export const jobProblems = {
  LOCKED_BY_OTHER: {
    status: 409,
    vi: { title: 'Việc này đã giao cho máy xử lý khác', whatToDo: '{worker} giữ việc đến {until}. Bỏ kết quả này, lấy việc khác.' },
    en: { title: 'Another worker has taken this job', whatToDo: '{worker} holds it until {until}. Drop this outcome and take another job.' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
