import type { Bilingual } from '../language/bilingual.js';

/** Dossier states of the National Public Service Portal. */
export type NationalState = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** What a state means for the one who looks: somebody works, the citizen is waited for, it stopped, or it is done. */
export type StateMood = 'new' | 'working' | 'citizen' | 'stopped' | 'done';

type StateWords = Readonly<{ name: Bilingual; mood: StateMood }>;

export const STATES: Readonly<Record<NationalState, StateWords>> = {
  1: { name: { vi: 'Mới đăng ký', en: 'Submitted' }, mood: 'new' },
  2: { name: { vi: 'Được tiếp nhận', en: 'Accepted' }, mood: 'working' },
  3: { name: { vi: 'Không được tiếp nhận', en: 'Refused' }, mood: 'stopped' },
  4: { name: { vi: 'Đang xử lý', en: 'In process' }, mood: 'working' },
  5: { name: { vi: 'Yêu cầu bổ sung giấy tờ', en: 'Supplement asked' }, mood: 'citizen' },
  6: { name: { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'Payment asked' }, mood: 'citizen' },
  7: { name: { vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawal asked' }, mood: 'stopped' },
  8: { name: { vi: 'Dừng xử lý', en: 'Stopped' }, mood: 'stopped' },
  9: { name: { vi: 'Đã xử lý xong', en: 'Result ready' }, mood: 'done' },
  10: { name: { vi: 'Đã trả kết quả', en: 'Result returned' }, mood: 'done' },
};

export const NATIONAL_STATES: readonly NationalState[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const ENDED: readonly NationalState[] = [3, 8, 10];

/** Once ended, a dossier waits for nobody and cannot become late. */
export function hasEnded(state: NationalState): boolean {
  return ENDED.includes(state);
}
