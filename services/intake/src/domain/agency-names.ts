import type { Bilingual } from '@lienthong/calendar';

/** As they call themselves to citizens; an agency that is not here is shown by its code. */
const NAMES: Readonly<Record<string, Bilingual>> = {
  'one-stop': { vi: 'Bộ phận Một cửa', en: 'One-stop unit' }, 'land-registry': { vi: 'Văn phòng Đăng ký đất đai', en: 'Land registry' }, tax: { vi: 'Cơ quan thuế', en: 'Tax office' }, postal: { vi: 'Bưu chính', en: 'Post' },
  'civil-status': { vi: 'Hộ tịch', en: 'Civil status' }, police: { vi: 'Công an', en: 'Police' }, insurance: { vi: 'Bảo hiểm xã hội', en: 'Social insurance' }, commune: { vi: 'Ủy ban nhân dân xã', en: 'Commune' },
  construction: { vi: 'Xây dựng', en: 'Construction' }, 'fire-police': { vi: 'Cảnh sát PCCC', en: 'Fire police' }, planning: { vi: 'Quy hoạch', en: 'Planning' }, environment: { vi: 'Môi trường', en: 'Environment' },
  culture: { vi: 'Văn hóa', en: 'Culture' }, transport: { vi: 'Giao thông', en: 'Transport' },
};

export const agencyNameOf = (agency: string): Bilingual => NAMES[agency] ?? { vi: agency, en: agency };
