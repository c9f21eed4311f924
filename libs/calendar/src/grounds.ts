import type { Bilingual } from './bilingual.js';

/**
 * The only reasons that stop the legal clock (domain §1.4): the citizen's time, never the administration's. Waiting inside an agency,
 * between agencies or for a platform that is down is not among them.
 */
export const SUSPENSION_GROUNDS = {
  supplement: {
    name: { vi: 'chờ người dân bổ sung hồ sơ', en: 'waiting for the citizen to supplement the dossier' },
    basis: { vi: 'Nghị định 118/2025/NĐ-CP (yêu cầu bổ sung, hoàn thiện hồ sơ)', en: 'Decree 118/2025/NĐ-CP (request to supplement the dossier)' },
  },
  'financial-obligation': {
    name: { vi: 'chờ người dân thực hiện nghĩa vụ tài chính', en: 'waiting for the citizen to meet the financial obligation' },
    basis: {
      vi: 'Thời hạn không tính thời gian thực hiện nghĩa vụ tài chính của người sử dụng đất',
      en: 'The limit does not count the time in which the land user meets the financial obligation',
    },
  },
} as const satisfies Record<string, Readonly<{ name: Bilingual; basis: Bilingual }>>;

export type SuspensionGround = keyof typeof SUSPENSION_GROUNDS;

export function isSuspensionGround(text: string): text is SuspensionGround {
  return Object.hasOwn(SUSPENSION_GROUNDS, text);
}
