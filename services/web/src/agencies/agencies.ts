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

/** Bodies that have no service of their own: they work by tasks and workers. A column of the board is theirs while something waits there. */
export const BODIES: Readonly<Record<string, Bilingual>> = {
  'civil-status': { vi: 'Hộ tịch', en: 'Civil status' },
  police: { vi: 'Công an', en: 'Police' },
  insurance: { vi: 'Bảo hiểm xã hội', en: 'Social insurance' },
  construction: { vi: 'Cấp phép xây dựng', en: 'Construction permits' },
  'fire-police': { vi: 'Cảnh sát phòng cháy', en: 'Fire police' },
  planning: { vi: 'Quy hoạch, kiến trúc', en: 'Planning' },
  environment: { vi: 'Môi trường', en: 'Environment' },
  culture: { vi: 'Văn hóa, di sản', en: 'Culture and heritage' },
  transport: { vi: 'Giao thông', en: 'Transport' },
  commune: { vi: 'Ủy ban nhân dân xã', en: 'Commune' },
};

/** Bodies that no dossier waits at. */
const OTHERS: Readonly<Record<string, Bilingual>> = {
  audit: { vi: 'Kiểm toán', en: 'Audit' },
  vneid: { vi: 'Định danh quốc gia', en: 'National identity' },
  'national-portal': { vi: 'Cổng Dịch vụ công quốc gia', en: 'National Portal' },
};

/** Where a dossier can be: what the list of dossiers can be asked for. */
export const HOLDERS: readonly string[] = [...DESKS, ...Object.keys(BODIES)];

/** Which agency speaks through which service. */
const AGENCY_OF_SERVICE: Readonly<Record<string, KnownAgency>> = {
  intake: 'one-stop', 'land-registry': 'land-registry', tax: 'tax', postal: 'postal', processing: 'processing',
};

const ROLES: Readonly<Record<string, Bilingual>> = {
  clerk: { vi: 'cán bộ tiếp nhận', en: 'counter clerk' },
  officer: { vi: 'cán bộ xử lý', en: 'case officer' },
  checker: { vi: 'người kiểm tra', en: 'checker' },
  'records-officer': { vi: 'cán bộ lưu trữ', en: 'records officer' },
  registrar: { vi: 'cán bộ đăng ký', en: 'registrar' },
  leader: { vi: 'lãnh đạo', en: 'leader' },
  carrier: { vi: 'bưu tá', en: 'carrier' },
  auditor: { vi: 'kiểm toán viên', en: 'auditor' },
  analyst: { vi: 'chuyên viên quy trình', en: 'procedure analyst' },
  administrator: { vi: 'quản trị', en: 'administrator' },
  citizen: { vi: 'người dân', en: 'citizen' },
  worker: { vi: 'phần mềm của cơ quan', en: 'software of the agency' },
  integrator: { vi: 'hệ thống kết nối', en: 'connected system' },
  service: { vi: 'hệ thống', en: 'system' },
};

export function isKnownAgency(agency: string): agency is KnownAgency {
  return (AGENCIES as readonly string[]).includes(agency);
}

/** An agency without a name here (one that joined later) is called by its identifier. */
export function agencyName(agency: string): Bilingual {
  return isKnownAgency(agency) ? NAMES[agency] : BODIES[agency] ?? OTHERS[agency] ?? { vi: agency, en: agency };
}

export function agencyOfService(service: string): string {
  return AGENCY_OF_SERVICE[service] ?? service;
}

export function roleName(role: string): Bilingual {
  return ROLES[role] ?? { vi: role, en: role };
}
