import type { Bilingual } from '../language/bilingual.js';

/** The agencies in the order in which a land transfer first meets them; `processing` is the office that passes the file on. */
export const AGENCIES = ['one-stop', 'land-registry', 'tax', 'postal', 'processing'] as const;

export type KnownAgency = (typeof AGENCIES)[number];

/** Agencies that people work in: the columns of the board. */
export const DESKS: readonly KnownAgency[] = ['one-stop', 'land-registry', 'tax', 'postal'];

const NAMES: Readonly<Record<KnownAgency, Bilingual>> = {
  'one-stop': { vi: 'Một cửa', en: 'One-stop unit' },
  'land-registry': { vi: 'Đăng ký đất đai', en: 'Land registry' },
  tax: { vi: 'Thuế', en: 'Tax' },
  postal: { vi: 'Bưu chính', en: 'Post' },
  processing: { vi: 'Điều phối', en: 'Coordination' },
};

/** Bodies that no dossier waits at. */
const OTHERS: Readonly<Record<string, Bilingual>> = { audit: { vi: 'Kiểm toán', en: 'Audit' } };

/** Which agency speaks through which service. */
const AGENCY_OF_SERVICE: Readonly<Record<string, KnownAgency>> = {
  intake: 'one-stop', 'land-registry': 'land-registry', tax: 'tax', postal: 'postal', processing: 'processing',
};

const ROLES: Readonly<Record<string, Bilingual>> = {
  clerk: { vi: 'cán bộ tiếp nhận', en: 'counter clerk' },
  officer: { vi: 'cán bộ xử lý', en: 'case officer' },
  checker: { vi: 'người kiểm tra', en: 'checker' },
  'records-officer': { vi: 'cán bộ lưu trữ', en: 'records officer' },
  leader: { vi: 'lãnh đạo', en: 'leader' },
  carrier: { vi: 'bưu tá', en: 'carrier' },
  auditor: { vi: 'kiểm toán viên', en: 'auditor' },
  administrator: { vi: 'quản trị', en: 'administrator' },
  citizen: { vi: 'người dân', en: 'citizen' },
  service: { vi: 'hệ thống', en: 'system' },
};

export function isKnownAgency(agency: string): agency is KnownAgency {
  return (AGENCIES as readonly string[]).includes(agency);
}

/** An agency without a name here (one that joined later) is called by its identifier. */
export function agencyName(agency: string): Bilingual {
  return isKnownAgency(agency) ? NAMES[agency] : OTHERS[agency] ?? { vi: agency, en: agency };
}

export function agencyOfService(service: string): string {
  return AGENCY_OF_SERVICE[service] ?? service;
}

export function roleName(role: string): Bilingual {
  return ROLES[role] ?? { vi: role, en: role };
}
