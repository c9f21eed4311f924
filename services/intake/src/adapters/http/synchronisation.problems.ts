import type { ProblemEntry } from '@lienthong/service-host';
import type { SynchronisationRejection } from '../../domain/synchronisation.decider.js';

export type SynchronisationProblem = Exclude<SynchronisationRejection['code'], 'DATE_IN_FUTURE'> | 'STATE_NOT_REACHED';

/** Refusals of reports of the National Portal's connector; part of intake's catalogue. */
export const synchronisationProblems = {
  STATE_NOT_REACHED: {
    status: 404,
    vi: { title: 'Hồ sơ không có lần chuyển trạng thái này', whatToDo: 'Dùng mã hồ sơ và “dossierVersion” đúng như danh sách cần đồng bộ đã trả về.' },
    en: { title: 'The dossier reached no state by that version', whatToDo: 'Use the code and “dossierVersion” as the list of what is to be synchronised gave them.' },
  },
  SYNCHRONISED_ALREADY: {
    status: 409,
    vi: { title: 'Trạng thái này đã đồng bộ', whatToDo: 'Cổng đã nhận lúc {synchronisedAt}, mã {reference}; kiểm tra kết nối có gửi hai lần không.' },
    en: { title: 'This state is synchronised', whatToDo: 'The portal took it at {synchronisedAt} as {reference}; see whether the connector sent it twice.' },
  },
  TOO_MANY_REFUSALS: {
    status: 409,
    vi: { title: 'Hồ sơ đã bị Cổng từ chối quá nhiều lần', whatToDo: 'Dừng gửi lại tự động; xem lý do của các lần trước và sửa nguyên nhân.' },
    en: { title: 'The portal has refused this dossier too often', whatToDo: 'Stop sending it again by itself; read the earlier reasons and mend the cause.' },
  },
} as const satisfies Record<SynchronisationProblem, ProblemEntry>;
