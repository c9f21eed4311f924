import type { Text } from '../instance-events.js';

/** Why something cannot move, by code; `{a}` and `{b}` are what it is about. Vietnamese first. */
const TEXTS = {
  ELEMENT_UNKNOWN: ['Không có phần tử “{a}” trong {b}', 'There is no element "{a}" in {b}'],
  FLOW_UNKNOWN: ['Không có luồng “{a}” trong {b}', 'There is no flow "{a}" in {b}'],
  FLOW_MAPPED_TWICE: ['Nhiều luồng được đưa về luồng “{a}”', 'Several flows are mapped to flow "{a}"'],
  MAPPED_TWICE: ['Nhiều phần tử được đưa về “{a}”, mà chỉ việc mới gộp được', 'Several elements are mapped to "{a}", and only tasks may be merged'],
  ELEMENT_REMOVED: ['“{a}” không còn trong phiên bản mới', '"{a}" is not in the new version'],
  KIND_DIFFERS: ['“{a}” và “{b}” khác loại', '"{a}" and "{b}" are of different kinds'],
  LOOP_DIFFERS: ['“{a}” và “{b}” lặp khác nhau', '"{a}" and "{b}" loop differently'],
  EVENT_DIFFERS: ['“{a}” và “{b}” chờ sự kiện khác nhau', '"{a}" and "{b}" wait for different events'],
  SCOPE_DIFFERS: ['“{a}” và “{b}” không nằm trong cùng một quy trình con', '"{a}" and "{b}" do not stand in the same sub-process'],
  HOST_DIFFERS: ['“{a}” và “{b}” gắn vào hai việc khác nhau', '"{a}" and "{b}" are attached to different activities'],
  FLOW_REMOVED: ['Luồng “{a}”, nơi hồ sơ đang đứng, không còn trong phiên bản mới', 'Flow "{a}", where the instance stands, is not in the new version'],
  FLOW_LEADS_ELSEWHERE: ['Luồng “{a}”, nơi hồ sơ đang đứng, dẫn tới chỗ khác trong phiên bản mới', 'Flow "{a}", where the instance stands, leads elsewhere in the new version'],
  JOIN_DIFFERS: ['Cổng “{a}” đang chờ đủ các nhánh, mà phiên bản mới có các nhánh khác', 'Gateway "{a}" is waiting for its branches, and the new version has other ones'],
  COMPENSATION_REMOVED: ['“{a}” đã xong và có thể phải hoàn tác, mà phiên bản mới không hoàn tác được', '"{a}" is done and may have to be undone, which the new version cannot'],
  AD_HOC_DIFFERS: ['“{a}” còn bước “{b}” chưa bắt đầu, mà bước này đổi hoặc mất trong phiên bản mới', '"{a}" has still to start "{b}", which is renamed or gone in the new version'],
  FORM_REMOVED: ['Việc “{a}” đang mở với biểu mẫu “{b}”, mà phiên bản mới không có biểu mẫu này', 'Task "{a}" is open with form "{b}", which the new version has not'],
  PROCESS_REMOVED: ['Quy trình “{a}”, đang được gọi, không còn trong phiên bản mới', 'Process "{a}", which is being called, is not in the new version'],
  CALLED_AMBIGUOUS: ['“{a}” cũng là mã của một sự kiện trong quy trình được gọi', '"{a}" is also the id of an event in the called process'],
  ENDED: ['Hồ sơ đã kết thúc hoặc chưa bắt đầu', 'The instance has ended or not begun'],
} as const;

export type MigrationCode = keyof typeof TEXTS;
export type Obstacle = Readonly<{ code: MigrationCode; element: string; text: Text }>;

export function obstacle(code: MigrationCode, element: string, b: string | Text = ''): Obstacle {
  const [vi, en] = TEXTS[code];
  const filled = (text: string, language: keyof Text): string => text.replaceAll('{a}', element).replaceAll('{b}', typeof b === 'string' ? b : b[language]);
  return { code, element, text: { vi: filled(vi, 'vi'), en: filled(en, 'en') } };
}

export const OLD_VERSION: Text = { vi: 'phiên bản cũ', en: 'the old version' };
export const NEW_VERSION: Text = { vi: 'phiên bản mới', en: 'the new version' };
