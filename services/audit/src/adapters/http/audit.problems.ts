import { defineProblems } from '@lienthong/service-host';

export const auditProblems = defineProblems<'PROOF_TOO_LARGE'>({
  PROOF_TOO_LARGE: {
    status: 422,
    vi: { title: 'Hồ sơ có quá nhiều sự kiện cho một tệp chứng thực', whatToDo: 'Liên hệ thanh tra để nhận chứng thực từng sự kiện; nhật ký công khai của mỗi cơ quan vẫn kiểm tra được tại /log.' },
    en: { title: 'The dossier has too many events for one proof file', whatToDo: 'Ask the auditor for proofs of single events; the public log of each agency can be checked at /log as ever.' },
  },
});
